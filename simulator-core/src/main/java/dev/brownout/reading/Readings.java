package dev.brownout.reading;

import dev.brownout.measure.Instrument;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Span;
import dev.brownout.measure.Spread;
import dev.brownout.node.Host;
import dev.brownout.result.Showing;
import dev.brownout.sla.Metric;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** Reads any metric of a run for any window of it. */
public final class Readings {
    /** The name of all requests together. */
    public static final String ALL = Selector.Head.ALL.word();

    private final Measurements run;
    private final Map<String, ? extends RequestCounts> classes;
    private final Map<Integer, Ratio> watchedKeys;
    private final Map<String, RecoveryLog> recoveries;
    private final PolicyReadings policies;
    private final Map<String, RequestStats> merged = new TreeMap<>();
    private final Map<String, ComponentReadings> components = new TreeMap<>();
    private final Costs costs;

    /**
     * Of what is run.
     *
     * @param watchedKeys the requests for some keys, by their numbers: good ones and all
     * @param recoveries what is watched until it has recovered, by {@link #recoveryKey}
     */
    public Readings(
            Measurements run,
            Map<String, ? extends RequestCounts> classes,
            Map<Integer, Ratio> watchedKeys,
            Map<String, RecoveryLog> recoveries) {
        this.run = run;
        this.classes = classes;
        this.watchedKeys = watchedKeys;
        this.recoveries = recoveries;
        this.policies = new PolicyReadings(run.policyInstruments());
        this.costs = new Costs(run, this, classes.values());
    }

    /** What the run costs. */
    public Costs costs() {
        return costs;
    }

    /** The readings of what policies of requests measure. */
    PolicyReadings policies() {
        return policies;
    }

    /** Forgets sums of counts that have gone on counting since. */
    public void refresh() {
        merged.clear();
        components.clear();
    }

    /**
     * Looks a metric up.
     *
     * @param path configuration path of the relation, for messages
     */
    public Reading of(Metric metric, String path) {
        if (metric.name().equals("rto")) {
            return recovery(metric, path);
        }
        if (metric.fault().isPresent()) {
            throw new ScenarioException(
                    path,
                    "'" + metric
                            + "': only rto is of a fault; of everything else the window says when, as in '... during "
                            + metric.fault().get() + "'");
        }
        String head = metric.selector().map(Selector::head).orElse(ALL);
        List<String> parts = metric.selector().map(Selector::parts).orElse(List.of());
        if (Meaning.ofCosts(metric.name()) != null) {
            return costs.reading(metric, path);
        }
        Selector.Head begins = metric.selector().map(Selector::begins).orElse(Selector.Head.ALL);
        if (begins == Selector.Head.KEY) {
            return new KeyReadings(run.keyNames(), watchedKeys).of(metric, parts, path);
        }
        if (begins == Selector.Head.REGION) {
            requireWhole(metric, parts, 1, path);
            return request("region/" + region(parts, path), metric, path);
        }
        if (head.equals(ALL) || classes.containsKey(head)) {
            requireWhole(metric, parts, 0, path);
            return request(head, metric, path);
        }
        return component(metric, head, parts, path);
    }

    /** Refuses what stands behind a name that has no parts. */
    private static void requireWhole(Metric metric, List<String> parts, int most, String path) {
        if (parts.size() > most) {
            Selector known = new Selector(metric.selector().orElseThrow().head(), parts.subList(0, most));
            throw new ScenarioException(
                    path,
                    "'" + metric + "': " + known + " has no part '"
                            + String.join("/", parts.subList(most, parts.size())) + "'");
        }
    }

    private Reading recovery(Metric metric, String path) {
        String of = metric.selector().map(Selector::head).orElse(ALL);
        RecoveryLog log = recoveries.get(recoveryKey(of, metric.fault().orElse(Windows.FAULT)));
        if (log == null
                || metric.stat().isPresent()
                || metric.selector().filter(s -> !s.parts().isEmpty()).isPresent()) {
            throw new ScenarioException(
                    path, "rto is a measure of requests: write REQUEST.rto(FAULT), not '" + metric + "'");
        }
        return new WindowReading(
                "ns",
                false,
                false,
                Showing.PLAIN,
                span -> log.recoveryNanos(run.grid().end()));
    }

    /** Under which name the recovery of some requests from a fault is watched. */
    public static String recoveryKey(String of, String fault) {
        return of + "(" + fault + ")";
    }

    private String region(List<String> parts, String path) {
        String name = parts.isEmpty() ? "" : parts.get(0);
        if (!run.regions().contains(name)) {
            throw new ScenarioException(path, "unknown region '" + name + "'", name, run.regions());
        }
        return name;
    }

    /** A measure of a class, of a region ({@code region/east}), of a class there, or of all. */
    Reading request(String of, Metric metric, String path) {
        String name = metric.name();
        if (policies.names(of).contains(name)) {
            return policies.reading(of, metric, path);
        }
        Optional<Reading> nothing = PolicyReadings.nothing(name);
        if (nothing.isPresent()) {
            return nothing.get();
        }
        RequestMetric known = RequestMetric.of(name);
        if (known == null) {
            List<String> names =
                    Meaning.ofRequests().stream().map(Meaning::name).toList();
            throw unknown(metric, path, "requests have", names);
        }
        String stat = metric.stat().orElse("");
        requireStatistic(metric, known.hasStatistics(), path);
        return new RequestReading(known, stat, () -> stats(of));
    }

    /** Refuses a statistic of a measure at the door that has none, or not that one. */
    private static void requireStatistic(Metric metric, boolean some, String path) {
        String stat = metric.stat().orElse("");
        if (!stat.isEmpty() && !(some && Spread.offers(stat))) {
            throw new ScenarioException(
                    path,
                    "'" + metric.name() + "' has no statistic '" + stat + "'",
                    stat,
                    some ? Spread.statistics() : List.of());
        }
    }

    private Reading component(Metric metric, String head, List<String> parts, String path) {
        Component component = run.components().get(head);
        if (component == null) {
            TreeSet<String> known = new TreeSet<>(run.components().keySet());
            known.addAll(classes.keySet());
            throw new ScenarioException(
                    path, "no component or request is called '" + head + "'", head, new ArrayList<>(known));
        }
        ComponentReadings readings = component(head, parts);
        if (readings == null) {
            run.refuseRegion(new Selector(head, parts), path);
            throw new ScenarioException(
                    path,
                    head + " has no node '" + String.join("/", parts) + "'",
                    String.join("/", parts),
                    nodes(head));
        }
        List<String> names = readings.names();
        Optional<Reading> nothing = PolicyReadings.nothing(metric.name());
        if (!names.contains(metric.name()) && nothing.isPresent()) {
            readings.refuseWhatCallersCount(metric.name(), head, path);
            return nothing.get();
        }
        if (!names.contains(metric.name())) {
            throw unknown(metric, path, head + " has", names);
        }
        String stat = metric.stat().orElse("");
        Instrument own = readings.declared(metric.name());
        if (own != null && !stat.isEmpty() && !own.stats().contains(stat)) {
            throw new ScenarioException(
                    path, "'" + metric.name() + "' has no statistic '" + stat + "'", stat, own.stats());
        }
        if (own == null) {
            requireStatistic(metric, metric.name().equals("latency"), path);
        }
        return new WindowReading(
                readings.unit(metric.name(), stat),
                readings.counts(metric.name()) && stat.isEmpty() || stat.equals("count"),
                readings.steps(metric.name()),
                readings.showing(metric.name(), stat),
                span -> readings.parts(metric.name(), span),
                span -> readings.value(metric.name(), stat, span));
    }

    private List<String> nodes(String component) {
        return run.hosts().get(component).stream().map(Host::node).toList();
    }

    private ScenarioException unknown(Metric metric, String path, String whose, List<String> names) {
        return new ScenarioException(
                path,
                "no metric '" + metric.name() + "'; " + whose + " " + String.join(", ", names),
                metric.name(),
                names);
    }

    static Reading reading(String unit, boolean counts, ToDoubleFunction<Span> value) {
        return new WindowReading(unit, counts, true, Showing.PLAIN, value);
    }

    /**
     * The counts of a class, of a region ({@code region/east}), of a class there ({@code region/east/page}), or of all.
     */
    public RequestStats stats(String of) {
        return merged.computeIfAbsent(of, this::merge);
    }

    private RequestStats merge(String of) {
        RequestStats sum = new RequestStats(run.grid());
        String[] parts = of.split("/", -1);
        int region = parts.length > 1 ? run.places().indexOf(parts[1]) : -1;
        String only = parts.length > 2 ? parts[2] : parts.length > 1 || of.equals(ALL) ? "" : of;
        for (RequestCounts type : classes.values()) {
            if (only.isEmpty() || type.name().equals(only)) {
                for (int i = 0; i < type.stats().length; i++) {
                    if (region < 0 || region == i) {
                        sum.add(type.stats()[i]);
                    }
                }
            }
        }
        return sum;
    }

    /**
     * The readings of a component or of those of its nodes that a selector's parts name; {@code null} if there are
     * none.
     */
    ComponentReadings component(String name, List<String> parts) {
        String key = name + "/" + String.join("/", parts);
        if (!components.containsKey(key)) {
            List<Host> all = run.hosts().get(name);
            String part = String.join("/", parts);
            List<Host> hosts = parts.isEmpty() ? all : ComponentReadings.meant(part, all);
            components.put(
                    key,
                    hosts.isEmpty() && !parts.isEmpty()
                            ? null
                            : new ComponentReadings(run.instruments().get(name), hosts, parts.isEmpty()));
        }
        return components.get(key);
    }

    /** A metric of some nodes of a component, or of all, between two borders; {@code NaN} where there is none. */
    public double stage(String component, List<String> nodes, String metric, long fromNanos, long toNanos) {
        if (nodes.isEmpty()) {
            return component(component, List.of()).value(metric, run.grid().span(fromNanos, toNanos));
        }
        TreeSet<String> meant = new TreeSet<>(nodes);
        List<Host> hosts = run.hosts().get(component).stream()
                .filter(h -> meant.contains(h.node()))
                .toList();
        ComponentReadings readings = new ComponentReadings(run.instruments().get(component), hosts, false);
        return readings.names().contains(metric) && !run.chronicle().promotedBefore(component, toNanos)
                ? readings.value(metric, "", run.grid().span(fromNanos, toNanos))
                : Double.NaN;
    }
}
