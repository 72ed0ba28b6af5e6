package dev.brownout.rounds;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rows of a parameterized test that {@code mvn verify} runs. The remaining rows run in {@code .ci/run}. The chosen
 * row covers the regime for which the test was written.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RowCondition.class)
@Tag("rows")
public @interface ChosenRows {
    /** Numbers of the chosen rows, from 1. */
    int[] value() default 1;
}
