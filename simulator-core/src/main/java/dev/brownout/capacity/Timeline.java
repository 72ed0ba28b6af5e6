package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Consecutive stages of a run with their flows. A stage ends early when machines are warmed up. */
final class Timeline {
    /** Number of stages above which stages are no longer divided. */
    private static final int MOST = 120;

    private final Scenario scenario;
    private final List<LoadStage> stages = new ArrayList<>();
    private final List<TrafficEquations> flows = new ArrayList<>();
    private CarriedState state = CarriedState.NONE;

    /**
     * Creates the stages of a run.
     *
     * @param stages the stages into which the scenario divides its measured part
     */
    Timeline(Scenario scenario, List<LoadStage> stages) {
        this.scenario = scenario;
        stages.forEach(this::pass);
    }

    private void pass(LoadStage stage) {
        long step = TimeGrid.step(scenario.durationNanos());
        long from = stage.fromNanos();
        while (from < stage.toNanos()) {
            LoadStage part = stage.part(from, stage.toNanos(), state);
            TrafficEquations stageFlows = TrafficEquations.of(scenario, part, last());
            long change = stages.size() < MOST ? nextChange(part, stageFlows) : part.toNanos();
            long to = Math.max((change + step - 1) / step * step, from + step);
            if (to < stage.toNanos()) {
                part = stage.part(from, to, state);
                stageFlows = TrafficEquations.of(scenario, part, last());
            }
            stages.add(part);
            flows.add(stageFlows);
            state = new CarriedState(overloaded(part, stageFlows), state.failing());
            from = part.toNanos();
        }
    }

    /** Returns the components with an overload in a stage or before it. */
    private Set<String> overloaded(LoadStage stage, TrafficEquations stageFlows) {
        Set<String> all = new TreeSet<>(stage.carried().overloaded());
        if (stage.toNanos() < scenario.durationNanos()) {
            for (StageRow row : new StationRows(scenario, stage, stageFlows, MeasuredRun.NOTHING).all()) {
                if (row.station().utilization() >= 1 && !row.closed()) {
                    all.add(row.component());
                }
            }
            stageFlows.componentModels().forEach((name, componentModel) -> {
                if (componentModel.unknownRates().isPresent()
                        && componentModel.stations().stream().anyMatch(model -> Formula.utilization(model) >= 1)) {
                    all.add(name);
                }
            });
        }
        return all;
    }

    private TrafficEquations last() {
        return flows.isEmpty() ? null : flows.get(flows.size() - 1);
    }

    /**
     * Returns the first instant of a stage at which a change occurs that the scenario does not specify, in nanoseconds;
     * the end of the stage if there is none.
     */
    private static long nextChange(LoadStage stage, TrafficEquations flows) {
        long first = stage.toNanos();
        for (ComponentCapacityModel componentModel : flows.componentModels().values()) {
            first = Math.min(first, componentModel.machines().warmAt());
        }
        return first;
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
