package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Name, in kebab-case, of a record type in a scenario. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface Kind {
    /** Returns the name. */
    String value();
}
