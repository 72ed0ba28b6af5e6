package dev.brownout.instrument;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * View of the samples of one {@link LatencyHistogram}, or of several together, in a window. It must be read before more
 * samples are recorded.
 */
public final class HistogramView {
    private final HistogramBuckets all;

    HistogramView(HistogramBuckets all) {
        this.all = all;
    }

    /** Returns the number of samples. */
    public long count() {
        return all.count();
    }

    /** Returns the exact mean in nanoseconds; {@code NaN} without samples. */
    public double mean() {
        return all.count() == 0 ? Double.NaN : all.sum().doubleValue() / all.count();
    }

    /** Returns the exact maximum in nanoseconds; {@code NaN} without samples. */
    public double max() {
        return all.count() == 0 ? Double.NaN : all.max();
    }

    /** Returns a percentile, 0 to 100, in nanoseconds; {@code NaN} without samples. */
    public double percentile(double percent) {
        return all.count() == 0 ? Double.NaN : all.percentile(percent);
    }

    /** Returns one of the {@link LatencyHistogram#statistics}, any other percentile, or the share above a threshold. */
    public double value(String stat) {
        OptionalLong threshold = LatencyHistogram.threshold(stat);
        if (threshold.isPresent()) {
            return all.count() == 0 ? Double.NaN : (double) all.countAbove(threshold.getAsLong()) / all.count();
        }
        return switch (stat) {
            case "", "mean" -> mean();
            case "max" -> max();
            case "count" -> all.count();
            default -> percentile(Double.parseDouble(stat.substring(1)));
        };
    }

    /**
     * Returns the possible values of a statistic if additional samples occur that are longer than all of these.
     *
     * @param longer maximum number of additional samples
     */
    public PossibleRange range(String stat, long longer) {
        double low = value(stat);
        if (longer == 0 || Double.isNaN(low)) {
            return PossibleRange.exactly(low);
        }
        if (stat.equals("count")) {
            return PossibleRange.count(all.count(), longer);
        }
        OptionalLong threshold = LatencyHistogram.threshold(stat);
        if (threshold.isPresent()) {
            return PossibleRange.share(countAbove(threshold), all.count(), longer);
        }
        OptionalDouble percentile = LatencyHistogram.percentile(stat);
        long high = percentile.isPresent() ? all.percentile(percentile.getAsDouble(), longer) : Long.MAX_VALUE;
        return new PossibleRange(low, high == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : high);
    }

    private long countAbove(OptionalLong threshold) {
        return all.countAbove(threshold.getAsLong());
    }

    /** Returns a histogram of the samples. */
    public Histogram histogram() {
        return all.histogram();
    }

    /**
     * Returns the samples in HdrHistogram's compressed format. The data is stored and not deflated, so that the bytes
     * are the same on all platforms.
     */
    public byte[] encoded() {
        return HistogramEncoding.encode(histogram());
    }
}
