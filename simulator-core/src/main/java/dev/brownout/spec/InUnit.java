package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Unit of a number that a scenario writes as an amount, or of each number of a list. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface InUnit {
    /** Units of numbers. */
    enum Unit {
        /** Unit of the values of a distribution: nanoseconds for durations, bytes for sizes. */
        OF_VALUES,
        /** Nanoseconds, written as a duration. */
        NANOSECONDS,
        /** Events per second, written as a rate. */
        PER_SECOND
    }

    /** Returns the unit. */
    Unit value();
}
