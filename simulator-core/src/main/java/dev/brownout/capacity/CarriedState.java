package dev.brownout.capacity;

import dev.brownout.spi.ComponentSpec.ScalingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The state of the analytical model at the start of a stage, which earlier stages have left behind.
 *
 * @param known whether the stages before are known, from the start of the run on
 * @param begun visitors who have begun, by journey
 * @param lines visitors who wait or are inside, by waiting room
 * @param scaling the autoscaled tiers, by component
 * @param published messages that have come, by queue
 * @param failing shares of the calls that fail, by component
 * @param again messages on which consumers fail, by consumer
 */
record CarriedState(
        boolean known,
        Map<String, FlowHistory> begun,
        Map<String, VisitorLine> lines,
        Map<String, ScalingModel> scaling,
        Map<String, FlowHistory> published,
        Map<String, Double> failing,
        Map<String, List<FailingMessages>> again) {
    /** The state of a stage of which no history is known: everything is as it is in the long run. */
    static final CarriedState UNKNOWN = new CarriedState(
            false,
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());

    /** The same state in which shares of the calls to components fail, and consumers fail on messages. */
    CarriedState failing(Map<String, Double> shares, Map<String, List<FailingMessages>> messages) {
        return new CarriedState(known, begun, lines, scaling, published, shares, messages);
    }

    /** The state at the start of a run. */
    static CarriedState atStart(Map<String, ScalingModel> scaling) {
        return new CarriedState(
                true, new TreeMap<>(), new TreeMap<>(), scaling, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Machines of a component in each place; empty where the model does not know them. */
    OptionalInt machines(String component) {
        return scaling.containsKey(component)
                ? OptionalInt.of(scaling.get(component).machines())
                : OptionalInt.empty();
    }

    /** A flow over the run so far: its rate in adjacent intervals, from the start of the run on; 0 before and after. */
    static final class FlowHistory {
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
}
