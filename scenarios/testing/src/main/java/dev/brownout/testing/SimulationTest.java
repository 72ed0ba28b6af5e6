package dev.brownout.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class as the test of a scenario. Every assertion under {@code sla:} becomes a test in every variant, named
 * after the variant and the assertion. Test methods of the class may have a parameter of type {@link SimulatedRun}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunResultResolver.class)
public @interface SimulationTest {
    /**
     * Scenario of the test: a file below the working directory, a resource beside the class or at the root of the class
     * path, or the name of a scenario of the built-in library.
     */
    String value() default "";

    /** Text of the scenario as YAML, instead of a file. */
    String text() default "";

    /** Overridden settings, each in the form {@code web.nodes=4}. */
    String[] set() default {};

    /** Values of the scenario's parameters, each in the form {@code peak=3k/s}. */
    String[] param() default {};

    /** Seed that replaces the scenario's own seed; at most one number. */
    long[] seed() default {};

    /**
     * Number of independent replications, 1 to 10,000. With 2 or more, verdicts are about the mean over the
     * replications.
     */
    int replications() default 1;

    /** Confidence level of the interval of the mean, between 0 and 1. */
    double confidence() default 0.95;
}
