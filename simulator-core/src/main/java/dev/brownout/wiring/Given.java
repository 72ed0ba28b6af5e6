package dev.brownout.wiring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameter of a kind without which it has none of the measures of a record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Given {
    /** Its name, with dots where it stands inside of another one. */
    String value();
}
