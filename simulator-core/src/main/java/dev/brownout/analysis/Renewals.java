package dev.brownout.analysis;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.vocabulary.Selector;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The instants at which new machines or processes take the place of old ones, so that faults upon these are over. */
final class Renewals {
    /** A fault upon a group of machines ends in at most so many steps. */
    private static final int MOST = 20;

    private Renewals() {}

    /** The instant at which a fault has a new process on a machine that it hits; empty for never. */
    static Optional<Long> of(FaultEntry renewal, String node) {
        boolean one = renewal.target()
                .filter(target -> target.begins() != Selector.Head.REGION)
                .filter(target -> target.parts().equals(List.of(node)))
                .isPresent();
        return at(renewal, one ? 0 : position(node));
    }

    private static Optional<Long> at(FaultEntry renewal, int position) {
        long held = renewal.durationNanos().orElse(renewal.spec().momentary() ? 0 : Long.MAX_VALUE);
        long after = renewal.spec().newProcessNanos(position, held);
        return after < 0 ? Optional.empty() : Optional.of(renewal.startAt() + after);
    }

    private static int position(String node) {
        return node.matches("[0-9]{1,9}") ? Math.max(0, Integer.parseInt(node) - 1) : 0;
    }

    /** Returns whether a fault ever puts new machines or processes in the place of old ones. */
    static boolean applies(FaultEntry fault) {
        return fault.spec().renews() || at(fault, 0).isPresent();
    }

    /** The instants at which faults end because of new machines or processes. */
    static NavigableSet<Long> borders(Scenario scenario) {
        NavigableSet<Long> borders = new TreeSet<>();
        for (FaultEntry renewal : scenario.faults()) {
            if (renewal.spec().renews()) {
                borders.add(renewal.startAt());
            }
            for (FaultEntry fault : scenario.faults()) {
                boolean harms = fault.spec().stops()
                        || fault.spec().slowdown() != 1
                        || fault.spec().failureShare() > 0;
                if (harms && !fault.equals(renewal) && together(renewal, fault)) {
                    addEnds(renewal, fault, borders);
                }
            }
        }
        return borders;
    }

    private static boolean together(FaultEntry renewal, FaultEntry fault) {
        return renewal.target().isPresent()
                && fault.target().isPresent()
                && (renewal.target().get().head().equals(fault.target().get().head())
                        || renewal.target().get().begins() == Selector.Head.REGION
                        || fault.target().get().begins() == Selector.Head.REGION);
    }

    private static void addEnds(FaultEntry renewal, FaultEntry fault, NavigableSet<Long> borders) {
        List<String> parts = fault.target().orElseThrow().parts();
        boolean one = parts.size() == 1 && parts.get(0).matches("[0-9]{1,9}");
        for (int position = 0; position < MOST; position++) {
            Optional<Long> at = one ? of(renewal, parts.get(0)) : at(renewal, position);
            at.filter(instant -> instant > fault.startAt()).ifPresent(borders::add);
        }
    }
}
