package dev.brownout.capacity;

import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ProcessLifecycle;
import dev.brownout.spi.component.ShardingSchedule;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.HostOutageFault;
import dev.brownout.spi.fault.RateLimitFault;
import dev.brownout.spi.fault.RenewalFault;
import dev.brownout.spi.fault.ScalingFault;
import dev.brownout.spi.fault.UserFault;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import dev.brownout.workload.RateSegment;
import dev.brownout.workload.TraceArrivals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Divides the measured part of a run into stages, at changes of the load and of the availability and speed of nodes.
 */
final class Stages {
    /** Number of stages into which a continuously changing load is divided. */
    private static final int PIECES = 6;

    /** Maximum number of stage boundaries. With more boundaries, the run is divided evenly. */
    private static final int MOST = 60;

    /** Maximum number of steps in which a fault on a group of nodes ends as new processes start. */
    private static final int GROUPS = 20;

    private Stages() {}

    /** Returns the stages of the measured part of a run. */
    static List<LoadStage> of(Scenario scenario) {
        long start = scenario.warmupNanos();
        long end = scenario.durationNanos();
        KeySpaces keys = KeySpaces.of(scenario);
        NavigableSet<Long> borders = borders(scenario, keys, start, end);
        Set<Long> measuredBorders = new TreeSet<>(borders);
        borders.addAll(arrivals(scenario, start, end));
        List<LoadStage> stages = new ArrayList<>();
        Long from = null;
        for (long to : borders) {
            if (from != null) {
                stages.add(new LoadStage(
                        from,
                        to,
                        during(scenario, from),
                        renewals(scenario, from),
                        measuredBorders.contains(from) && measuredBorders.contains(to),
                        keys,
                        CarriedState.NONE,
                        1));
            }
            from = to;
        }
        return stages;
    }

    /** Returns the maximum number of nodes per place that faults set for a component at any time. */
    static int most(Scenario scenario, String component, int nodes) {
        return scenario.faults().stream()
                .filter(fault -> LoadStage.scales(fault, component))
                .mapToInt(fault -> ScalingFault.nodesOf(fault.spec()).orElse(0))
                .reduce(nodes, Math::max);
    }

    /**
     * Returns the instants at which nodes added or restarted by faults have warmed up, rounded to the interval of the
     * time series.
     */
    private static Set<Long> arrivals(Scenario scenario, long start, long end) {
        Set<Long> all = new TreeSet<>();
        scenario.components().forEach((name, entry) -> {
            Set<Long> begun = new TreeSet<>();
            for (FaultEntry fault : scenario.faults()) {
                if (HostOutageFault.restartsHosts(fault.spec()) && targets(fault, name)) {
                    begun.add(end(fault, scenario));
                } else if (LoadStage.scales(fault, name)) {
                    begun.add(fault.startAt());
                    begun.add(end(fault, scenario));
                }
            }
            ProcessLifecycle.processes(entry.spec())
                    .coldStart()
                    .ifPresent(cold -> begun.forEach(at -> all.add(at + cold.lastingNanos())));
        });
        long step = TimeGrid.step(scenario.durationNanos());
        Set<Long> inside = new TreeSet<>();
        for (long at : all) {
            long rounded = (at + step / 2) / step * step;
            if (rounded > start && rounded < end && inside.size() < MOST) {
                inside.add(rounded);
            }
        }
        return inside;
    }

    private static boolean targets(FaultEntry fault, String component) {
        return fault.target()
                .filter(t -> t.head().equals(component) || t.ofPlace())
                .isPresent();
    }

    private static List<FaultEntry> during(Scenario scenario, long at) {
        return scenario.faults().stream()
                .filter(fault -> fault.startAt() <= at && at < end(fault, scenario))
                .toList();
    }

    /** Returns the faults that have replaced machines or processes until an instant. */
    private static List<FaultEntry> renewals(Scenario scenario, long at) {
        return scenario.faults().stream()
                .filter(fault -> renews(fault) && fault.startAt() <= at)
                .toList();
    }

    /** Returns the factor by which faults multiply the load at an instant. */
    static double loadFactor(Scenario scenario, long at) {
        double factor = 1;
        for (FaultEntry fault : during(scenario, at)) {
            factor *= UserFault.loadFactorOf(fault.spec());
        }
        return factor;
    }

    private static long end(FaultEntry fault, Scenario scenario) {
        return fault.durationNanos()
                .map(d -> fault.startAt() + d)
                .orElse(fault.spec().momentary() ? fault.startAt() : scenario.durationNanos());
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
            if (HostFault.isHarmful(fault.spec())
                    || UserFault.loadFactorOf(fault.spec()) != 1
                    || ScalingFault.nodesOf(fault.spec()).isPresent()
                    || ScalingFault.coresOf(fault.spec()).isPresent()
                    || RateLimitFault.changeOf(fault.spec()).isPresent()) {
                borders.add(fault.startAt());
                borders.add(end(fault, scenario));
            }
        }
        scenario.components()
                .forEach((name, entry) -> borders.addAll(
                        ShardingSchedule.turns(entry.spec(), name, scenario.shardOrders(name), keys.of(name))));
        scenario.loads().values().forEach(profile -> addBorders(profile, start, end, borders));
        for (Step step : scenario.allSteps()) {
            Step.choicesOf(step).forEach(choice -> borders.addAll(choice.share().changesAt()));
        }
        TreeSet<Long> inside = new TreeSet<>(borders.subSet(start, true, end, true));
        if (inside.size() > MOST) {
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
            long at = start;
            for (int n = 0; at < end && n <= MOST; n++) {
                RateSegment segment = flow.stretchAt(at);
                long until = Math.min(end, segment.untilNanos());
                long middle = at + (until - at) / 2;
                if (segment.ratePerSecond(at) != segment.ratePerSecond(middle)) {
                    addPieces(at, until, borders);
                }
                borders.add(until);
                at = until;
            }
        }
    }

    private static void addPieces(long from, long to, Set<Long> borders) {
        for (int i = 0; i <= PIECES; i++) {
            borders.add(from + (to - from) / PIECES * i);
        }
    }

    /**
     * Returns the instant at which a fault starts a new process on a node that it hits, in nanoseconds; empty if it
     * does not.
     */
    static Optional<Long> renewed(FaultEntry renewal, String node) {
        boolean singleNode = renewal.target()
                .filter(target -> !target.ofPlace())
                .filter(target -> target.parts().equals(List.of(node)))
                .isPresent();
        return renewedAt(renewal, singleNode ? 0 : position(node));
    }

    private static Optional<Long> renewedAt(FaultEntry renewal, int position) {
        long durationNanos = renewal.durationNanos().orElse(renewal.spec().momentary() ? 0 : Long.MAX_VALUE);
        return RenewalFault.of(renewal.spec())
                .map(process -> process.newProcessNanos(position, durationNanos))
                .filter(after -> after >= 0)
                .map(after -> renewal.startAt() + after);
    }

    private static int position(String node) {
        return node.matches("[0-9]{1,9}") ? Math.max(0, Integer.parseInt(node) - 1) : 0;
    }

    /** Returns whether a fault ever replaces machines or processes. */
    private static boolean renews(FaultEntry fault) {
        return renewedAt(fault, 0).isPresent();
    }

    /** Returns the instants at which faults end because of new machines or processes. */
    private static NavigableSet<Long> renewals(Scenario scenario) {
        List<FaultEntry> renewals =
                scenario.faults().stream().filter(Stages::renews).toList();
        NavigableSet<Long> borders = new TreeSet<>();
        if (renewals.isEmpty()) {
            return borders;
        }
        Map<Selector, List<FaultEntry>> harms = harmfulFaults(scenario);
        for (FaultEntry renewal : renewals) {
            if (RenewalFault.replacesHosts(renewal.spec())) {
                borders.add(renewal.startAt());
            }
            for (List<FaultEntry> earliest : harms.values()) {
                earliest.stream()
                        .filter(fault -> !fault.equals(renewal))
                        .findFirst()
                        .filter(fault -> overlapInTarget(renewal, fault))
                        .ifPresent(fault -> addEnds(renewal, fault, borders));
            }
        }
        return borders;
    }

    /** Returns the two earliest harmful faults of each target. A renewal ends only faults that began before it. */
    private static Map<Selector, List<FaultEntry>> harmfulFaults(Scenario scenario) {
        Map<Selector, List<FaultEntry>> harms = new LinkedHashMap<>();
        scenario.faults().stream()
                .filter(fault -> fault.target().isPresent())
                .filter(fault -> HostFault.isHarmful(fault.spec()))
                .sorted(Comparator.comparingLong(FaultEntry::startAt))
                .forEach(fault -> {
                    List<FaultEntry> earliest =
                            harms.computeIfAbsent(fault.target().get(), target -> new ArrayList<>());
                    if (earliest.size() < 2 && !earliest.contains(fault)) {
                        earliest.add(fault);
                    }
                });
        return harms;
    }

    private static boolean overlapInTarget(FaultEntry renewal, FaultEntry fault) {
        return renewal.target().isPresent()
                && (renewal.target().get().head().equals(fault.target().get().head())
                        || renewal.target().get().ofPlace()
                        || fault.target().get().ofPlace());
    }

    private static void addEnds(FaultEntry renewal, FaultEntry fault, NavigableSet<Long> borders) {
        List<String> parts = fault.target().orElseThrow().parts();
        boolean singleNode = parts.size() == 1 && parts.get(0).matches("[0-9]{1,9}");
        for (int position = 0; position < (singleNode ? 1 : GROUPS); position++) {
            Optional<Long> at = singleNode ? renewed(renewal, parts.get(0)) : renewedAt(renewal, position);
            at.filter(instant -> instant > fault.startAt()).ifPresent(borders::add);
        }
    }
}
