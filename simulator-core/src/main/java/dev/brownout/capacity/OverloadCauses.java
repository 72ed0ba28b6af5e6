package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Finds the faults that cause an overload: without such a fault, the model has a smaller load over the capacity in the
 * same stage.
 */
final class OverloadCauses {
    /** Relative difference in load from which a fault is a cause. */
    private static final double NOTABLE = 0.005;

    private final Scenario scenario;
    /** The stages by their start, in nanoseconds. */
    private final Map<Long, LoadStage> stages = new TreeMap<>();

    OverloadCauses(Scenario scenario) {
        this.scenario = scenario;
    }

    void add(LoadStage stage) {
        stages.put(stage.fromNanos(), stage);
    }

    /** Returns the faults that raise the load of a station, in parentheses after a space; empty if there are none. */
    Sentence text(Station station) {
        LoadStage stage = stages.get(station.fromNanos());
        return text(
                stage,
                station.load(),
                other -> new StationRows(scenario, other, TrafficEquations.of(scenario, other), MeasuredRun.NOTHING)
                        .all().stream()
                                .map(StationRows.StageRow::station)
                                .filter(row -> row.station().equals(station.station()))
                                .mapToDouble(Station::load)
                                .findFirst()
                                .orElse(0));
    }

    /** Returns the faults that raise the load of a policy, in parentheses after a space; empty if there are none. */
    Sentence text(LoadStage stage, ThroughputLimit limit) {
        return text(
                stage,
                limit.excess(),
                other -> TrafficEquations.of(scenario, other)
                        .callers()
                        .flatMap(model -> model.throttles().stream())
                        .filter(throttle -> throttle.policy().equals(limit.policy()))
                        .mapToDouble(ThroughputLimit::excess)
                        .findFirst()
                        .orElse(0));
    }

    private static Sentence text(LoadStage stage, double load, ToDoubleFunction<LoadStage> loads) {
        Sentence causes = Sentence.EMPTY;
        for (FaultEntry fault : stage.faults()) {
            List<FaultEntry> rest = new ArrayList<>(stage.faults());
            rest.remove(fault);
            if (loads.applyAsDouble(stage.withFaults(rest)) < load * (1 - NOTABLE)) {
                causes = causes.isEmpty() ? fault.label() : Sentence.of("{}, {}", causes, fault.label());
            }
        }
        return causes.isEmpty() ? causes : Sentence.of(" ({})", causes);
    }
}
