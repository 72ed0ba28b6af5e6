package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The unit of a number that a scenario writes as an amount; of each where there are several. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface InUnit {
    /** Units in which numbers are held. */
    enum Unit {
        /** Of the values of a law: nanoseconds where it is of durations, bytes where it is of sizes. */
        OF_VALUES,
        /** Nanoseconds, written as a duration. */
        NANOSECONDS,
        /** Something per second, written as a rate. */
        PER_SECOND
    }

    /** The unit. */
    Unit value();
}
