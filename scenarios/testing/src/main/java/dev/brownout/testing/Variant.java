package dev.brownout.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says whose {@link SimulatedRun} a test wants: a variant of the scenario, by name. Without it, the first variant. */
@Documented
@Target({ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Variant {
    /** The variant's name as the scenario has it. */
    String value();
}
