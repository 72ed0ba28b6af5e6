package dev.brownout.capacity;

import dev.brownout.capacity.OfferedLoad.UserHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * State of the analytical model at the start of a stage, left behind by earlier stages.
 *
 * @param known whether the stages since the start of the run are known
 * @param users users that arrived in earlier stages
 * @param overloaded components with an overload in an earlier stage
 * @param failing shares of the calls that fail, by component
 */
record CarriedState(boolean known, UserHistory users, Set<String> overloaded, Map<String, Double> failing) {
    /** State of a stage without a known history. Every component is in its long-run state. */
    static final CarriedState UNKNOWN = new CarriedState(false, UserHistory.NONE, new TreeSet<>(), new TreeMap<>());

    /** State at the start of a run. */
    static final CarriedState START = new CarriedState(true, UserHistory.NONE, new TreeSet<>(), new TreeMap<>());

    /** Returns this state with other failure shares of calls, by component. */
    CarriedState failing(Map<String, Double> shares) {
        return new CarriedState(known, users, overloaded, shares);
    }

    /**
     * History of a flow since the start of the run: its rate in adjacent intervals. The rate is 0 before and after
     * them.
     */
    static final class FlowHistory {
        /** A flow that has not begun. */
        static final FlowHistory NONE = new FlowHistory(List.of());

        private final List<Interval> intervals;

        private record Interval(long fromNanos, long toNanos, double perSecond) {}

        private FlowHistory(List<Interval> intervals) {
            this.intervals = intervals;
        }

        /** Returns this history with one more interval, which begins where the last one ends. */
        FlowHistory then(long fromNanos, long toNanos, double perSecond) {
            List<Interval> longer = new ArrayList<>(intervals);
            longer.add(new Interval(fromNanos, toNanos, perSecond));
            return new FlowHistory(longer);
        }

        /** Returns the sum of this flow and a share of another flow over the same intervals. */
        FlowHistory plus(FlowHistory other, double share) {
            List<Interval> sum = new ArrayList<>();
            for (int i = 0; i < intervals.size(); i++) {
                Interval interval = intervals.get(i);
                double added = share * other.intervals.get(i).perSecond();
                sum.add(new Interval(interval.fromNanos(), interval.toNanos(), interval.perSecond() + added));
            }
            return new FlowHistory(sum);
        }

        /** Returns the amount that flowed between two instants. */
        double amount(double fromNanos, double toNanos) {
            double sum = 0;
            for (Interval interval : intervals) {
                double common = Math.min(toNanos, interval.toNanos()) - Math.max(fromNanos, interval.fromNanos());
                sum += common > 0 ? common / 1e9 * interval.perSecond() : 0;
            }
            return sum;
        }

        /** Returns the mean rate between two instants, per second. */
        double mean(double fromNanos, double toNanos) {
            return toNanos > fromNanos ? amount(fromNanos, toNanos) * 1e9 / (toNanos - fromNanos) : 0;
        }

        /**
         * Returns the first instant after the given one at which the rate changes; {@code Long.MAX_VALUE} if it does
         * not change again.
         */
        long nextChange(long afterNanos) {
            for (Interval interval : intervals) {
                if (interval.fromNanos() > afterNanos) {
                    return interval.fromNanos();
                }
                if (interval.toNanos() > afterNanos) {
                    return interval.toNanos();
                }
            }
            return Long.MAX_VALUE;
        }
    }
}
