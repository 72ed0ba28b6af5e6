package dev.brownout.instrument;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Unit of a {@link DerivedGauge} or a {@link TimeWeighted}, which the manual prints and the results use. Without it the
 * instrument has the unit {@code 1}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface InstrumentUnit {
    /** Returns {@code ratio}, {@code ns}, {@code 1/s} or {@code B}. */
    String value();
}
