package dev.brownout.capacity;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.DataStorage;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.spi.fault.TierFault;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import dev.brownout.workload.RateSegment;
import dev.brownout.workload.TraceArrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Divides the measured part of a run into stages, at changes of the load and of the availability and speed of nodes.
 */
final class Stages {
    /** Number of stages into which a continuously changing load is divided. */
    private static final int PIECES = 6;

    /** Maximum number of stage boundaries. With more boundaries, the run is divided evenly. */
    private static final int MAXIMUM = 60;

    private Stages() {}

    /** Returns the stages of the measured part of a run. */
    static List<LoadStage> stages(Scenario scenario) {
        long start = scenario.warmupNanos();
        long end = scenario.durationNanos();
        KeySpaces keys = KeySpaces.of(scenario);
        NavigableSet<Long> borders = borders(scenario, keys, start, end);
        List<LoadStage> stages = new ArrayList<>();
        Long from = null;
        for (long to : borders) {
            if (from != null) {
                stages.add(new LoadStage(
                        from,
                        to,
                        activeFaults(scenario, from),
                        renewals(scenario, from),
                        keys,
                        new TreeSet<>(),
                        BindingLimits.NONE,
                        1));
            }
            from = to;
        }
        return stages;
    }

    /** Returns the maximum number of nodes per place that faults set for a component at any time. */
    static int maximumNodes(Scenario scenario, String component, int nodes) {
        return scenario.faults().stream()
                .filter(fault -> LoadStage.scales(fault, component))
                .mapToInt(fault -> TierFault.of(fault.spec()).desiredHosts().orElse(0))
                .reduce(nodes, Math::max);
    }

    /** Returns the instants at which faults add or restart nodes of a component, in nanoseconds. */
    static Set<Long> starts(Scenario scenario, String component) {
        Optional<String> machine = scenario.components().get(component).host();
        Set<Long> starts = new TreeSet<>();
        for (FaultEntry fault : scenario.faults()) {
            boolean hit = LoadStage.touches(fault, component)
                    || machine.filter(name -> LoadStage.touches(fault, name)).isPresent();
            if (hit && HostFault.of(fault.spec()).restartsHosts()) {
                starts.add(fault.endAt(scenario.durationNanos()));
            } else if (LoadStage.scales(fault, component)) {
                starts.add(fault.startAt());
                starts.add(fault.endAt(scenario.durationNanos()));
            }
        }
        return starts;
    }

    private static List<FaultEntry> activeFaults(Scenario scenario, long instant) {
        return scenario.faults().stream()
                .filter(fault -> fault.startAt() <= instant && instant < fault.endAt(scenario.durationNanos()))
                .toList();
    }

    /** Returns the faults that have replaced machines or processes until an instant. */
    private static List<FaultEntry> renewals(Scenario scenario, long instant) {
        return scenario.faults().stream()
                .filter(fault -> HostFault.of(fault.spec()).renewsHosts() && fault.startAt() <= instant)
                .toList();
    }

    /** Returns the factor by which faults multiply the load at an instant. */
    static double loadFactor(Scenario scenario, long instant) {
        double factor = 1;
        for (FaultEntry fault : activeFaults(scenario, instant)) {
            factor *= LoadFault.of(fault.spec()).loadFactor();
        }
        return factor;
    }

    /**
     * Returns the stage boundaries of the measured part given by the scenario: changes of the load or its distribution,
     * and of the availability or speed of nodes.
     */
    static NavigableSet<Long> borders(Scenario scenario, KeySpaces keys) {
        return borders(scenario, keys, scenario.warmupNanos(), scenario.durationNanos());
    }

    private static NavigableSet<Long> borders(Scenario scenario, KeySpaces keys, long start, long end) {
        TreeSet<Long> borders = new TreeSet<>(renewals(scenario));
        for (FaultEntry fault : scenario.faults()) {
            if (HostFault.of(fault.spec()).harms()
                    || LoadFault.of(fault.spec()).loadFactor() != 1
                    || TierFault.of(fault.spec()).desiredHosts().isPresent()
                    || TierFault.of(fault.spec()).desiredCores().isPresent()
                    || LoadFault.of(fault.spec()).rateChange().isPresent()) {
                borders.add(fault.startAt());
                borders.add(fault.endAt(scenario.durationNanos()));
            }
        }
        scenario.components()
                .forEach((name, entry) -> borders.addAll(
                        DataStorage.of(entry.spec()).turns(name, scenario.shardOrders(name), keys.of(name))));
        scenario.workload().loads().values().forEach(profile -> addBorders(profile, start, end, borders));
        for (Step step : scenario.allSteps()) {
            Step.choicesOf(step).forEach(choice -> borders.addAll(choice.share().changesAt()));
        }
        TreeSet<Long> inside = new TreeSet<>(borders.subSet(start, true, end, true));
        if (inside.size() > MAXIMUM) {
            inside.clear();
            addPieces(start, end, inside);
        }
        inside.add(start);
        inside.add(end);
        return inside;
    }

    private static void addBorders(LoadProfile profile, long start, long end, Set<Long> borders) {
        if (profile instanceof TraceArrivals) {
            addPieces(start, end, borders);
        } else if (profile instanceof OpenLoad flow) {
            long instant = start;
            for (int n = 0; instant < end && n <= MAXIMUM; n++) {
                RateSegment segment = flow.stretchAt(instant);
                long until = Math.min(end, segment.untilNanos());
                long middle = instant + (until - instant) / 2;
                if (segment.ratePerSecond(instant) != segment.ratePerSecond(middle)) {
                    addPieces(instant, until, borders);
                }
                borders.add(until);
                instant = until;
            }
        }
    }

    private static void addPieces(long from, long to, Set<Long> borders) {
        for (int i = 0; i <= PIECES; i++) {
            borders.add(from + (to - from) / PIECES * i);
        }
    }

    /** Returns the instants at which faults start that give nodes a new process while another fault harms them. */
    private static Set<Long> renewals(Scenario scenario) {
        Map<String, long[]> harmed = new TreeMap<>();
        Set<Long> borders = new TreeSet<>();
        for (FaultEntry fault : scenario.faults()) {
            if (HostFault.of(fault.spec()).harms() && fault.target().isPresent()) {
                long[] span = harmed.computeIfAbsent(LoadStage.head(fault), head -> new long[] {Long.MAX_VALUE, 0});
                span[0] = Math.min(span[0], fault.startAt());
                span[1] = Math.max(span[1], fault.endAt(scenario.durationNanos()));
            }
        }
        for (FaultEntry fault : scenario.faults()) {
            if (HostFault.of(fault.spec()).renewsHosts() && fault.target().isPresent()) {
                String head = LoadStage.head(fault);
                boolean harms = harmed.entrySet().stream()
                        .filter(entry -> head.isEmpty()
                                || entry.getKey().isEmpty()
                                || entry.getKey().equals(head))
                        .map(Map.Entry::getValue)
                        .anyMatch(span -> span[0] < fault.startAt() && fault.startAt() < span[1]);
                if (harms) {
                    borders.add(fault.startAt());
                }
            }
        }
        return borders;
    }
}
