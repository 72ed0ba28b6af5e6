package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;
import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/**
 * Load at a rate that follows a cosine between min and max, with its maximum at {@code peak} after the start and once
 * per period thereafter.
 */
@Kind("diurnal")
@Doc("Poisson, with a daily cycle of the rate.")
@Example("diurnal(min=100/s max=1k/s peak=20h)")
public record DiurnalLoad(
        @Doc("Minimum rate.") @InUnit(PER_SECOND) double min,
        @Doc("Maximum rate.") @InUnit(PER_SECOND) double max,

        @Doc("Time of the maximum.") @YamlName("peak") @InUnit(NANOSECONDS)
        long peakNanos,

        @Doc("Length of the cycle; default: 24h.") @YamlName("period") @InUnit(NANOSECONDS) @Default("24h")
        long periodNanos)
        implements OpenLoad {

    private static final long DAY = 86_400_000_000_000L;

    /**
     * Throws unless {@code 0 <= min <= max <= 1e9} per second, {@code max > 0}, {@code peak >= 0} and {@code period >
     * 0}.
     */
    public DiurnalLoad {
        LoadArguments.rate("min", min);
        LoadArguments.rate("max", max);
        LoadArguments.require(max >= min && max > 0, "max must be above 0 and not below min", max);
        LoadArguments.require(peakNanos >= 0, "peak must be >= 0 ns", peakNanos);
        LoadArguments.span("period", periodNanos);
    }

    /** Creates a load with a period of one day. The run starts at midnight. */
    public DiurnalLoad(double min, double max, long peakNanos) {
        this(min, max, peakNanos, DAY);
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return new SinusoidalRateSegment(0, FOREVER, (min + max) / 2, (max - min) / 2, peakNanos, periodNanos);
    }
}
