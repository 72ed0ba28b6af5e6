package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where a policy acts that is written on a component, and how far out it stands around a call. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FilterPosition {
    /** On which side of the calls to the component. */
    At value();

    /** Its place from the outside where a step and the component that it calls have a policy each: 1 is outermost. */
    int depth();

    /** The two sides of a call. */
    enum At {
        /** With everybody who calls the component, as if written on each step that does. */
        CALLER,
        /** In front of each machine of the component, for all callers together. */
        DOOR
    }
}
