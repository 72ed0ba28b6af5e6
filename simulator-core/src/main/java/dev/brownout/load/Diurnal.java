package dev.brownout.load;

import static dev.brownout.vocabulary.In.Unit.NANOSECONDS;
import static dev.brownout.vocabulary.In.Unit.PER_SECOND;

import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Named;

/** A rate that swings as a cosine between min and max, highest {@code peak} after the start and every period later. */
@Kind("diurnal")
@Doc("Poisson, in a wave of a day.")
@Example("diurnal(min=100/s max=1k/s peak=20h)")
public record Diurnal(
        @Doc("Lowest rate.") @In(PER_SECOND) double min,
        @Doc("Highest rate.") @In(PER_SECOND) double max,

        @Doc("When it is highest.") @Named("peak") @In(NANOSECONDS)
        long peakNanos,

        @Doc("Length of a day; 24h where it is left out.") @Named("period") @In(NANOSECONDS) @Default("24h")
        long periodNanos)
        implements Flow {

    private static final long DAY = 86_400_000_000_000L;

    /**
     * Throws unless {@code 0 <= min <= max <= 1e9} a second, {@code max > 0}, {@code peak >= 0} and {@code period > 0}.
     */
    public Diurnal {
        Require.rate("min", min);
        Require.rate("max", max);
        Require.that(max >= min && max > 0, "max must be above 0 and not below min", max);
        Require.that(peakNanos >= 0, "peak must be >= 0 ns", peakNanos);
        Require.span("period", periodNanos);
    }

    /** The swing of a day, the start of the run being midnight. */
    public Diurnal(double min, double max, long peakNanos) {
        this(min, max, peakNanos, DAY);
    }

    @Override
    public Stretch stretchAt(long atNanos) {
        return new Wave(0, FOREVER, (min + max) / 2, (max - min) / 2, peakNanos, periodNanos);
    }
}
