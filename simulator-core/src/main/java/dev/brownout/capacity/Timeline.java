package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Consecutive stages of a run with their flows. Each stage knows the overloads of earlier stages. */
final class Timeline {
    private final Scenario scenario;
    private final List<LoadStage> stages = new ArrayList<>();
    private final List<TrafficEquations> flows = new ArrayList<>();

    /**
     * Creates the stages of a run.
     *
     * @param all the stages into which the scenario divides its measured part
     * @param first the flows of the first one
     */
    Timeline(Scenario scenario, List<LoadStage> all, TrafficEquations first) {
        this.scenario = scenario;
        Set<String> overloaded = new TreeSet<>();
        for (LoadStage each : all) {
            LoadStage stage = each.withOverloads(new TreeSet<>(overloaded));
            TrafficEquations stageFlows = stages.isEmpty() ? first : TrafficEquations.of(scenario, stage);
            stages.add(stage);
            flows.add(stageFlows);
            if (stages.size() < all.size()) {
                overloaded.addAll(overloaded(stage, stageFlows));
            }
        }
    }

    /**
     * Returns the components with an overload in a stage, also if its estimate is withheld, or with an unknown load.
     */
    private Set<String> overloaded(LoadStage stage, TrafficEquations stageFlows) {
        Set<String> all = new TreeSet<>();
        for (StageRow row : new StationRows(scenario, stage, stageFlows, MeasuredRun.NOTHING).all()) {
            if (row.station().load() >= 1 && !row.closed()) {
                all.add(row.component());
            }
        }
        stageFlows.componentModels().forEach((name, componentModel) -> {
            boolean warmsUp =
                    componentModel.machines().obstacle(componentModel.demands()).isPresent();
            double slower = warmsUp ? componentModel.machines().coldSlowdown() : 1;
            boolean uncertain = warmsUp || componentModel.unknownRates().isPresent();
            if (componentModel.stations().stream()
                    .anyMatch(model ->
                            model.unknownLoad().isPresent() || uncertain && slower * Formula.utilization(model) >= 1)) {
                all.add(name);
            }
        });
        return all;
    }

    /** Returns the stages. */
    List<LoadStage> stages() {
        return stages;
    }

    /** Returns the flows of the stages. */
    List<TrafficEquations> flows() {
        return flows;
    }
}
