package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Presentation of a metric: the type of number, and the places that show it by default. A metric without this
 * annotation is drawn according to its unit, and only if a scenario requests it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface Display {
    /** Returns the type of the number. */
    As value() default As.PLAIN;

    /** Returns the places that show the metric by default. */
    In[] in() default {In.CHART, In.SUMMARY, In.BASELINE};

    /**
     * Returns the part of the component that is measured, such as {@code primary}, which has its own row in the
     * summary; empty for the whole component.
     */
    String part() default "";

    /** Types of numbers, in the order in which they are reported. */
    enum As {
        /** Utilization, 0 to 1. The highest values matter most; among several instances, the busiest. */
        UTILIZATION,
        /** Occupancy of a second resource of each instance, such as its disk. Presented like a utilization. */
        OCCUPANCY,
        /** Hits divided by lookups, 0 to 1. The lowest values matter most. */
        HIT_RATIO,
        /** Length of a queue before a server. The queue of stalled instances is drawn next to it. */
        LINE,
        /** Number of items present. */
        LEVEL,
        /** Age of the oldest waiting item; 0 if none waits. */
        AGE,
        /** Count of irreparable damage. Drawn as a cumulative sum and not as a rate. */
        DAMAGE,
        /** Progress, 0 to 1. The final value and the time of completion matter, not the mean. */
        PROGRESS,
        /** Number without a special type. */
        PLAIN
    }

    /** Places that show metrics by default. */
    enum In {
        /** Chart of the component; without one, a chart of all its instances. */
        CHART,
        /**
         * Chart of all instances of the component, for a metric with an uninformative component value. If
         * {@link #CHART} is set as well, the chart of the component is shown when there are no series of several
         * instances.
         */
        NODE_CHART,
        /** Summary tables: the column for this type of number, or a separate row. */
        SUMMARY,
        /** An entry in each baseline. */
        BASELINE
    }
}
