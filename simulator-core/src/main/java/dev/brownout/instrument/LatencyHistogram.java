package dev.brownout.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Distribution of a time: count, exact mean, maximum, and percentiles with three significant digits. A percentile is an
 * order statistic over all samples of a window, never a mean of percentiles.
 */
public final class LatencyHistogram implements Instrument {
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99", "p99.9", "p99.99");
    private static final List<String> STATS = Stream.of(List.of("mean", "max"), PERCENTILES, List.of("count"))
            .flatMap(List::stream)
            .toList();

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(\\.\\d{1,9})?|100)");

    /** Share of the samples above a threshold. */
    private static final Pattern OVER = Pattern.compile("over_(\\d{1,6})(ns|us|ms|s|m|h)");

    /** Binary logarithm of the resolution: 2<sup>9</sup> ns, about half a microsecond. */
    private static final int UNIT_BITS = 9;

    private static final int DIGITS = 3;

    /**
     * Number of samples buffered before they are added to the buckets. In a batch, the cache misses of several buckets
     * overlap.
     */
    private static final int SOME = 32;

    private static final long[] NONE = {};

    private final TimeGrid grid;
    private final HistogramBuckets[] segments;
    /** Segment of the last sample. The next sample nearly always belongs to it. */
    private int recent = -1;

    private long recentFrom = Long.MAX_VALUE;
    private long recentTo;
    /** Buffered samples of that segment. */
    private long[] fresh = NONE;

    private int freshCount;
    /** Ages of the samples that are overdue at the end of the run; {@code null} if there are none. */
    private LatencyHistogram overdue;
    /**
     * True if each overdue sample is counted here when it ends. Otherwise it may end in another way and not be counted.
     */
    private boolean overdueCounts = true;

    /** Returns the percentiles with a name of their own for every measured time. */
    public static List<String> percentiles() {
        return PERCENTILES;
    }

    /** Returns the percentage of a statistic such as {@code p99.9}; empty if it is not a percentile. */
    public static OptionalDouble percentile(String stat) {
        Matcher named = PERCENTILE.matcher(stat);
        return named.matches() ? OptionalDouble.of(Double.parseDouble(named.group(1))) : OptionalDouble.empty();
    }

    /** Returns the threshold of a statistic such as {@code over_10m}, in nanoseconds; empty for another one. */
    static OptionalLong threshold(String stat) {
        Matcher over = OVER.matcher(stat);
        if (!over.matches()) {
            return OptionalLong.empty();
        }
        long unit = switch (over.group(2)) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        return OptionalLong.of(Long.parseLong(over.group(1)) * unit);
    }

    /** Returns whether a text is a standard statistic of a time, or any other percentile. */
    public static boolean offers(String stat) {
        return STATS.contains(stat) || percentile(stat).isPresent();
    }

    /** Returns the standard statistics of a time. */
    public static List<String> statistics() {
        return STATS;
    }

    /** Creates an empty distribution. */
    public LatencyHistogram(TimeGrid grid) {
        this.grid = grid;
        this.segments = new HistogramBuckets[grid.segments()];
    }

    /**
     * Records a sample.
     *
     * @param instant instant that determines the segment, now or earlier
     * @param nanos the sample, at least 0
     */
    public void record(long instant, long nanos) {
        if (instant < recentFrom || instant >= recentTo) {
            turnTo(grid.segmentAt(instant));
        }
        record(nanos);
    }

    /** Records a sample in a given segment. */
    public void recordIn(int segment, long nanos) {
        if (segment != recent) {
            turnTo(segment);
        }
        record(nanos);
    }

    private void record(long nanos) {
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
            bucketsOf(recent).record(fresh, freshCount);
            freshCount = 0;
        }
    }

    private HistogramBuckets bucketsOf(int segment) {
        HistogramBuckets buckets = segments[segment];
        if (buckets == null) {
            buckets = new HistogramBuckets(UNIT_BITS, DIGITS);
            segments[segment] = buckets;
        }
        return buckets;
    }

    /** Returns the longest sample of a segment, in ns; -1 without samples. */
    public long longest(int segment) {
        sortIn();
        return segments[segment] == null ? -1 : segments[segment].max();
    }

    /** Returns the samples of a window. The window must consist of whole segments. */
    public HistogramView samples(CellRange span) {
        return combine(List.of(this), span);
    }

    /** Returns the combined samples of several distributions on the same grid in a window. */
    public static HistogramView combine(List<LatencyHistogram> spreads, CellRange span) {
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

    /** Immutable copy of the samples of several distributions up to an instant. */
    public static final class Snapshot {
        private final HistogramBuckets buckets = new HistogramBuckets(UNIT_BITS, DIGITS);

        private Snapshot() {}

        /** Creates a copy of all samples recorded so far. */
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

        /**
         * Returns the mean or a percentile of the samples recorded since an earlier copy; {@code NaN} without samples.
         */
        public double differenceTo(Snapshot earlier, String stat) {
            return new HistogramView(buckets.differenceTo(earlier.buckets)).value(stat);
        }

        /** Returns the number of buckets. */
        public int buckets() {
            return buckets.length();
        }
    }

    /**
     * Records samples that are still open and overdue at the end of the run.
     *
     * @param instant instant that determines the segment
     * @param ageNanos age at the end of the run, at least 0
     * @param many number of samples
     */
    public void overdue(long instant, long ageNanos, long many) {
        if (overdue == null) {
            overdue = new LatencyHistogram(grid);
        }
        for (long i = 0; i < many; i++) {
            overdue.record(instant, ageNanos);
        }
    }

    /** Declares that overdue samples may end in a way in which they are not counted here. */
    void overdueMayEndOtherwise() {
        overdueCounts = false;
    }

    /**
     * Returns the value over the samples of a window. Overdue samples are included at their present age if that gives a
     * greater value.
     */
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
        HistogramView all = combine(List.of(this, overdue), span);
        return stat ->
                stat.equals("count") || known.value(stat) > all.value(stat) ? known.value(stat) : all.value(stat);
    }

    @Override
    public double endedValue(CellRange span, String stat) {
        return samples(span).value(stat);
    }

    private long overdue(CellRange span) {
        return overdue == null ? 0 : overdue.samples(span).count();
    }

    /** Returns the possible values, given that an overdue sample counted here is at least as long as its age. */
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
        HistogramView least = overdueCounts ? combine(List.of(this, overdue), span) : known;
        return threshold(stat).isPresent() && !overdueCounts
                ? known.range(stat, open)
                : new PossibleRange(least.value(stat), high);
    }

    @Override
    public String unit() {
        return "ns";
    }

    @Override
    public String unit(String stat) {
        return threshold(stat).isPresent() ? "ratio" : Instrument.super.unit(stat);
    }

    @Override
    public List<String> stats() {
        return STATS;
    }

    @Override
    public boolean hasStatistic(String stat) {
        return STATS.contains(stat) || threshold(stat).isPresent();
    }

    /** Adds the samples of another distribution on the same grid. */
    public void add(LatencyHistogram other) {
        sortIn();
        other.sortIn();
        for (int i = 0; i < segments.length; i++) {
            if (other.segments[i] != null) {
                bucketsOf(i).add(other.segments[i]);
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
