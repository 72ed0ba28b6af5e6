package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the faults that cause an overload: without such a fault, the model has a smaller load over the capacity in the
 * same stage. The model of a stage without a fault is computed once. A stage with many faults has no named cause, as it
 * needs a model for each of them.
 */
final class OverloadCauses {
    /** Relative difference in load from which a fault is a cause. */
    private static final double NOTABLE = 0.005;

    /** Maximum number of faults of a stage with named causes. */
    private static final int MOST_FAULTS = 8;

    private final Scenario scenario;
    /** The stages by their start, in nanoseconds. */
    private final Map<Long, LoadStage> stages = new LinkedHashMap<>();

    private final Map<Long, List<WithoutFault>> alternatives = new LinkedHashMap<>();

    /** Loads over capacity in a stage without one of its faults: of the stations by name, and of the policies. */
    private record WithoutFault(FaultEntry fault, Map<String, Double> stations, Map<Sentence, Double> policies) {}

    OverloadCauses(Scenario scenario) {
        this.scenario = scenario;
    }

    void add(LoadStage stage) {
        stages.put(stage.fromNanos(), stage);
    }

    /** Returns the faults that raise the load of a station, in parentheses after a space; empty if there are none. */
    Sentence text(Station station) {
        return text(
                stages.get(station.fromNanos()),
                station.load(),
                other -> other.stations().getOrDefault(station.station(), 0.0));
    }

    /** Returns the faults that raise the load of a policy, in parentheses after a space; empty if there are none. */
    Sentence text(LoadStage stage, ThroughputLimit limit) {
        return text(stage, limit.excess(), other -> other.policies().getOrDefault(limit.policy(), 0.0));
    }

    private Sentence text(LoadStage stage, double load, Function<WithoutFault, Double> loads) {
        Sentence causes = FaultEntry.labels(
                alternatives.computeIfAbsent(stage.fromNanos(), start -> withoutEachFault(stage)).stream()
                        .filter(other -> loads.apply(other) < load * (1 - NOTABLE))
                        .map(WithoutFault::fault)
                        .toList());
        return causes.isEmpty() ? causes : Sentence.of(" ({})", causes);
    }

    private List<WithoutFault> withoutEachFault(LoadStage stage) {
        return stage.faults().size() > MOST_FAULTS
                ? List.of()
                : stage.faults().stream()
                        .map(fault -> withoutFault(stage, fault))
                        .toList();
    }

    private WithoutFault withoutFault(LoadStage stage, FaultEntry fault) {
        List<FaultEntry> rest = new ArrayList<>(stage.faults());
        rest.remove(fault);
        LoadStage other = stage.withFaults(rest);
        TrafficEquations flows = TrafficEquations.of(scenario, other);
        Map<String, Double> stations = new LinkedHashMap<>();
        new StationRows(scenario, other, flows, MeasuredRun.NOTHING)
                .all()
                .forEach(row -> stations.putIfAbsent(
                        row.station().station(), row.station().load()));
        Map<Sentence, Double> policies = new LinkedHashMap<>();
        flows.callers()
                .flatMap(model -> model.throttles().stream())
                .forEach(limit -> policies.putIfAbsent(limit.policy(), limit.excess()));
        return new WithoutFault(fault, stations, policies);
    }
}
