package dev.brownout.capacity;

import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.scenario.JourneySpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ReplicaLagModel;
import dev.brownout.spi.ReshardingModel;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.WorkingSetModel;
import dev.brownout.spi.WriteConflictModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The arithmetic of one scenario. */
public final class CapacityForecast {
    private final Scenario scenario;
    private final List<LoadStage> stages;
    /** Those of the first stage, once somebody has asked for them. */
    private TrafficEquations first;

    private CapacityForecast(Scenario scenario) {
        this.scenario = scenario;
        this.stages = Stages.of(scenario);
    }

    /** What a run measured, to be put beside what was worked out. */
    @FunctionalInterface
    public interface MeasuredRun {
        /** Knows nothing. */
        MeasuredRun NOTHING = (component, nodes, metric, fromNanos, toNanos) -> Double.NaN;

        /**
         * A metric of some machines of a component over a stage; {@code NaN} where they have none of that name.
         *
         * @param nodes the machines' names; empty for the component as a whole
         * @param metric {@code utilization}, {@code mean} or {@code p99}; of a whole component also such as
         *     {@code depth.max}
         */
        double value(String component, List<String> nodes, String metric, long fromNanos, long toNanos);
    }

    /** The arithmetic of a scenario that describes something possible. */
    public static CapacityForecast of(Scenario scenario) {
        return new CapacityForecast(scenario);
    }

    /**
     * Refuses what no machines can keep up with.
     *
     * @throws ScenarioException where messages go round in a circle, ever more of them, and nothing bounds it
     */
    public void check() {
        TrafficEquations flows = null;
        for (LoadStage stage : onCircles().isEmpty() ? List.<LoadStage>of() : stages) {
            flows = flows(stage, flows);
            for (List<String> way : flows.endless(false)) {
                throw new ScenarioException(
                        "components." + way.get(0),
                        way.get(0) + " grows for ever: each message that goes round " + String.join(" -> ", way)
                                + " makes one or more, and no queue there has a capacity");
            }
        }
    }

    /** The components to which messages that they work on, or others because of them, can come back. */
    public Set<String> onCircles() {
        boolean never = scenario.components().values().stream()
                .allMatch(entry -> entry.spec().takesFrom().isEmpty());
        return never ? Collections.emptySet() : flows(stages.get(0), null).onCircles();
    }

    /** The flows of a stage, of the first once for all who ask. */
    private TrafficEquations flows(LoadStage stage, TrafficEquations before) {
        if (before != null) {
            return TrafficEquations.of(scenario, stage, before);
        }
        if (first == null) {
            first = TrafficEquations.of(scenario, stage, null);
        }
        return first;
    }

    /** The instants at which the scenario itself ends one stage and begins the next, in nanoseconds. */
    public List<Long> borders() {
        TreeSet<Long> borders = new TreeSet<>();
        borders.addAll(Stages.borders(scenario, stages.get(0).keys()));
        return new ArrayList<>(borders);
    }

    /**
     * How often someone calls a component.
     *
     * @param caller the class of requests whose users call, or the component that does
     * @param fromUsers whether users call
     * @param callee the component called
     * @param perSecond calls per second, in the first stage
     */
    public record Calls(String caller, boolean fromUsers, String callee, double perSecond) {}

    /** Who calls whom before anything happens: the users by name, then the components by name. */
    public List<Calls> calls() {
        List<Calls> all = new ArrayList<>();
        TrafficEquations flows = flows(stages.get(0), null);
        flows.users().forEach((name, page) -> add(all, name, true, page));
        flows.pages().forEach((name, page) -> add(all, name, false, page));
        return all;
    }

    private static void add(List<Calls> all, String caller, boolean users, ComponentCapacityModel page) {
        page.calls().forEach((callee, demands) -> {
            double perSecond =
                    demands.stream().mapToDouble(OfferedDemand::perSecond).sum();
            all.add(new Calls(caller, users, callee, perSecond));
        });
    }

    /** The arithmetic alone. */
    public Analysis analysis() {
        return analysis(MeasuredRun.NOTHING);
    }

    /** The arithmetic, and what a run gave for the same stages. */
    public Analysis analysis(MeasuredRun measured) {
        List<Station> stations = new ArrayList<>();
        CapacityWarnings warnings = new CapacityWarnings(scenario);
        String bottleneck = "";
        double highest = 0;
        double saturation = Double.NaN;
        boolean ever = stages.stream().anyMatch(LoadStage::whole);
        Timeline timeline = Timeline.of(scenario, stages);
        for (int i = 0; i < timeline.measuredStages().size(); i++) {
            LoadStage stage = timeline.measuredStages().get(i);
            TrafficEquations flows = timeline.measuredFlows().get(i);
            warnings.stage(stage, flows);
            for (StageRow each : new StationRows(scenario, stage, flows, measured).all()) {
                Station station = each.station();
                warnings.reckoned(each);
                stations.add(station);
                if (load(station) > highest && (stage.whole() || !ever)) {
                    highest = load(station);
                    bottleneck = station.station();
                    saturation = flows.perSecond() / highest;
                }
            }
        }
        stations.sort(Comparator.comparing(Station::station).thenComparing(Station::fromNanos));
        warnings.overload();
        List<String> shown = new ArrayList<>();
        List<String> unconfirmed = new ArrayList<>();
        for (CapacityWarnings.ModelWarning warning : warnings.all()) {
            boolean holds =
                    measured == MeasuredRun.NOTHING || warning.evidence().confirmedBy(measured);
            (holds ? shown : unconfirmed).add(warning.text());
        }
        return new Analysis(
                stations, bottleneck, saturation, shown, unconfirmed, new Backlogs(scenario, measured).all(timeline));
    }

    /** What is offered over what is possible: less than how busy it is where calls are served in groups. */
    private static double load(Station station) {
        double load = station.offeredPerSecond() / station.capacityPerSecond();
        return load < station.utilization() * (1 - 1e-9) ? load : station.utilization();
    }

    /**
     * What the scenario means: the arithmetic, and who calls whom within which policies, before anything happens.
     *
     * @param variant its name
     */
    public ScenarioExplanation explanation(String variant) {
        TrafficEquations flows = flows(stages.get(0), null);
        CallTree tree = CallTree.of(scenario, flows);
        List<ScenarioExplanation.Store> stores = new ArrayList<>();
        List<ScenarioExplanation.Log> logs = new ArrayList<>();
        List<ScenarioExplanation.Move> moves = new ArrayList<>();
        List<ScenarioExplanation.Quorum> quorums = new ArrayList<>();
        List<ScenarioExplanation.Encounters> encounters = new ArrayList<>();
        List<ScenarioExplanation.Rest> rests = new ArrayList<>();
        List<ScenarioExplanation.Expiry> expiries = new ArrayList<>();
        List<ScenarioExplanation.Memory> memories = new ArrayList<>();
        flows.pages().forEach((component, page) -> {
            page.stores().forEach(store -> stores.add(store(component, store)));
            Optional.ofNullable(scenario.components().get(component))
                    .flatMap(entry -> entry.spec().quorum(page))
                    .filter(model -> page.demands().stream().anyMatch(calls -> calls.perSecond() > 0))
                    .ifPresent(model -> {
                        quorums.add(QuorumEstimator.of(component, model, page, scenario.network()));
                        QuorumEstimator.overwritten(model, page, scenario.network())
                                .filter(its -> OverwrittenWrites.alone(scenario, component))
                                .ifPresent(its -> encounters.add(encounters(component, its)));
                    });
            for (ReplicaLagModel log : page.logs()) {
                logs.add(log(component, log));
                log.encounters().ifPresent(its -> encounters.add(encounters(component, its)));
            }
            page.moves().forEach(move -> moves.add(move(component, move)));
            page.rests().forEach(rest -> rests.add(ComponentReports.rest(component, rest)));
            page.expiries().forEach(its -> expiries.add(ComponentReports.expiry(component, its)));
            page.memories().forEach(its -> memories.add(ComponentReports.memory(component, its)));
        });
        return new ScenarioExplanation(
                variant,
                analysis(),
                tree.calls(),
                tree.repetitions(),
                tree.clearings(),
                journeys(flows),
                flows.bounds(),
                budgets(),
                stores,
                logs,
                moves,
                quorums,
                encounters,
                rests,
                expiries,
                memories);
    }

    private List<ScenarioExplanation.Journey> journeys(TrafficEquations flows) {
        List<ScenarioExplanation.Journey> journeys = new ArrayList<>();
        flows.begun().forEach((name, perSecond) -> {
            JourneySpec spec = scenario.journeys().get(name);
            Map<String, Double> requests = new LinkedHashMap<>();
            spec.steps().forEach(step -> requests.merge(step.request(), step.each() * perSecond, Double::sum));
            journeys.add(new ScenarioExplanation.Journey(name, perSecond, requests, spec.thinkNanos()));
        });
        return journeys;
    }

    private static ScenarioExplanation.Store store(String component, WorkingSetModel store) {
        return new ScenarioExplanation.Store(
                name(component, store.part()),
                store.entries(),
                store.keys(),
                store.hotKeys(),
                store.hitRatio(),
                store.staleShare());
    }

    private static ScenarioExplanation.Log log(String component, ReplicaLagModel log) {
        return new ScenarioExplanation.Log(
                name(component, log.part()),
                log.writesPerSecond(),
                log.appliedPerSecond(),
                log.replaced()
                        .map(its -> new ScenarioExplanation.ReplicaReplacement(
                                its.afterNanos(), its.copyNanos(), its.catchUpNanos())));
    }

    private static ScenarioExplanation.Encounters encounters(String component, WriteConflictModel its) {
        List<ScenarioExplanation.WrongClocks> wrong = its.wrongClocks().stream()
                .map(clocks -> new ScenarioExplanation.WrongClocks(
                        clocks.fromNanos(),
                        clocks.toNanos(),
                        clocks.lostPerSecond(),
                        clocks.hiddenPerSecond(),
                        clocks.firstPerSecond(),
                        clocks.lastPerSecond()))
                .toList();
        return new ScenarioExplanation.Encounters(
                component, its.writesPerSecond(), its.conflictsPerSecond(), its.lost(), its.ofCopies(), wrong);
    }

    private static ScenarioExplanation.Move move(String component, ReshardingModel move) {
        return new ScenarioExplanation.Move(
                component,
                move.what(),
                move.fromNanos(),
                move.toNanos(),
                move.share(),
                move.bytes(),
                move.bytesPerSecond());
    }

    /** Of each assertion that at least a share of the requests is good. */
    private List<ScenarioExplanation.Budget> budgets() {
        List<ScenarioExplanation.Budget> budgets = new ArrayList<>();
        scenario.sla().forEach((name, relation) -> {
            double bound = relation.bound().value();
            boolean least = relation.comparison() == Relation.Comparison.AT_LEAST
                    || relation.comparison() == Relation.Comparison.MORE;
            if (least && relation.metric().name().equals("availability") && bound > 0 && bound < 1) {
                budgets.add(new ScenarioExplanation.Budget(name, relation.text(), 1 - bound));
            }
        });
        return budgets;
    }

    private static String name(String component, String part) {
        return part.isEmpty() ? component : component + "/" + part;
    }
}
