package dev.brownout.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the variant of the scenario for a {@link SimulatedRun} parameter, by name. The default is the first variant.
 */
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Variant {
    /** Name of the variant in the scenario. */
    String value();
}
