package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Allowed combinations of arguments: exactly the arguments of one of several groups. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface ArgumentGroups {
    /** Returns the groups, each as the names of its arguments separated by spaces. */
    String[] value();
}
