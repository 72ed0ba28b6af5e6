package dev.brownout.analysis;

import dev.brownout.wiring.ScalingModel;
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
                true,
                new TreeMap<>(),
                new TreeMap<>(),
                scaling,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    /** Machines of a component in each place; empty where the model does not know them. */
    OptionalInt machines(String component) {
        return scaling.containsKey(component)
                ? OptionalInt.of(scaling.get(component).machines())
                : OptionalInt.empty();
    }
}
