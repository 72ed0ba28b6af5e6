package dev.brownout.analysis;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Selector;
import java.util.List;
import java.util.OptionalInt;

/**
 * A part of a run during which the load and the machines stay as they are.
 *
 * @param fromNanos its start
 * @param toNanos its end
 * @param faults that hold in it
 */
record Stage(long fromNanos, long toNanos, List<FaultEntry> faults) {
    Stage {
        faults = List.copyOf(faults);
    }

    /** By how much faults multiply the load. */
    double loadFactor() {
        double factor = 1;
        for (FaultEntry fault : faults) {
            factor *= fault.spec().loadFactor();
        }
        return factor;
    }

    /** How many machines the newest fault wants that says so of a component; empty where none does. */
    OptionalInt nodes(String component) {
        OptionalInt newest = OptionalInt.empty();
        for (FaultEntry fault : faults) {
            newest = scales(fault, component) ? fault.spec().nodesWanted() : newest;
        }
        return newest;
    }

    /** Whether a fault says how many machines a component is to have. */
    static boolean scales(FaultEntry fault, String component) {
        return fault.spec().nodesWanted().isPresent()
                && fault.target().filter(t -> t.head().equals(component)).isPresent();
    }

    /** Whether no fault takes a machine away. */
    boolean whole() {
        return faults.stream().noneMatch(fault -> fault.spec().stops());
    }

    /** Whether no fault takes a machine away, as far as it is named. */
    boolean up(String component, String node, String place) {
        for (FaultEntry fault : faults) {
            if (fault.spec().stops()
                    && fault.target()
                            .filter(t -> hits(t, component, node, place))
                            .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static boolean hits(Selector target, String component, String node, String place) {
        String part = String.join("/", target.parts());
        if (target.head().equals("region")) {
            return part.equals(place);
        }
        if (!target.head().equals(component)) {
            return false;
        }
        return part.isEmpty() || part.equals("any") ? part.isEmpty() || node.equals("1") : Selector.matches(part, node);
    }
}
