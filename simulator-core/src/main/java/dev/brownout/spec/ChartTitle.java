package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Title of the chart of a metric with a name that is not clear enough, such as {@code deployed}. A metric without this
 * annotation uses its name, as in {@code Backlog of db}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface ChartTitle {
    /**
     * Returns the first words of the title, with {@code {}} for the measured object; empty for the name of the metric.
     */
    String value() default "";

    /**
     * Returns the name of one part of a metric that is measured per part other than an instance, such as
     * {@code partition}.
     */
    String each() default "";
}
