package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a parameter (a String, an Optional of it or a list of it) that names part of the scenario. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Reference {
    /** What is named. */
    enum To {
        /** A component of the scenario. */
        COMPONENT,
        /** A region of the scenario. */
        REGION,
        /** A component of the scenario that hands out messages. */
        QUEUE,
        /** A component of the scenario that is written, or by way of which others are. */
        WRITABLE,
        /** A component of the scenario that is read, or, behind a slash, one of its classes of queries. */
        QUERY,
        /** A component of the scenario that is called for itself, or, behind a slash, one of its endpoints. */
        SERVICE,
        /** A class of requests. */
        REQUEST
    }

    /** What is named. */
    To value() default To.COMPONENT;
}
