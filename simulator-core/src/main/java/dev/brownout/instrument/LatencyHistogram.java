package dev.brownout.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The distribution of a time: count, exact mean, maximum, and percentiles to three significant digits. A percentile is
 * an order statistic over all samples of a window, never a mean of percentiles.
 */
public final class LatencyHistogram implements Instrument {
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p99.9", "p99.99");
    private static final List<String> STATS = Stream.of(List.of("mean", "max"), PERCENTILES, List.of("count"))
            .flatMap(List::stream)
            .toList();

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{1,9})?|100)");

    /** Times are told apart from half a microsecond on. */
    private static final int UNIT_BITS = 9;

    private static final int DIGITS = 3;

    /** So many samples are sorted in at once, which lets the processor wait for several buckets at a time. */
    private static final int SOME = 32;

    private static final long[] NONE = {};

    private final TimeGrid grid;
    private final HistogramBuckets[] segments;
    /** The segment that the last sample belonged to, as the next one nearly always does. */
    private int recent = -1;

    private long recentFrom = Long.MAX_VALUE;
    private long recentTo;
    /** Samples of that segment that are still to be sorted into its buckets. */
    private long[] fresh = NONE;

    private int freshCount;
    /** The ages at the end of the run of what is overdue; {@code null} while nothing is. */
    private LatencyHistogram overdue;
    /** Set where each overdue sample counts here when it ends; else it may end otherwise, and count nowhere. */
    private boolean overdueCounts = true;

    /** The percentiles that have a name of their own wherever a time is measured. */
    public static List<String> percentiles() {
        return PERCENTILES;
    }

    /** The percentage that a statistic such as {@code p99.9} names; empty where it is no percentile. */
    public static OptionalDouble percentile(String stat) {
        Matcher named = PERCENTILE.matcher(stat);
        return named.matches() ? OptionalDouble.of(Double.parseDouble(named.group(1))) : OptionalDouble.empty();
    }

    /** Whether it is one of the statistics of every time, or any other percentile. */
    public static boolean offers(String stat) {
        return STATS.contains(stat) || percentile(stat).isPresent();
    }

    /** The statistics of every time. */
    public static List<String> statistics() {
        return STATS;
    }

    /** Starts empty. */
    public LatencyHistogram(TimeGrid grid) {
        this.grid = grid;
        this.segments = new HistogramBuckets[grid.segments()];
    }

    /**
     * Counts a sample.
     *
     * @param at the instant to whose segment it belongs, now or earlier
     * @param nanos the sample, at least 0
     */
    public void record(long at, long nanos) {
        if (at < recentFrom || at >= recentTo) {
            turnTo(grid.segmentAt(at));
        }
        keep(nanos);
    }

    /** Counts a sample in a segment of one's choice. */
    public void recordIn(int segment, long nanos) {
        if (segment != recent) {
            turnTo(segment);
        }
        keep(nanos);
    }

    private void keep(long nanos) {
        if (freshCount == fresh.length) {
            sortIn();
        }
        fresh[freshCount++] = nanos;
    }

    private void turnTo(int segment) {
        if (recent < 0) {
            fresh = new long[SOME];
        }
        sortIn();
        recent = segment;
        recentFrom = grid.segmentStart(segment);
        recentTo = grid.segmentStart(segment + 1);
    }

    private void sortIn() {
        if (freshCount > 0) {
            in(recent).record(fresh, freshCount);
            freshCount = 0;
        }
    }

    private HistogramBuckets in(int segment) {
        HistogramBuckets buckets = segments[segment];
        if (buckets == null) {
            buckets = new HistogramBuckets(UNIT_BITS, DIGITS);
            segments[segment] = buckets;
        }
        return buckets;
    }

    /** The longest sample of a segment; -1 without any. */
    public long longest(int segment) {
        sortIn();
        return segments[segment] == null ? -1 : segments[segment].max();
    }

    /** All samples of a window, which must consist of whole segments. */
    public HistogramView samples(CellRange span) {
        return together(List.of(this), span);
    }

    /** All samples of a window of distributions on the same grid. */
    public static HistogramView together(List<LatencyHistogram> spreads, CellRange span) {
        List<HistogramBuckets> parts = new ArrayList<>();
        for (LatencyHistogram spread : spreads) {
            spread.sortIn();
            for (int segment = spread.first(span); segment < spread.afterLast(span); segment++) {
                if (spread.segments[segment] != null) {
                    parts.add(spread.segments[segment]);
                }
            }
        }
        if (parts.size() == 1) {
            return new HistogramView(parts.get(0));
        }
        HistogramBuckets all = new HistogramBuckets(UNIT_BITS, DIGITS);
        parts.forEach(all::add);
        return new HistogramView(all);
    }

    private int first(CellRange span) {
        return span.from() >= span.to() ? 0 : grid.segment(span.from());
    }

    private int afterLast(CellRange span) {
        return span.from() >= span.to() ? 0 : grid.segment(span.to() - 1) + 1;
    }

    /** All samples of some distributions up to an instant, which do not change when more come. */
    public static final class Snapshot {
        private final HistogramBuckets buckets = new HistogramBuckets(UNIT_BITS, DIGITS);

        private Snapshot() {}

        /** Takes them together. */
        public static Snapshot of(List<LatencyHistogram> spreads) {
            Snapshot all = new Snapshot();
            for (LatencyHistogram spread : spreads) {
                spread.sortIn();
                for (HistogramBuckets segment : spread.segments) {
                    if (segment != null) {
                        all.buckets.add(segment);
                    }
                }
            }
            all.buckets.trim();
            return all;
        }

        /** The mean or a percentile of what came since an earlier one; {@code NaN} without samples. */
        public double since(Snapshot earlier, String stat) {
            return new HistogramView(buckets.since(earlier.buckets)).value(stat);
        }

        /** How many buckets it has. */
        public int buckets() {
            return buckets.length();
        }
    }

    /**
     * Counts samples that are still open at the end of the run, and overdue.
     *
     * @param at the instant to whose segment they belong
     * @param ageNanos their age at the end of the run, at least 0
     * @param many their number
     */
    public void overdue(long at, long ageNanos, long many) {
        if (overdue == null) {
            overdue = new LatencyHistogram(grid);
        }
        for (long i = 0; i < many; i++) {
            overdue.record(at, ageNanos);
        }
    }

    /** Says that overdue samples may end so that they are not counted here. */
    void overdueMayEndOtherwise() {
        overdueCounts = false;
    }

    /** Of the samples of a window; where overdue ones make it greater, of these at their ages as well. */
    @Override
    public double value(CellRange span, String stat) {
        return values(span).applyAsDouble(stat);
    }

    @Override
    public ToDoubleFunction<String> values(CellRange span) {
        HistogramView known = samples(span);
        if (!overdueCounts || overdue(span) == 0) {
            return known::value;
        }
        HistogramView all = together(List.of(this, overdue), span);
        return stat ->
                stat.equals("count") || known.value(stat) > all.value(stat) ? known.value(stat) : all.value(stat);
    }

    @Override
    public double ended(CellRange span, String stat) {
        return samples(span).value(stat);
    }

    private long overdue(CellRange span) {
        return overdue == null ? 0 : overdue.samples(span).count();
    }

    /** An overdue sample that is counted here is not shorter than its age. */
    @Override
    public PossibleRange range(CellRange span, String stat) {
        long open = overdue(span);
        if (open == 0) {
            return PossibleRange.exactly(value(span, stat));
        }
        HistogramView known = samples(span);
        if (stat.equals("count")) {
            return PossibleRange.count(known.count(), open);
        }
        double high = known.count() == 0
                ? Double.POSITIVE_INFINITY
                : known.range(stat, open).high();
        HistogramView least = overdueCounts ? together(List.of(this, overdue), span) : known;
        return new PossibleRange(least.value(stat), high);
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
    public void add(LatencyHistogram other) {
        sortIn();
        other.sortIn();
        for (int i = 0; i < segments.length; i++) {
            if (other.segments[i] != null) {
                in(i).add(other.segments[i]);
            }
        }
        overdueCounts &= other.overdueCounts;
        if (other.overdue != null) {
            overdue = overdue == null ? new LatencyHistogram(grid) : overdue;
            overdue.add(other.overdue);
        }
    }

    @Override
    public Instrument sum(List<Instrument> parts) {
        LatencyHistogram sum = new LatencyHistogram(grid);
        parts.forEach(part -> sum.add((LatencyHistogram) part));
        return sum;
    }
}
