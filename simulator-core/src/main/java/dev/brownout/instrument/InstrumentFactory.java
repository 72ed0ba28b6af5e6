package dev.brownout.instrument;

import java.util.Map;
import java.util.function.Function;

/** Creates instruments by their type. */
public final class InstrumentFactory {
    private static final Map<Class<?>, Function<TimeGrid, Instrument>> CONSTRUCTORS = Map.of(
            Counter.class, Counter::new,
            ByteCounter.class, ByteCounter::new,
            TimeWeighted.class, TimeWeighted::new,
            Ratio.class, Ratio::new,
            Occupancy.class, Occupancy::new,
            LatencyHistogram.class, LatencyHistogram::new,
            SampledGauge.class, SampledGauge::new,
            DerivedGauge.class, DerivedGauge::new);

    private InstrumentFactory() {}

    /**
     * Returns the constructor of a type of instrument. Its argument is the grid of cells into which the instrument
     * counts.
     *
     * @throws IllegalArgumentException if the type is not an instrument
     */
    public static Function<TimeGrid, Instrument> of(Class<?> type) {
        Function<TimeGrid, Instrument> constructor = CONSTRUCTORS.get(type);
        if (constructor == null) {
            throw new IllegalArgumentException(type.getName() + " is not an instrument");
        }
        return constructor;
    }
}
