package dev.brownout.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a class a test of a scenario: every assertion under {@code sla:} becomes a test in every variant, named by
 * both, and the class's own test methods may take a {@link SimulatedRun}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunResultResolver.class)
public @interface SimulationTest {
    /**
     * The scenario: a file below the working directory, a resource beside the class or at the root of the class path,
     * or the name of one that comes with the program.
     */
    String value() default "";

    /** The scenario itself, in place of a file: a text block of YAML. */
    String text() default "";

    /** Settings laid over it, as {@code web.nodes=4} each. */
    String[] set() default {};

    /** Values of its parameters, as {@code peak=3k/s} each. */
    String[] param() default {};

    /** Another seed than its own, as one number; at most one. */
    long[] seed() default {};

    /** Independent repetitions, 1 to 10,000; from 2 on, verdicts are about the mean over them. */
    int replications() default 1;

    /** The probability with which the interval around that mean holds the true one, between 0 and 1. */
    double confidence() default 0.95;
}
