package dev.brownout.instrument;

import dev.brownout.typetable.RecordField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Creates instruments by their type. */
public final class InstrumentFactory {
    private static final Map<Class<?>, Function<TimeGrid, Instrument>> CONSTRUCTORS = new LinkedHashMap<>();

    static {
        CONSTRUCTORS.put(Counter.class, Counter::new);
        CONSTRUCTORS.put(ByteCounter.class, ByteCounter::new);
        CONSTRUCTORS.put(MemoryTimeCounter.class, MemoryTimeCounter::new);
        CONSTRUCTORS.put(TimeWeighted.class, TimeWeighted::new);
        CONSTRUCTORS.put(Ratio.class, Ratio::new);
        CONSTRUCTORS.put(Occupancy.class, Occupancy::new);
        CONSTRUCTORS.put(LatencyHistogram.class, LatencyHistogram::new);
        CONSTRUCTORS.put(SampledGauge.class, SampledGauge::new);
        CONSTRUCTORS.put(DerivedGauge.class, grid -> new DerivedGauge("1"));
    }

    private InstrumentFactory() {}

    /** Returns the constructor of the instrument of a metric, with the unit that the metric declares. */
    public static Function<TimeGrid, Instrument> constructor(RecordField metric) {
        InstrumentUnit unit = metric.annotation(InstrumentUnit.class);
        if (unit == null) {
            return constructor(metric.type());
        }
        return metric.type() == TimeWeighted.class
                ? grid -> new TimeWeighted(grid, unit.value())
                : grid -> new DerivedGauge(unit.value());
    }

    /**
     * Returns the constructor of a type of instrument. Its argument is the grid of cells into which the instrument
     * counts.
     *
     * @throws IllegalArgumentException if the type is not an instrument
     */
    public static Function<TimeGrid, Instrument> constructor(Class<?> type) {
        Function<TimeGrid, Instrument> constructor = CONSTRUCTORS.get(type);
        if (constructor == null) {
            throw new IllegalArgumentException(type.getName() + " is not an instrument");
        }
        return constructor;
    }
}
