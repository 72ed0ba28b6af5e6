package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Consecutive stages of a run, each with the state left behind by the stages before it, such as visitors on their
 * journeys. A stage ends early if a queue empties, or if machines are warmed up.
 */
final class Timeline {
    /** Number of stages above which stages are no longer divided. */
    private static final int MOST = 120;

    private final Scenario scenario;
    private final List<LoadStage> stages = new ArrayList<>();
    private final List<TrafficEquations> flows = new ArrayList<>();
    private int measured;
    private CarriedState state = CarriedState.START;

    private Timeline(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Returns the stages of a run.
     *
     * @param stages the stages into which the scenario divides its measured part
     */
    static Timeline of(Scenario scenario, List<LoadStage> stages) {
        Timeline timeline = new Timeline(scenario);
        if (timeline.remembers()) {
            Stages.ofWarmup(scenario).forEach(timeline::pass);
        }
        timeline.measured = timeline.stages.size();
        stages.forEach(timeline::pass);
        return timeline;
    }

    /** Returns whether stages of the scenario depend on earlier stages. */
    private boolean remembers() {
        return OfferedLoad.dependsOnHistory(scenario);
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
            state = new CarriedState(
                    true,
                    new OfferedLoad(scenario, part).historyAtEnd(),
                    overloaded(part, stageFlows),
                    new TreeMap<>());
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
    private long nextChange(LoadStage stage, TrafficEquations flows) {
        long first = Math.min(stage.toNanos(), new OfferedLoad(scenario, stage).changesAt());
        for (ComponentCapacityModel componentModel : flows.componentModels().values()) {
            first = Math.min(first, componentModel.machines().warmAt());
        }
        return first;
    }

    /** Returns the stages of the measured part. */
    List<LoadStage> measuredStages() {
        return stages.subList(measured, stages.size());
    }

    /** Returns the flows of the measured part. */
    List<TrafficEquations> measuredFlows() {
        return flows.subList(measured, flows.size());
    }

    /** Returns all known stages, those of the warm-up first. */
    List<LoadStage> stages() {
        return stages;
    }

    /** Returns the flows of all known stages. */
    List<TrafficEquations> flows() {
        return flows;
    }
}
