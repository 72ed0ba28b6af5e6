package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Validity sheet of a model: the conclusions that it allows and excludes. The annotation is on the package of a kind,
 * or on the record if a package has several kinds. Each part is a list of points, one idea each. A manual shows a
 * single point as a paragraph, and several as a list.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
@InTypeTable
public @interface ModelSheet {
    /** Returns the scope of the model, in the notation of queueing theory where one exists. */
    String[] models() default {};

    /** Returns properties of real systems that the model omits. */
    String[] leftOut();

    /** Returns the formulas and published numbers against which the model is validated. */
    String[] checkedBy() default {};

    /** Returns the sources of the modelled behaviour. */
    String[] sources() default {};
}
