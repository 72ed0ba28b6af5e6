package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Position of a policy of a component: the side of the call. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface FilterPosition {
    /** Returns the side of the calls to the component. */
    At value();

    /** Sides of a call. */
    enum At {
        /** Each caller of the component, as if the policy were written on each calling step. */
        CALLER,
        /** Each instance of the component, for all callers together. */
        DOOR
    }
}
