package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is said of an argument that is wrong, where its name alone would not help. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface InvalidArgumentMessage {
    /** What is needed where it is missing; the empty text for its name. */
    String missing() default "";

    /** What is said of a fraction where it is a whole number; the empty text for its name and that it must be one. */
    String fraction() default "";
}
