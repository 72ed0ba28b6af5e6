package dev.brownout.spi;

import dev.brownout.service.Outcome;
import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists outcomes that a kind of policy, or a component with this part, produces itself and that no other component
 * produces.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface ProducesOutcome {
    /** Returns the outcomes. */
    Outcome[] value();
}
