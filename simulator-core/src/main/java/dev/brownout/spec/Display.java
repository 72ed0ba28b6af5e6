package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a measure is shown: as what, whenever it is, and where although nobody asks for it. A measure that says nothing
 * is drawn as its unit demands, and only where a scenario asks for it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Display {
    /** What sort of number it is. */
    As value() default As.PLAIN;

    /** Where it stands although nobody asks for it. */
    In[] in() default {In.CHART, In.SUMMARY, In.BASELINE};

    /**
     * The part of the component that it is of, such as {@code primary}, which has a row of its own in the summary;
     * empty for the whole.
     */
    String part() default "";

    /** Sorts of numbers that people know how to read; in this order they are told. */
    enum As {
        /** How busy it is, 0 to 1: the highest values say most, and of several machines the busiest. */
        UTILIZATION,
        /** How much is in use of another thing that each machine has, such as its disk: read as how busy it is. */
        OCCUPANCY,
        /** Finds of all look-ups, 0 to 1: the lowest values say most. */
        HIT_RATIO,
        /** What waits for a server; what waits before machines that stand still is drawn beside it. */
        LINE,
        /** How many there are. */
        LEVEL,
        /** How old the oldest of what waits is: 0 as long as nothing does. */
        AGE,
        /** A count of what is never made good: drawn as a sum over the run, not as a rate. */
        DAMAGE,
        /** How far something has come, 0 to 1: people read where it ends and when it is complete, not its mean. */
        PROGRESS,
        /** A number like any other. */
        PLAIN
    }

    /** Places in which measures stand that nobody asked for. */
    enum In {
        /** A chart of the component, or where there is none of all its machines. */
        CHART,
        /**
         * A chart of all machines of the component, because its own number says little; beside {@link #CHART} that is
         * for where there are no lines of several machines.
         */
        NODE_CHART,
        /** The tables of a summary: the column for such a number, or a row of its own. */
        SUMMARY,
        /** A line of each baseline. */
        BASELINE
    }
}
