package dev.brownout.analysis;

import java.util.ArrayList;
import java.util.List;

/** A flow over the run so far: its rate in adjacent intervals, from the start of the run on; 0 before and after. */
final class FlowHistory {
    /** A flow that has not begun. */
    static final FlowHistory NONE = new FlowHistory(List.of());

    private final List<Interval> intervals;

    private record Interval(long fromNanos, long toNanos, double perSecond) {}

    private FlowHistory(List<Interval> intervals) {
        this.intervals = intervals;
    }

    /** The history with one more interval, which begins where the last one ends. */
    FlowHistory then(long fromNanos, long toNanos, double perSecond) {
        List<Interval> longer = new ArrayList<>(intervals);
        longer.add(new Interval(fromNanos, toNanos, perSecond));
        return new FlowHistory(longer);
    }

    /** The sum with a share of another flow in the same intervals. */
    FlowHistory plus(FlowHistory other, double share) {
        List<Interval> sum = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            Interval each = intervals.get(i);
            double more = share * other.intervals.get(i).perSecond();
            sum.add(new Interval(each.fromNanos(), each.toNanos(), each.perSecond() + more));
        }
        return new FlowHistory(sum);
    }

    /** The amount that flowed between two instants. */
    double amount(double fromNanos, double toNanos) {
        double sum = 0;
        for (Interval each : intervals) {
            double common = Math.min(toNanos, each.toNanos()) - Math.max(fromNanos, each.fromNanos());
            sum += common > 0 ? common / 1e9 * each.perSecond() : 0;
        }
        return sum;
    }

    /** The mean rate between two instants, per second. */
    double mean(double fromNanos, double toNanos) {
        return toNanos > fromNanos ? amount(fromNanos, toNanos) * 1e9 / (toNanos - fromNanos) : 0;
    }

    /** The first instant after another at which the rate changes; {@code Long.MAX_VALUE} for never. */
    long nextChange(long afterNanos) {
        for (Interval each : intervals) {
            if (each.fromNanos() > afterNanos) {
                return each.fromNanos();
            }
            if (each.toNanos() > afterNanos) {
                return each.toNanos();
            }
        }
        return Long.MAX_VALUE;
    }
}
