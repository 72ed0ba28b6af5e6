package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Error messages for an invalid argument with a name that is not clear enough. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface InvalidArgumentMessage {
    /** Returns the message for a missing argument; empty for its name. */
    String missing() default "";

    /** Returns the message for a fraction in place of a whole number; empty for the default message with the name. */
    String fraction() default "";
}
