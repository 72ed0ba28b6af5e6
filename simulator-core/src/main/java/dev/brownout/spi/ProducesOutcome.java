package dev.brownout.spi;

import dev.brownout.service.Outcome;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How calls end that a kind of policy answers instead of the callee, or a component that has this part, and that no
 * other component ends so.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProducesOutcome {
    /** The outcomes. */
    Outcome[] value();
}
