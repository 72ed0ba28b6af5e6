package dev.brownout.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Dependence of the response time on the backlog that a request finds: the number of requests in flight when it is
 * sent. It shows a growing backlog in which no open request is yet older than the longest response time. The line is
 * that of least squares. The sums are those of deviations from a sample, which keeps their digits (T. F. Chan, G. H.
 * Golub, R. J. LeVeque, Algorithms for computing the sample variance, The American Statistician 37(3), 1983).
 */
public final class BacklogTrend {
    private final TimeGrid grid;
    private final Moments[] segments;

    /** Selects the segments without influence of a past fault. */
    @FunctionalInterface
    public interface UsualSegments {
        /** Returns whether no past fault can have affected a response time that began in a segment. */
        boolean isUsual(int segment, long longestNanos);
    }

    /** Sums of the samples of one segment, as deviations from its first sample. */
    private static final class Moments {
        private long count;
        private long deepest;
        private long longest;
        private long firstAhead;
        private long firstNanos;
        private double ahead;
        private double nanos;
        private double squares;
        private double products;

        void record(long itsAhead, long itsNanos) {
            if (count++ == 0) {
                firstAhead = itsAhead;
                firstNanos = itsNanos;
            }
            deepest = Math.max(deepest, itsAhead);
            longest = Math.max(longest, itsNanos);
            double deviation = itsAhead - firstAhead;
            double late = itsNanos - firstNanos;
            ahead += deviation;
            nanos += late;
            squares += deviation * deviation;
            products += deviation * late;
        }

        void add(Moments other) {
            deepest = Math.max(deepest, other.deepest);
            longest = Math.max(longest, other.longest);
            if (count == 0) {
                firstAhead = other.firstAhead;
                firstNanos = other.firstNanos;
            }
            double deviation = other.firstAhead - firstAhead;
            double late = other.firstNanos - firstNanos;
            squares += other.squares + 2 * deviation * other.ahead + other.count * deviation * deviation;
            products += other.products + deviation * other.nanos + late * other.ahead + other.count * deviation * late;
            ahead += other.ahead + other.count * deviation;
            nanos += other.nanos + other.count * late;
            count += other.count;
        }

        /** Returns whether a request behind a deeper backlog than any before takes longer than any before. */
        boolean exceeds(long itsAhead) {
            double variance = count * squares - ahead * ahead;
            double slope = (count * products - ahead * nanos) / variance;
            return variance > 0
                    && itsAhead > deepest
                    && firstNanos + nanos / count + slope * (itsAhead - firstAhead - ahead / count) > longest;
        }
    }

    /** Creates a trend without samples. */
    public BacklogTrend(TimeGrid grid) {
        this.grid = grid;
        this.segments = new Moments[grid.segments()];
    }

    /**
     * Records a request that has ended. A failure counts if it took at least as long as each success so far, as after a
     * timeout: a backlog in which requests end does not grow.
     *
     * @param segment segment in which it was sent
     * @param ahead number of requests in flight when it was sent
     * @param nanos its response time
     * @param good whether it succeeded
     */
    public void record(int segment, long ahead, long nanos, boolean good) {
        Moments moments = segments[segment];
        if (moments == null) {
            moments = new Moments();
            segments[segment] = moments;
        }
        if (good) {
            moments.record(ahead, nanos);
        } else if (nanos >= moments.longest) {
            moments.deepest = Math.max(moments.deepest, ahead);
        }
    }

    /** Returns the trend of the samples of several trends. */
    public static BacklogTrend combine(TimeGrid grid, Iterable<BacklogTrend> parts) {
        BacklogTrend sum = new BacklogTrend(grid);
        for (BacklogTrend part : parts) {
            for (int segment = 0; segment < sum.segments.length; segment++) {
                if (part.segments[segment] != null) {
                    if (sum.segments[segment] == null) {
                        sum.segments[segment] = new Moments();
                    }
                    sum.segments[segment].add(part.segments[segment]);
                }
            }
        }
        return sum;
    }

    /**
     * Returns the test of a number of requests in flight for a growing backlog: its last request is behind more
     * requests than any usual one was, and its response time on the line through the usual ones exceeds the longest of
     * these.
     *
     * @param usual selects the segments; all segments if it selects none with samples
     */
    public LongPredicate growth(UsualSegments usual) {
        List<Moments> all = new ArrayList<>();
        List<Moments> selected = new ArrayList<>();
        for (int segment = 0; segment < grid.segments(); segment++) {
            Moments moments = segments[segment];
            if (moments != null) {
                all.add(moments);
                if (usual.isUsual(segment, moments.longest)) {
                    selected.add(moments);
                }
            }
        }
        Moments sum = new Moments();
        (selected.isEmpty() ? all : selected).forEach(sum::add);
        return open -> sum.exceeds(open - 1);
    }
}
