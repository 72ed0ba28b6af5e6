package dev.brownout.load;

/** A rate that swings as a cosine between min and max, highest {@code peak} after the start and every period later. */
public record Diurnal(double min, double max, long peakNanos, long periodNanos) implements Flow {

    private static final long DAY = 86_400_000_000_000L;

    /** Throws unless 0 <= min <= max <= 10<sup>9</sup> requests a second, max > 0, peak >= 0 and the period above 0. */
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
