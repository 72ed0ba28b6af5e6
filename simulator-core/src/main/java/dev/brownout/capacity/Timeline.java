package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.random.Distribution;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.HostAutoscaling;
import dev.brownout.spi.component.HostAutoscaling.ScalingModel;
import dev.brownout.spi.component.WorkConsumption;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Consecutive stages of a run, each with the state left behind by the stages before it, such as machine counts of
 * autoscaled tiers and visitors on their journeys. A stage ends early if a queue empties, or if machines are added,
 * removed or warmed up.
 */
final class Timeline {
    /** Number of stages above which stages are no longer divided. */
    private static final int MOST = 120;

    /** Number of intervals of a stage in which an autoscaled tier follows a load that changes continuously. */
    private static final int PIECES = 20;

    private final Scenario scenario;
    private final List<LoadStage> stages = new ArrayList<>();
    private final List<TrafficEquations> flows = new ArrayList<>();
    /** True if autoscaled tiers follow a load that changes within a stage, false if they follow its mean. */
    private final boolean continuous;

    private int measured;
    private CarriedState state;

    private Timeline(Scenario scenario, boolean continuous) {
        this.scenario = scenario;
        this.continuous = continuous;
        Map<String, ScalingModel> scaling = new TreeMap<>();
        scenario.components()
                .forEach((name, entry) -> HostAutoscaling.scalingModel(entry.spec())
                        .filter(ScalingModel::known)
                        .ifPresent(model -> scaling.put(name, model)));
        this.state = CarriedState.atStart(scaling);
    }

    /**
     * Returns the stages of a run. Autoscaled tiers follow the mean load of each stage; if this overloads one of them,
     * they follow the load within the stages.
     *
     * @param scaled the stages into which the scenario divides its measured part
     */
    static Timeline of(Scenario scenario, List<LoadStage> scaled) {
        Timeline timeline = of(scenario, scaled, false);
        return timeline.overloadsScaledTier() ? of(scenario, scaled, true) : timeline;
    }

    private static Timeline of(Scenario scenario, List<LoadStage> scaled, boolean continuous) {
        Timeline timeline = new Timeline(scenario, continuous);
        if (timeline.remembers()) {
            Stages.ofWarmup(scenario).forEach(timeline::pass);
        }
        timeline.measured = timeline.stages.size();
        scaled.forEach(timeline::pass);
        return timeline;
    }

    /** Returns whether an autoscaled tier is overloaded in a measured stage in which the load changes. */
    private boolean overloadsScaledTier() {
        for (int i = measured; i < stages.size() && !state.scaling().isEmpty(); i++) {
            Map<String, ComponentCapacityModel> models = flows.get(i).componentModels();
            boolean overloaded = state.scaling().keySet().stream()
                    .filter(models::containsKey)
                    .flatMap(name -> models.get(name).stations().stream())
                    .anyMatch(station -> Formula.utilization(station) > 1);
            if (overloaded && changes(stages.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether stages of the scenario depend on earlier stages. */
    private boolean remembers() {
        return OfferedLoad.dependsOnHistory(scenario)
                || !state.scaling().isEmpty()
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
        for (Map.Entry<String, ScalingModel> entry : state.scaling().entrySet()) {
            first = Math.min(first, advance(entry.getValue().copy(), stage, load(entry.getKey(), flows)));
        }
        return first;
    }

    private CarriedState after(LoadStage stage, TrafficEquations flows) {
        Map<String, ScalingModel> scaling = new TreeMap<>();
        state.scaling().forEach((name, before) -> {
            ScalingModel model = before.copy();
            ScalingModel.Load load = load(name, flows);
            long at;
            do {
                // Machines added before the rounded end of the stage count from the next stage on.
                at = advance(model, stage, load);
            } while (at < stage.toNanos());
            scaling.put(name, model);
        });
        Map<String, FlowHistory> published = new TreeMap<>();
        flows.componentModels().forEach((name, componentModel) -> {
            ComponentEntry entry = scenario.components().get(name);
            if (entry != null && DestinationSpec.redeliveryRules(entry.spec()).isPresent()) {
                published.put(name, componentModel.history().published());
            }
        });
        return new CarriedState(
                true,
                new OfferedLoad(scenario, stage).historyAtEnd(),
                scaling,
                published,
                new TreeMap<>(),
                new TreeMap<>());
    }

    /**
     * Advances the model of an autoscaled tier until its number of machines changes, or to the end of a stage. A load
     * that changes continuously is followed in short intervals, as the tier follows it before the mean of the stage.
     *
     * @param load mean load of the tier in the stage
     * @return the instant reached, in nanoseconds
     */
    private long advance(ScalingModel model, LoadStage stage, ScalingModel.Load load) {
        double mean = arrivals(stage.fromNanos(), stage.toNanos()) / (stage.toNanos() - stage.fromNanos());
        long length = Math.max(TimeGrid.step(scenario.durationNanos()), (stage.toNanos() - stage.fromNanos()) / PIECES);
        if (!continuous || !(mean > 0) || !changes(stage)) {
            return model.advance(stage.toNanos(), load);
        }
        int machines = model.machines();
        long at = stage.fromNanos();
        for (long from = at; from < stage.toNanos() && model.machines() == machines; from += length) {
            long to = Math.min(stage.toNanos(), from + length);
            double times = arrivals(from, to) / (to - from) / mean;
            at = model.advance(
                    to,
                    new ScalingModel.Load(
                            load.busyCores() * times, load.callsPerSecond() * times, load.cores(), load.waitingMost()));
        }
        return at;
    }

    /** Returns whether an open load changes within a stage, and no other load exists. */
    private boolean changes(LoadStage stage) {
        boolean changes = false;
        for (LoadProfile profile : scenario.loads().values()) {
            if (!(profile instanceof OpenLoad)) {
                return false;
            }
            long middle = stage.fromNanos() + (stage.toNanos() - stage.fromNanos()) / 2;
            changes |= profile.ratePerSecond(stage.fromNanos()) != profile.ratePerSecond(middle)
                    || profile.ratePerSecond(middle) != profile.ratePerSecond(stage.toNanos() - 1);
        }
        return changes;
    }

    /** Returns the expected number of requests and journeys between two instants. */
    private double arrivals(long fromNanos, long toNanos) {
        return scenario.loads().values().stream()
                .mapToDouble(profile -> profile.expected(fromNanos, toNanos))
                .sum();
    }

    /** Returns the load of an autoscaled tier, per place. */
    private ScalingModel.Load load(String component, TrafficEquations flows) {
        ComponentCapacityModel componentModel = flows.componentModels().get(component);
        double busy = 0;
        double calls = 0;
        double waitingMost = Double.POSITIVE_INFINITY;
        int cores = 1;
        for (StationModel station : componentModel == null ? List.<StationModel>of() : componentModel.stations()) {
            double work = 0;
            for (StationModel.Work stationWork : station.works()) {
                Distribution length = stationWork.length();
                work += stationWork.perSecond() == 0 ? 0 : stationWork.perSecond() * length.mean() / 1e9;
            }
            busy += work;
            calls += station.callsPerSecond();
            cores = station.cores().servers();
            if (station.cores().bounded() && station.callsPerSecond() > 0) {
                waitingMost = station.cores().queueCapacity() * work / station.callsPerSecond();
            }
        }
        int locationCount =
                componentModel == null ? 1 : Math.max(1, componentModel.places().size());
        return new ScalingModel.Load(busy / locationCount, calls / locationCount, cores, waitingMost);
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
