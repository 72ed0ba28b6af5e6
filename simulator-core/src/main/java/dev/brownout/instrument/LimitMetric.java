package dev.brownout.instrument;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a metric that shows when a limit binds: the share of it that is in use, or the number of calls that it refused.
 * A limit that binds in a run is a warning of the run, a row of the summary and a line in the topology.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface LimitMetric {
    /** Returns the noun of the limit in the plural, such as {@code workers}. */
    String value();
}
