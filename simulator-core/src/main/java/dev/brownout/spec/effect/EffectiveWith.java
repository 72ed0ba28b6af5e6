package dev.brownout.spec.effect;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Condition under which a parameter has an effect: another parameter of the same map is set, has one of some words, or
 * is greater than a number. A file that sets the parameter without the condition in any variant is invalid, and the
 * manual states the condition.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface EffectiveWith {
    /** Returns the names of the other parameters, one of which must meet the condition. */
    String[] value();

    /**
     * Returns the words of which the other parameter must have one; none if any value but none, false and 0 will do.
     */
    String[] in() default {};

    /** Returns the whole number that the other parameter must exceed. */
    int above() default 0;
}
