package dev.brownout.spi;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Lists the records of instruments that a kind of component creates, for documentation and reference checks. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface DeclaresMetrics {
    /**
     * Returns each record that the kind passes to {@link ComponentContext#measures}. A record with this annotation,
     * such as a group of parameters, stands for the records that it lists.
     */
    Class<? extends Record>[] value();
}
