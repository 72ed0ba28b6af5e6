package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.ReliabilityResult.ComponentReliability;
import dev.brownout.experiment.reliability.ReliabilityResult.CutSet;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Contributions of components and cut sets to the downtime of a design, and the limits of its result. */
final class ReliabilityTables {
    private static final int MOST_CUT_SETS = 8;

    private ReliabilityTables() {}

    /** Returns the components with failures, those with the largest share of the downtime first. */
    static List<ComponentReliability> components(ReliabilityEvaluation base, LongRunAvailability found) {
        List<ComponentReliability> components = new ArrayList<>();
        double loss = found.loss();
        double left = found.leftOut();
        for (int i = 0; i < base.model().groups().size(); i++) {
            FailureGroup group = base.model().groups().get(i);
            GroupShares shares = base.groups().get(i);
            double avoided = Math.max(0, loss - base.lossWithout(i));
            components.add(new ComponentReliability(
                    group.component(),
                    group.nodes(),
                    group.needs(),
                    1 - shares.meanFailed() / group.nodes(),
                    group.needs() == 0 ? Double.NaN : 1 - shares.shareBelow(group.needs()),
                    avoided / loss,
                    avoided / (loss + left),
                    (avoided + left) / (loss + left),
                    shares.failures() * ReliabilityResult.YEAR_NANOS));
        }
        components.sort(Comparator.comparingDouble(
                        (ComponentReliability one) -> Double.isNaN(one.downtimeShare()) ? 0 : -one.downtimeShare())
                .thenComparing(ComponentReliability::component));
        return components;
    }

    /** Returns the minimal states with an outage, those with the largest loss over time first. */
    static List<CutSet> cutSets(ReliabilityEvaluation base, StateTarget target) {
        return target.cuts().stream()
                .map(cut -> new CutSet(base.model().words(cut), base.states().shareWithin(cut), target.rate(cut)))
                .sorted(Comparator.comparingDouble((CutSet cut) -> cut.share() * cut.loss())
                        .reversed()
                        .thenComparing(CutSet::nodes))
                .limit(MOST_CUT_SETS)
                .toList();
    }

    /** Returns sentences about simulated shares, and about states that are left out or without a run. */
    static List<String> notes(ReliabilityEvaluation base) {
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < base.groups().size(); i++) {
            if (base.groups().get(i).simulated()) {
                notes.add(
                        "The long-run shares of " + base.model().groups().get(i).component()
                                + " are simulated, because its nodes wait for repair crews and its times are not"
                                + " exponential");
            }
        }
        if (base.runs().size() > 1) {
            notes.add("Requests were run in " + base.runs().size() + " of "
                    + base.states().states().size()
                    + " enumerated states; any other state has at least the loss of each state with fewer failed"
                    + " nodes");
        }
        return notes;
    }
}
