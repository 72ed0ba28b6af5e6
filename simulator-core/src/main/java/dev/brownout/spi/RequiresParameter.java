package dev.brownout.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameters of a kind without any of which it has none of the measures of a record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RequiresParameter {
    /** Their names, with dots where they stand inside of others. */
    String[] value();
}
