package dev.brownout.instrument;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * All samples of a window of one {@link LatencyHistogram}, or of several together; it is read before more are counted.
 */
public final class HistogramView {
    private final HistogramBuckets all;

    HistogramView(HistogramBuckets all) {
        this.all = all;
    }

    /** How many there are. */
    public long count() {
        return all.count();
    }

    /** Exact mean in nanoseconds; {@code NaN} without samples. */
    public double mean() {
        return all.count() == 0 ? Double.NaN : all.sum().doubleValue() / all.count();
    }

    /** Exact maximum in nanoseconds; {@code NaN} without samples. */
    public double max() {
        return all.count() == 0 ? Double.NaN : all.max();
    }

    /** An order statistic in nanoseconds, 0 to 100; {@code NaN} without samples. */
    public double percentile(double percent) {
        return all.count() == 0 ? Double.NaN : all.percentile(percent);
    }

    /** One of the {@link LatencyHistogram#statistics}, or any other percentile. */
    public double value(String stat) {
        return switch (stat) {
            case "", "mean" -> mean();
            case "max" -> max();
            case "count" -> all.count();
            default -> percentile(Double.parseDouble(stat.substring(1)));
        };
    }

    /**
     * The values that a statistic can take when more samples may come that are longer than these.
     *
     * @param longer how many may come
     */
    public PossibleRange range(String stat, long longer) {
        double low = value(stat);
        if (longer == 0 || Double.isNaN(low)) {
            return PossibleRange.exactly(low);
        }
        if (stat.equals("count")) {
            return PossibleRange.count(all.count(), longer);
        }
        OptionalDouble percentile = LatencyHistogram.percentile(stat);
        long high = percentile.isPresent() ? all.percentile(percentile.getAsDouble(), longer) : Long.MAX_VALUE;
        return new PossibleRange(low, high == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : high);
    }

    /** All of them in one histogram. */
    public Histogram histogram() {
        return all.histogram();
    }

    /** All of them in HdrHistogram's compressed form; stored, not deflated, so that all machines write the same. */
    public byte[] encoded() {
        Histogram histogram = histogram();
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.NO_COMPRESSION);
        return Arrays.copyOf(buffer.array(), length);
    }
}
