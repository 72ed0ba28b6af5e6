package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the title of a chart calls a measure whose name alone, such as {@code deployed}, says too little to somebody who
 * does not know it. A measure that says nothing is called by its name, as in {@code Backlog of db}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ChartTitle {
    /** The first words of a title, with {@code {}} for what it is measured of; empty for its name. */
    String value() default "";

    /** What one part is, of those that it is measured of apart and that are no machines, such as {@code partition}. */
    String each() default "";
}
