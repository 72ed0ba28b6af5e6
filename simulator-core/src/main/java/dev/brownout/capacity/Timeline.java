package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.WorkConsumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        return OfferedLoad.dependsOnHistory(scenario)
                || scenario.components().values().stream()
                        .map(ComponentEntry::spec)
                        .anyMatch(spec -> WorkConsumption.takesFrom(spec).isPresent());
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
            state = after(part, stageFlows);
            from = part.toNanos();
        }
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

    private CarriedState after(LoadStage stage, TrafficEquations flows) {
        Map<String, FlowHistory> published = new TreeMap<>();
        flows.componentModels().forEach((name, componentModel) -> {
            ComponentEntry entry = scenario.components().get(name);
            if (entry != null && DestinationSpec.redeliveryRules(entry.spec()).isPresent()) {
                published.put(name, componentModel.history().published());
            }
        });
        return new CarriedState(
                true, new OfferedLoad(scenario, stage).historyAtEnd(), published, new TreeMap<>(), new TreeMap<>());
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
