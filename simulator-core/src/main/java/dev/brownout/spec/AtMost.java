package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Maximum legal value of a parameter, in its base unit (counts, ratios, nanoseconds, bytes, 1/s). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface AtMost {
    /** Returns the inclusive bound. */
    double value();
}
