package dev.brownout.analysis;

import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.Explanation;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Demand;
import dev.brownout.spec.LogSketch;
import dev.brownout.spec.StationSketch;
import dev.brownout.spec.StoreSketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The arithmetic of one scenario. */
public final class Forecast {
    private final Scenario scenario;
    private final List<Stage> stages;

    private Forecast(Scenario scenario) {
        this.scenario = scenario;
        this.stages = Stages.of(scenario);
    }

    /** What a run measured, to be put beside what was worked out. */
    @FunctionalInterface
    public interface Measured {
        /** Knows nothing. */
        Measured NOTHING = (component, nodes, metric, fromNanos, toNanos) -> Double.NaN;

        /**
         * A metric of some machines of a component over a stage; {@code NaN} where they have none of that name.
         *
         * @param nodes the machines' names
         * @param metric {@code utilization}, {@code mean} or {@code p99}
         */
        double value(String component, List<String> nodes, String metric, long fromNanos, long toNanos);
    }

    /** The arithmetic of a scenario that describes something possible. */
    public static Forecast of(Scenario scenario) {
        return new Forecast(scenario);
    }

    /** The instants at which one stage ends and the next begins, in nanoseconds. */
    public List<Long> borders() {
        TreeSet<Long> borders = new TreeSet<>();
        for (Stage stage : stages) {
            borders.add(stage.fromNanos());
            borders.add(stage.toNanos());
        }
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
        Flows flows = Flows.of(scenario, stages.get(0));
        flows.users().forEach((name, page) -> add(all, name, true, page));
        flows.pages().forEach((name, page) -> add(all, name, false, page));
        return all;
    }

    private static void add(List<Calls> all, String caller, boolean users, Page page) {
        page.calls().forEach((callee, demands) -> {
            double perSecond = demands.stream().mapToDouble(Demand::perSecond).sum();
            all.add(new Calls(caller, users, callee, perSecond));
        });
    }

    /** The arithmetic alone. */
    public Analysis analysis() {
        return analysis(Measured.NOTHING);
    }

    /** The arithmetic, and what a run gave for the same stages. */
    public Analysis analysis(Measured measured) {
        List<Station> stations = new ArrayList<>();
        Warnings warnings = new Warnings(scenario);
        String bottleneck = "";
        double highest = 0;
        double saturation = Double.NaN;
        boolean ever = stages.stream().anyMatch(Stage::whole);
        for (Stage stage : stages) {
            Flows flows = Flows.of(scenario, stage);
            warnings.stage(stage, flows);
            for (Map.Entry<String, Page> entry : flows.pages().entrySet()) {
                for (StationSketch sketch : entry.getValue().stations()) {
                    if (sketch.callsPerSecond() > 0) {
                        Station station = station(stage, entry.getKey(), entry.getValue(), sketch, measured);
                        stations.add(station);
                        if (station.utilization() > highest && (stage.whole() || !ever)) {
                            highest = station.utilization();
                            bottleneck = station.station();
                            saturation = flows.perSecond() / highest;
                        }
                    }
                }
            }
        }
        stations.sort(Comparator.comparing(Station::station).thenComparing(Station::fromNanos));
        warnings.overload(stations);
        return new Analysis(stations, bottleneck, saturation, warnings.sentences());
    }

    /**
     * What the scenario means: the arithmetic, and who calls whom within which policies, before anything happens.
     *
     * @param variant its name
     */
    public Explanation explanation(String variant) {
        CallTree tree = CallTree.of(scenario, stages.get(0));
        List<Explanation.Store> stores = new ArrayList<>();
        List<Explanation.Log> logs = new ArrayList<>();
        Flows.of(scenario, stages.get(0)).pages().forEach((component, page) -> {
            for (StoreSketch store : page.stores()) {
                stores.add(new Explanation.Store(
                        name(component, store.part()),
                        store.entries(),
                        store.keys(),
                        store.hotKeys(),
                        store.hitRatio()));
            }
            for (LogSketch log : page.logs()) {
                logs.add(new Explanation.Log(
                        name(component, log.part()), log.writesPerSecond(), log.appliedPerSecond()));
            }
        });
        return new Explanation(variant, analysis(), tree.calls(), tree.repetitions(), stores, logs);
    }

    private static String name(String component, String part) {
        return part.isEmpty() ? component : component + "/" + part;
    }

    private static Station station(Stage stage, String component, Page page, StationSketch sketch, Measured measured) {
        double utilization = Formula.utilization(sketch);
        Formula formula = Formula.of(sketch);
        boolean last = page.calls().isEmpty();
        long from = stage.fromNanos();
        long to = stage.toNanos();
        return new Station(
                name(component, sketch.part()),
                from,
                to,
                sketch.callsPerSecond(),
                utilization == 0 ? Double.POSITIVE_INFINITY : sketch.callsPerSecond() / utilization,
                utilization,
                formula.meanNanos(),
                formula.p99Nanos(),
                formula.name(),
                measured.value(component, sketch.nodes(), "utilization", from, to),
                last ? measured.value(component, sketch.nodes(), "mean", from, to) : Double.NaN,
                last ? measured.value(component, sketch.nodes(), "p99", from, to) : Double.NaN);
    }
}
