package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the argument that selects a column of the adjacent {@link RecordedTable}, by number from 1 or by name. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface TableColumn {
    /** Returns the content of the column. */
    Content value();

    /** Returns the number of the column without the argument; 0 if it is then not read. */
    int position() default 0;

    /** Contents of columns. */
    enum Content {
        /** Names of keys. */
        KEYS,
        /** Sizes in bytes. */
        SIZES,
        /** Times in any unit, of which only the order counts. */
        ORDER,
        /** Times of arrivals. They count from the earliest one. */
        ARRIVALS,
        /** Times of rates. Dates and Unix times count from the first one, and other times from the start of the run. */
        INSTANTS,
        /** Rates per second, or per the duration of an argument. */
        RATES
    }
}
