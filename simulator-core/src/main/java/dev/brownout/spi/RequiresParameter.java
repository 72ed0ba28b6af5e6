package dev.brownout.spi;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lists parameters of a component kind. If none of them is set, it has none of the metrics of a record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface RequiresParameter {
    /** Returns their names, with dots for nested parameters. */
    String[] value();
}
