package dev.brownout.capacity;

import dev.brownout.capacity.LoadStage.NodeSite;
import dev.brownout.host.ClockError;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.fault.ClockFault;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Clock errors of nodes caused by scheduled faults. */
final class ClockErrorBounds {
    private ClockErrorBounds() {}

    /** Change of a clock error at one instant: a jump, in ns, and a change of the drift. */
    private record Turn(double jumpNanos, double drift) {
        Turn and(Turn other) {
            return new Turn(jumpNanos + other.jumpNanos, drift + other.drift);
        }
    }

    /**
     * Returns the clock error of a node, by the instant, in ns, from which it holds. Each start and end of a clock
     * fault is such an instant.
     */
    static NavigableMap<Long, ClockError> of(Scenario scenario, String component, String node, NodeSite site) {
        NavigableMap<Long, Turn> changes = new TreeMap<>();
        for (FaultEntry fault : scenario.faults()) {
            double ahead = ClockFault.aheadNanosOf(fault.spec());
            double drift = ClockFault.driftOf(fault.spec());
            if ((ahead != 0 || drift != 0) && LoadStage.hitsNode(fault, component, node, site)) {
                changes.merge(fault.startAt(), new Turn(ahead, drift), Turn::and);
                fault.durationNanos()
                        .ifPresent(durationNanos ->
                                changes.merge(fault.startAt() + durationNanos, new Turn(-ahead, -drift), Turn::and));
            }
        }
        NavigableMap<Long, ClockError> errors = new TreeMap<>();
        ClockError now = ClockError.NONE;
        for (var change : changes.entrySet()) {
            long at = change.getKey();
            now = new ClockError(
                    at,
                    now.at(at) + change.getValue().jumpNanos(),
                    now.drift() + change.getValue().drift());
            errors.put(at, now);
        }
        return errors;
    }
}
