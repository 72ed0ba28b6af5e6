package dev.brownout.analysis;

import dev.brownout.wiring.ScalingModel;
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
 * @param failing shares of the calls that fail, by component
 */
record CarriedState(
        boolean known,
        Map<String, FlowHistory> begun,
        Map<String, VisitorLine> lines,
        Map<String, ScalingModel> scaling,
        Map<String, Double> failing) {
    /** The state of a stage of which no history is known: everything is as it is in the long run. */
    static final CarriedState UNKNOWN = new CarriedState(
            false, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** The same state in which shares of the calls to components fail. */
    CarriedState failing(Map<String, Double> shares) {
        return new CarriedState(known, begun, lines, scaling, shares);
    }

    /** Machines of a component in each place; empty where the model does not know them. */
    OptionalInt machines(String component) {
        return scaling.containsKey(component)
                ? OptionalInt.of(scaling.get(component).machines())
                : OptionalInt.empty();
    }
}
