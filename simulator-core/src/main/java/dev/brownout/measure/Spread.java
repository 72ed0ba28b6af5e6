package dev.brownout.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * The distribution of a time: count, exact mean, maximum, and percentiles to three significant digits. A percentile is
 * an order statistic over all samples of a window, never a mean of percentiles.
 */
public final class Spread implements Instrument {
    private static final List<String> STATS =
            List.of("mean", "max", "p50", "p90", "p95", "p99", "p99.9", "p99.99", "count");

    private final Grid grid;
    private final Histogram[] segments;
    private final long[] sums;
    private final long[] maxima;

    /** Starts empty. */
    public Spread(Grid grid) {
        this.grid = grid;
        this.segments = new Histogram[grid.segments()];
        this.sums = new long[grid.segments()];
        this.maxima = new long[grid.segments()];
    }

    /**
     * Counts a sample.
     *
     * @param at the instant to whose segment it belongs, now or earlier
     * @param nanos the sample, at least 0
     */
    public void record(long at, long nanos) {
        recordIn(segments.length == 1 ? 0 : grid.segment(grid.cell(at)), nanos);
    }

    /** Counts a sample in a segment of one's choice. */
    public void recordIn(int segment, long nanos) {
        Histogram histogram = segments[segment];
        if (histogram == null) {
            histogram = empty();
            segments[segment] = histogram;
        }
        histogram.recordValue(nanos);
        sums[segment] += nanos;
        if (nanos > maxima[segment]) {
            maxima[segment] = nanos;
        }
    }

    private static Histogram empty() {
        Histogram histogram = new Histogram(512, 1 << 20, 3);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** All samples of a window in one histogram; the window must consist of whole segments. */
    public Histogram histogram(Span span) {
        Histogram all = empty();
        for (int segment = first(span); segment < afterLast(span); segment++) {
            if (segments[segment] != null) {
                all.add(segments[segment]);
            }
        }
        return all;
    }

    /**
     * All samples of a window in HdrHistogram's compressed form; stored, not deflated, so that all machines write the
     * same.
     */
    public byte[] encoded(Span span) {
        Histogram all = histogram(span);
        ByteBuffer buffer = ByteBuffer.allocate(all.getNeededByteBufferCapacity());
        int length = all.encodeIntoCompressedByteBuffer(buffer, Deflater.NO_COMPRESSION);
        return Arrays.copyOf(buffer.array(), length);
    }

    /** Exact mean of a window; {@code NaN} without samples. */
    public double mean(Span span) {
        long count = 0;
        long sum = 0;
        for (int segment = first(span); segment < afterLast(span); segment++) {
            count += segments[segment] == null ? 0 : segments[segment].getTotalCount();
            sum = Math.addExact(sum, sums[segment]);
        }
        return count == 0 ? Double.NaN : (double) sum / count;
    }

    /** Exact maximum of a window; {@code NaN} without samples. */
    public double max(Span span) {
        long max = -1;
        for (int segment = first(span); segment < afterLast(span); segment++) {
            max = Math.max(max, segments[segment] == null ? -1 : maxima[segment]);
        }
        return max < 0 ? Double.NaN : max;
    }

    private int first(Span span) {
        return span.from() >= span.to() ? 0 : grid.segment(span.from());
    }

    private int afterLast(Span span) {
        return span.from() >= span.to() ? 0 : grid.segment(span.to() - 1) + 1;
    }

    @Override
    public double value(Span span, String stat) {
        return switch (stat) {
            case "", "mean" -> mean(span);
            case "max" -> max(span);
            case "count" -> histogram(span).getTotalCount();
            default -> percentile(span, Double.parseDouble(stat.substring(1)));
        };
    }

    /** An order statistic of a window, 0 to 100; {@code NaN} without samples. */
    public double percentile(Span span, double percent) {
        Histogram histogram = histogram(span);
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percent);
    }

    @Override
    public String unit() {
        return "ns";
    }

    @Override
    public List<String> stats() {
        return STATS;
    }

    /** Adds the samples of another one on the same grid. */
    public void add(Spread other) {
        for (int i = 0; i < segments.length; i++) {
            if (other.segments[i] != null) {
                if (segments[i] == null) {
                    segments[i] = empty();
                }
                segments[i].add(other.segments[i]);
                sums[i] = Math.addExact(sums[i], other.sums[i]);
                maxima[i] = Math.max(maxima[i], other.maxima[i]);
            }
        }
    }

    @Override
    public Instrument sum(List<Instrument> parts) {
        Spread sum = new Spread(grid);
        parts.forEach(part -> sum.add((Spread) part));
        return sum;
    }
}
