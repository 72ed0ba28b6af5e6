package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter (a String, an Optional of it or a list of it) that names a part of the scenario. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface Reference {
    /** Types of named parts. */
    enum To {
        /** A component of the scenario. */
        COMPONENT,
        /** A region of the scenario. */
        REGION,
        /** A component of the scenario that delivers messages. */
        QUEUE,
        /** A component of the scenario that accepts writes, itself or on behalf of another one. */
        WRITABLE,
        /** A component of the scenario with units that requests reserve. */
        STOCK,
        /** A component of the scenario with counters that requests increment. */
        COUNTER,
        /** A component of the scenario that is read, or one of its query classes behind a slash. */
        QUERY,
        /** A component of the scenario that is called as a service, or one of its endpoints behind a slash. */
        SERVICE,
        /** A class of requests. */
        REQUEST
    }

    /** Returns the type of the named part. */
    To value() default To.COMPONENT;
}
