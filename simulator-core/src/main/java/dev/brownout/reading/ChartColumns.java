package dev.brownout.reading;

import dev.brownout.node.Host;
import dev.brownout.result.Showing;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Chart;
import dev.brownout.sla.Metric;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The columns that the charts of a scenario are drawn from, also those that no other result has. */
public final class ChartColumns {
    private static final List<String> PERCENTILES = List.of("p50", "p95", "p99", "p99.9");
    private static final List<String> TWO_PERCENTILES = List.of("p50", "p99");

    private final Measurements run;
    private final Scenario scenario;
    private final Readings readings;

    /** Of the charts that the scenario asks for. */
    public ChartColumns(Measurements run, Readings readings) {
        this.run = run;
        this.scenario = run.scenario();
        this.readings = readings;
    }

    /**
     * A column.
     *
     * @param name what the series call it
     * @param component the component or class of requests; empty for the whole system
     */
    record Drawn(String name, String component, Reading reading) {}

    /**
     * Refuses charts of what is not there, or has no values over time.
     *
     * @param complaints looks at each chart, and keeps what is thrown
     */
    public void check(Consumer<Runnable> complaints) {
        for (int i = 0; i < scenario.charts().size(); i++) {
            Chart chart = scenario.charts().get(i);
            String path = "charts." + i;
            complaints.accept(() -> columns(chart, path));
        }
    }

    /**
     * The columns of all charts, as far as this variant has what they show, and of what is drawn of all requests though
     * nobody asks for it.
     */
    List<Drawn> columns() {
        List<Drawn> drawn = new ArrayList<>();
        for (Chart chart : scenario.charts()) {
            drawn.addAll(there(chart));
        }
        for (RequestMetric metric : RequestMetric.all()) {
            if (metric.meaning().showing().in(Showing.In.CHART)) {
                RequestReading reading = new RequestReading(metric, "", () -> readings.stats(Readings.ALL));
                drawn.add(new Drawn(metric.meaning().name(), "", reading));
            }
        }
        return drawn;
    }

    /** The columns of a chart; none of one whose numbers only another variant has. */
    private List<Drawn> there(Chart chart) {
        try {
            return columns(chart, "charts");
        } catch (ScenarioException elsewhere) {
            return List.of();
        }
    }

    private List<Drawn> columns(Chart chart, String path) {
        List<Drawn> drawn = new ArrayList<>();
        for (Metric metric : chart.metrics()) {
            if (metric.name().equals("roles") && metric.selector().isPresent()) {
                requireRoles(metric, chart.by(), path);
            } else if (metric.name().equals(Meaning.RECOVERY.name())) {
                throw new ScenarioException(path, "'" + metric + "' is one number of a run, which no chart can show");
            } else if (!metric.toString().equals("load") || chart.by().isPresent()) {
                stepwise(metric, chart.by().isPresent()).forEach(one -> drawn.addAll(columns(one, chart.by(), path)));
            }
        }
        drawn.forEach(column -> requireSteps(column, path));
        return drawn;
    }

    /** A latency without a statistic stands for some of its percentiles. */
    private static List<Metric> stepwise(Metric metric, boolean grouped) {
        if (!metric.name().equals("latency") || metric.stat().isPresent()) {
            return List.of(metric);
        }
        return (grouped ? TWO_PERCENTILES : PERCENTILES)
                .stream()
                        .map(name -> new Metric(metric.selector(), name, metric.fault(), Optional.empty()))
                        .toList();
    }

    private List<Drawn> columns(Metric metric, Optional<Chart.By> by, String path) {
        if (by.isEmpty()) {
            return each(metric, path);
        }
        return switch (by.get()) {
            case REGION -> regions(metric, path);
            case NODE -> nodes(metric, path);
            case COMPONENT -> components(metric, path);
            case CAUSE -> causes(metric, path);
        };
    }

    /** The metric itself, or of machines that a pattern names each. */
    private List<Drawn> each(Metric metric, String path) {
        Reading whole = readings.of(metric, path);
        String head = head(metric);
        if (uncounted(metric)) {
            throw new ScenarioException(
                    path, "'" + metric + "' is counted by a policy, and none of that kind stands there");
        }
        String part = String.join("/", parts(metric));
        if (part.contains("*") && run.hosts().containsKey(head)) {
            return machines(metric, ComponentReadings.meant(part, run.hosts().get(head)), path);
        }
        String own = metric.toString();
        String name = own.startsWith("all.") ? own.substring("all.".length()) : own;
        return List.of(
                new Drawn(name, head.equals(Readings.ALL) || !part.isEmpty() && !known(head) ? "" : head, whole));
    }

    /** Whether only a policy would count it that does not stand there: then it is nothing, and no line. */
    private boolean uncounted(Metric metric) {
        String head = head(metric);
        return PolicyReadings.nothing(metric.name()).isPresent()
                && !(known(head)
                        ? readings.component(head, List.of()).names().contains(metric.name())
                        : readings.policies().names(head).contains(metric.name()));
    }

    private boolean known(String head) {
        return run.hosts().containsKey(head);
    }

    private List<Drawn> machines(Metric metric, List<Host> hosts, String path) {
        return hosts.stream()
                .map(host -> drawn(metric, head(metric) + "/" + host.node() + ".", List.of(host.node()), path))
                .toList();
    }

    private Drawn drawn(Metric metric, String prefix, List<String> parts, String path) {
        Metric one = new Metric(
                Optional.of(new Selector(head(metric), parts)), metric.name(), metric.fault(), metric.stat());
        String name = prefix + metric.name() + metric.stat().map(s -> "." + s).orElse("");
        return new Drawn(name, head(metric), readings.of(one, path));
    }

    private List<Drawn> nodes(Metric metric, String path) {
        readings.of(metric, path);
        List<Host> hosts = run.hosts().getOrDefault(head(metric), List.of());
        if (hosts.isEmpty() || !parts(metric).isEmpty()) {
            throw new ScenarioException(
                    path, "'" + metric + "' is of no component with machines, to tell it apart by node");
        }
        return machines(metric, hosts, path);
    }

    private List<Drawn> regions(Metric metric, String path) {
        List<String> regions = run.regions();
        if (regions.isEmpty()) {
            throw new ScenarioException(path, "the scenario has no regions to tell '" + metric + "' apart by");
        }
        String head = head(metric);
        readings.of(metric, path);
        if (!parts(metric).isEmpty()) {
            throw new ScenarioException(path, "'" + metric + "' is of a part already; regions tell the whole apart");
        }
        if (!known(head)) {
            String of = head.equals(Readings.ALL) ? "" : head;
            return regions.stream()
                    .map(region -> new Drawn(
                            "region/" + region + "." + (of.isEmpty() ? "" : of + ".") + metric.name()
                                    + metric.stat().map(s -> "." + s).orElse(""),
                            of,
                            readings.request("region/" + region + (of.isEmpty() ? "" : "/" + of), metric, path)))
                    .toList();
        }
        return regions.stream()
                .filter(region -> run.hosts().get(head).stream()
                        .anyMatch(host -> host.site().region().equals(region)))
                .map(region -> drawn(metric, head + "@" + region + ".", List.of(region), path))
                .toList();
    }

    private List<Drawn> components(Metric metric, String path) {
        TreeSet<String> names = new TreeSet<>();
        List<Drawn> drawn = new ArrayList<>();
        for (String name : run.components().keySet()) {
            List<String> measures = readings.component(name, List.of()).names();
            names.addAll(measures);
            if (metric.selector().isEmpty() && measures.contains(metric.name())) {
                Metric own = new Metric(
                        Optional.of(new Selector(name, List.of())), metric.name(), metric.fault(), metric.stat());
                drawn.add(new Drawn(own.toString(), name, readings.of(own, path)));
            }
        }
        if (drawn.isEmpty()) {
            throw new ScenarioException(
                    path,
                    metric.selector().isPresent()
                            ? "'" + metric + "' is of one part already; write " + metric.name() + " by component"
                            : "no component has a metric '" + metric.name() + "'",
                    metric.selector().isPresent() ? "" : metric.name(),
                    new ArrayList<>(names));
        }
        return drawn;
    }

    /** Requests that failed, by how they did and where; known only when the run is over. */
    private List<Drawn> causes(Metric metric, String path) {
        readings.of(metric, path);
        if (!metric.name().equals("failed") || !parts(metric).isEmpty() || known(head(metric))) {
            throw new ScenarioException(
                    path, "only failed requests have causes: failed by cause, or page.failed by cause");
        }
        String of = head(metric);
        String prefix = of.equals(Readings.ALL) ? "" : of + ".";
        List<Drawn> drawn = new ArrayList<>();
        readings.stats(of)
                .causes
                .forEach((cause, counts) -> drawn.add(new Drawn(
                        prefix + "failed@" + Results.cause(run, cause),
                        of.equals(Readings.ALL) ? "" : of,
                        Readings.reading("1", true, span -> RequestStats.sum(counts, span)))));
        return drawn;
    }

    private void requireRoles(Metric metric, Optional<Chart.By> by, String path) {
        String head = head(metric);
        List<String> some = run.components().entrySet().stream()
                .filter(e -> e.getValue().hasRoles())
                .map(Map.Entry::getKey)
                .toList();
        if (by.isPresent() || !parts(metric).isEmpty() || !some.contains(head)) {
            throw new ScenarioException(
                    path,
                    "'" + metric.selector().orElseThrow() + "' has no roles to draw; "
                            + (some.isEmpty() ? "only databases have" : "roles have: " + String.join(", ", some)),
                    head,
                    some);
        }
    }

    private static void requireSteps(Drawn column, String path) {
        if (!column.reading().steps()) {
            throw new ScenarioException(
                    path,
                    "'" + column.name() + "' is known of whole windows only, not of every step of time, so no chart"
                            + " can show it");
        }
    }

    private static String head(Metric metric) {
        return metric.selector().map(Selector::head).orElse(Readings.ALL);
    }

    private static List<String> parts(Metric metric) {
        return metric.selector().map(Selector::parts).orElse(List.of());
    }
}
