package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The validity sheet of a model: what may be concluded from it and what not. It stands on the package of a kind, or on
 * the record where a package holds several kinds.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface ModelSheet {
    /** What is modelled, in the notation of queueing theory where there is one. */
    String models() default "";

    /** What the real thing has and the model does not. */
    String leftOut();

    /** Which formulas and published numbers hold it to the truth. */
    String checkedBy() default "";

    /** Where the behaviour comes from. */
    String sources() default "";
}
