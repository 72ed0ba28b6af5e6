package dev.brownout.capacity;

import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Relation;
import dev.brownout.spi.CapacityProperty;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.CapacityProperty.PartitionLossModel;
import dev.brownout.spi.CapacityProperty.WorkingSetModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.WorkDistribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The analytical capacity model of one scenario. Keeps computed flows and is not thread-safe. */
public final class CapacityForecast {
    private final Scenario scenario;
    private final List<LoadStage> stages;
    /** Flows of the first stage; {@code null} until they are first requested. */
    private TrafficEquations first;
    /** Stages and their flows; {@code null} until they are first requested. */
    private Timeline timeline;

    private CapacityForecast(Scenario scenario) {
        this.scenario = scenario;
        this.stages = Stages.stages(scenario);
    }

    /** Measurements of a run, for comparison with the analytical estimates. */
    @FunctionalInterface
    public interface MeasuredRun {
        /** A run without measurements. Every value is {@code NaN}. */
        MeasuredRun NOTHING = (component, nodes, metric, fromNanos, toNanos) -> Double.NaN;

        /**
         * Returns a metric of nodes of a component over a stage; {@code NaN} if they have no metric of that name.
         *
         * @param nodes the names of the nodes; empty for the component as a whole
         * @param metric {@code utilization}, {@code mean} or {@code p99}; for a whole component also others, such as
         *     {@code depth.max}
         */
        double value(String component, List<String> nodes, String metric, long fromNanos, long toNanos);
    }

    /** Returns the analytical model of a valid scenario. */
    public static CapacityForecast of(Scenario scenario) {
        return new CapacityForecast(scenario);
    }

    /**
     * Rejects scenarios in which messages multiply without bound.
     *
     * @throws ScenarioException if messages circulate in a cycle, their number grows, and no queue in the cycle has a
     *     capacity
     */
    public void check() {
        for (LoadStage stage : onMessageCycles().isEmpty() ? List.<LoadStage>of() : stages) {
            for (List<String> path : TrafficEquations.of(scenario, stage).endless(false)) {
                throw new ScenarioException(
                        "components." + path.get(0),
                        "{} grows without limit: each message of the cycle {} creates one or more, and "
                                + "no queue of it has a capacity",
                        path.get(0),
                        String.join(" -> ", path));
            }
        }
    }

    /**
     * Returns the components on message cycles. A message processed by such a component, or a message caused by it, can
     * return to the component.
     */
    public Set<String> onMessageCycles() {
        boolean never = scenario.components().values().stream()
                .allMatch(entry -> WorkDistribution.of(entry.spec()).takesFrom().isEmpty());
        return never ? Collections.emptySet() : firstFlows().onMessageCycles();
    }

    /** Returns the scenario of the model. */
    public Scenario scenario() {
        return scenario;
    }

    private Timeline timeline() {
        if (timeline == null) {
            timeline = new Timeline(scenario, stages, firstFlows());
        }
        return timeline;
    }

    /** Returns the flows of the first stage. */
    private TrafficEquations firstFlows() {
        if (first == null) {
            first = TrafficEquations.of(scenario, stages.get(0));
        }
        return first;
    }

    /** Returns the instants at which the scenario itself ends one stage and begins the next, in nanoseconds. */
    public List<Long> borders() {
        TreeSet<Long> borders = new TreeSet<>();
        borders.addAll(Stages.borders(scenario, stages.get(0).keys()));
        return new ArrayList<>(borders);
    }

    /**
     * Call rate from one caller to one component.
     *
     * @param caller the request class of the calling users, or the calling component
     * @param fromUsers whether users call
     * @param callee the called component
     * @param perSecond calls per second, in the first stage
     */
    public record Calls(String caller, boolean fromUsers, String callee, double perSecond) {}

    /**
     * Returns the calls of the first stage, before any fault: first those of users, then those of components, both
     * ordered by name.
     */
    public List<Calls> calls() {
        List<Calls> all = new ArrayList<>();
        TrafficEquations flows = firstFlows();
        flows.users().forEach((name, componentModel) -> add(all, name, true, componentModel));
        flows.componentModels().forEach((name, componentModel) -> add(all, name, false, componentModel));
        return all;
    }

    private static void add(List<Calls> all, String caller, boolean users, ComponentCapacityModel componentModel) {
        componentModel.calls().forEach((callee, demands) -> {
            double perSecond =
                    demands.stream().mapToDouble(OfferedDemand::perSecond).sum();
            all.add(new Calls(caller, users, callee, perSecond));
        });
    }

    /** Returns the analytical estimates alone, without measurements. */
    public Analysis analysis() {
        return analysis(MeasuredRun.NOTHING);
    }

    /** Returns the analytical estimates together with the measurements of a run for the same stages. */
    public Analysis analysis(MeasuredRun measured) {
        List<Station> stations = new ArrayList<>();
        CapacityWarnings warnings = new CapacityWarnings(scenario);
        BusiestStation busiest = new BusiestStation(scenario, stages);
        Timeline timeline = timeline();
        for (int i = 0; i < timeline.stages().size(); i++) {
            LoadStage stage = timeline.stages().get(i);
            TrafficEquations flows = timeline.flows().get(i);
            warnings.stage(stage, flows);
            for (StageRow row : new StationRows(scenario, stage, flows, measured).all()) {
                Station station = row.station();
                warnings.reckoned(row);
                stations.add(station);
                busiest.add(station, stage, flows);
            }
        }
        stations.sort(Comparator.comparing(Station::station).thenComparing(Station::fromNanos));
        warnings.overload();
        List<Sentence> shown = new ArrayList<>();
        List<Sentence> unconfirmed = new ArrayList<>();
        for (CapacityWarnings.ModelWarning warning : warnings.all()) {
            boolean holds =
                    measured == MeasuredRun.NOTHING || warning.evidence().confirmedBy(measured);
            (holds ? shown : unconfirmed).add(warning.text());
        }
        return new Analysis(
                stations, busiest.name(), busiest.saturationPerSecond(), shown, unconfirmed, backlogs(measured));
    }

    /** Returns the measured backlogs of all queues that have consumers, ordered by queue name. */
    private List<Backlog> backlogs(MeasuredRun measured) {
        return rows(firstFlows(), ConsumerBacklogModel.class, (queue, model) -> {
            List<String> part = model.part().isEmpty() ? List.of() : List.of(model.part());
            ToDoubleFunction<String> value =
                    metric -> measured.value(queue, part, metric, scenario.warmupNanos(), scenario.durationNanos());
            return new Backlog(
                    name(queue, model.part()),
                    value.applyAsDouble(model.depth()),
                    value.applyAsDouble(model.depth() + ".max"),
                    value.applyAsDouble("oldest_age.max"),
                    value.applyAsDouble("end_to_end.mean"),
                    value.applyAsDouble("end_to_end.max"));
        });
    }

    /** Returns the busiest resource of the measured part. */
    public BusiestStation busiest() {
        BusiestStation busiest = new BusiestStation(scenario, stages);
        Timeline timeline = timeline();
        for (int i = 0; i < timeline.stages().size(); i++) {
            LoadStage stage = timeline.stages().get(i);
            TrafficEquations flows = timeline.flows().get(i);
            for (StageRow row : new StationRows(scenario, stage, flows, MeasuredRun.NOTHING).all()) {
                busiest.add(row.station(), stage, flows);
            }
        }
        return busiest;
    }

    /**
     * Returns an explanation of the scenario: the analytical estimates and the call tree with its policies, before any
     * fault.
     *
     * @param variant the name of the variant
     */
    public ScenarioExplanation explanation(String variant) {
        TrafficEquations flows = firstFlows();
        return new ScenarioExplanation(
                variant,
                analysis(),
                CallTree.calls(scenario, flows),
                journeys(flows),
                flows.bounds(),
                budgets(),
                rows(flows, WorkingSetModel.class, CapacityForecast::store),
                rows(flows, PartitionLossModel.class, (component, model) -> model.loss()));
    }

    /** Returns one row for each property of a type that components declare. */
    private static <M extends CapacityProperty, R> List<R> rows(
            TrafficEquations flows, Class<M> type, BiFunction<String, M, R> row) {
        List<R> rows = new ArrayList<>();
        flows.componentModels()
                .forEach((component, componentModel) ->
                        componentModel.declared(type).forEach(declared -> rows.add(row.apply(component, declared))));
        return rows;
    }

    private List<ScenarioExplanation.Journey> journeys(TrafficEquations flows) {
        List<ScenarioExplanation.Journey> journeys = new ArrayList<>();
        flows.visitorRates().forEach((name, perSecond) -> {
            JourneySpec spec = scenario.workload().journeys().get(name);
            Map<String, Double> requests = new LinkedHashMap<>();
            spec.steps().forEach(step -> requests.merge(step.request(), step.meanRequests() * perSecond, Double::sum));
            journeys.add(new ScenarioExplanation.Journey(name, perSecond, requests, spec.thinkNanos()));
        });
        return journeys;
    }

    private static ScenarioExplanation.Store store(String component, WorkingSetModel store) {
        return new ScenarioExplanation.Store(
                name(component, store.part()), store.entries(), store.keys(), store.hotKeys(), store.hitRatio());
    }

    /** Returns the error budget of each assertion that requires a minimum availability. */
    private List<ScenarioExplanation.Budget> budgets() {
        List<ScenarioExplanation.Budget> budgets = new ArrayList<>();
        scenario.evaluation().sla().forEach((name, relation) -> {
            double bound = relation.bound().value();
            boolean lowerBound = relation.comparison() == Relation.Comparison.AT_LEAST
                    || relation.comparison() == Relation.Comparison.MORE;
            if (lowerBound && relation.metric().name().equals("availability") && bound > 0 && bound < 1) {
                budgets.add(new ScenarioExplanation.Budget(name, relation.text(), 1 - bound));
            }
        });
        return budgets;
    }

    /** Returns the name of a part of a component, or the name of the component if the part has none. */
    static String name(String component, String part) {
        return part.isEmpty() ? component : component + "/" + part;
    }
}
