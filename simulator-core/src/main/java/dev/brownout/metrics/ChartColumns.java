package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.Series;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Resolves the columns needed by the charts of a scenario, including columns that appear in no other result. */
public final class ChartColumns {
    private final RunMeasurements run;
    private final Scenario scenario;
    private final MetricResolver readings;

    /** Creates a resolver for the charts of the scenario. */
    public ChartColumns(RunMeasurements run, MetricResolver readings) {
        this.run = run;
        this.scenario = run.scenario();
        this.readings = readings;
    }

    /**
     * Column of a chart.
     *
     * @param name name of the column in the series
     * @param component component or request class; empty for the whole system
     * @param reading reader of the values
     */
    record ChartColumn(String name, String component, MetricReader reading) {}

    /**
     * Rejects charts of metrics that do not exist, or that have no values over time.
     *
     * @param complaints runs the check of each chart and collects its exceptions
     */
    public void check(Consumer<Runnable> complaints) {
        for (int i = 0; i < scenario.evaluation().charts().size(); i++) {
            ChartRequest chart = scenario.evaluation().charts().get(i);
            String path = "charts." + i;
            complaints.accept(() -> columns(chart, path));
        }
    }

    /**
     * Returns the columns of all charts with metrics that exist in this variant. Adds the columns of request metrics
     * that every run charts by default.
     */
    List<ChartColumn> columns() {
        List<ChartColumn> drawn = new ArrayList<>();
        for (ChartRequest chart : scenario.evaluation().charts()) {
            drawn.addAll(columnsIfDefined(chart));
        }
        for (RequestMetric metric : RequestMetric.all()) {
            if (metric.meaning().showing().isShownIn(DisplayHints.In.CHART)) {
                RequestMetricReader reading =
                        new RequestMetricReader(metric, "", () -> readings.stats(MetricResolver.ALL));
                drawn.add(new ChartColumn(metric.meaning().name(), "", reading));
            }
        }
        return drawn;
    }

    /** Returns the columns of a chart; empty if only another variant has its metrics. */
    private List<ChartColumn> columnsIfDefined(ChartRequest chart) {
        try {
            return columns(chart, "charts");
        } catch (ScenarioException e) {
            return List.of();
        }
    }

    private List<ChartColumn> columns(ChartRequest chart, String path) {
        List<ChartColumn> drawn = new ArrayList<>();
        for (Metric metric : chart.metrics()) {
            if (metric.toString().equals("load") && chart.by().isEmpty()) {
                continue;
            }
            MetricSubject of = MetricSubject.measure(metric, run.scope(), path);
            if (metric.name().equals("roles") && metric.selector().isPresent()) {
                requireRoles(of, chart.by(), path);
            } else if (MetricDefinition.ofFault(metric.name())) {
                throw new ScenarioException(
                        path, "'{}' is a single number of a run and cannot be drawn over time", metric);
            } else {
                stepwise(metric, chart.by().isPresent())
                        .forEach(column -> drawn.addAll(columns(of, column, chart.by(), path)));
            }
        }
        drawn.forEach(column -> requireSteps(column, path));
        return drawn;
    }

    /** Expands a latency without a statistic to several percentiles. */
    private static List<Metric> stepwise(Metric metric, boolean grouped) {
        if (!metric.name().equals("latency") || metric.stat().isPresent()) {
            return List.of(metric);
        }
        return (grouped ? Series.GROUPED_PERCENTILES : Series.PERCENTILES)
                .stream()
                        .map(name -> new Metric(metric.selector(), name, metric.fault(), Optional.empty()))
                        .toList();
    }

    private List<ChartColumn> columns(MetricSubject of, Metric metric, Optional<ChartRequest.By> by, String path) {
        if (by.isEmpty()) {
            return metricColumns(of, metric, path);
        }
        return switch (by.get()) {
            case REGION -> regions(of, metric, path);
            case NODE -> nodes(of, metric, path);
            case COMPONENT -> components(metric, path);
            case CAUSE -> causes(of, metric, path);
        };
    }

    /** Returns the column of a metric. For a pattern of host names, returns one column per matching host. */
    private List<ChartColumn> metricColumns(MetricSubject of, Metric metric, String path) {
        MetricReader reader = readings.of(metric, path);
        if (neverCounted(of, metric)) {
            throw new ScenarioException(path, new ConstantMetrics(run).reason(readings, metric));
        }
        if (of.sort() == MetricSubject.Sort.MACHINES && of.part().contains("*")) {
            List<Host> hosts = ComponentMetrics.matchingHosts(
                    of.part(), run.component(of.name()).hosts());
            return hosts.isEmpty()
                    ? run.component(of.name()).instruments().matchingNames(of.part()).stream()
                            .map(part -> partColumn(of, metric, of.name() + "/" + part + ".", part, path))
                            .toList()
                    : machines(of, metric, hosts, path);
        }
        String text = metric.toString();
        String name = text.startsWith("all.") ? text.substring("all.".length()) : text;
        return List.of(new ChartColumn(name, of.owner(), reader));
    }

    /**
     * Returns whether only an absent policy would count the metric. Such a metric is always 0, so that a chart of it is
     * rejected.
     */
    private boolean neverCounted(MetricSubject of, Metric metric) {
        return PolicyMetrics.zeroReader(metric.name()).isPresent()
                && !(of.isPlaced()
                                ? readings.component(of.name()).names()
                                : readings.policies().names(of.counts()))
                        .contains(metric.name());
    }

    private List<ChartColumn> machines(MetricSubject of, Metric metric, List<Host> hosts, String path) {
        return hosts.stream()
                .map(host -> partColumn(of, metric, of.name() + "/" + host.node() + ".", host.node(), path))
                .toList();
    }

    private ChartColumn partColumn(MetricSubject of, Metric metric, String prefix, String part, String path) {
        Selector selector = new Selector(of.name(), List.of(part));
        Metric partMetric = new Metric(Optional.of(selector), metric.name(), metric.fault(), metric.stat());
        String name = prefix + metric.name() + metric.stat().map(s -> "." + s).orElse("");
        return new ChartColumn(name, of.owner(), readings.of(partMetric, path));
    }

    private List<ChartColumn> nodes(MetricSubject of, Metric metric, String path) {
        readings.of(metric, path);
        List<Host> hosts = of.sort() == MetricSubject.Sort.COMPONENT
                ? run.component(of.name()).hosts()
                : List.of();
        if (hosts.isEmpty()) {
            throw new ScenarioException(
                    path, "'{}' cannot be drawn by node: it is not of a component with nodes", metric);
        }
        return machines(of, metric, hosts, path);
    }

    private List<ChartColumn> regions(MetricSubject of, Metric metric, String path) {
        List<String> regions = run.regions();
        if (regions.isEmpty()) {
            throw new ScenarioException(path, "'{}' cannot be drawn by region: the scenario has no regions", metric);
        }
        readings.of(metric, path);
        if (!of.isWholeEntity()) {
            throw new ScenarioException(path, "'{}' is already of a part; only a whole can be drawn by region", metric);
        }
        if (!of.isPlaced()) {
            return regions.stream()
                    .map(region -> inRegion(of, region, metric, path))
                    .toList();
        }
        return regions.stream()
                .filter(region -> run.component(of.name()).hosts().stream()
                        .anyMatch(host -> host.site().region().equals(region)))
                .map(region -> partColumn(of, metric, of.name() + "@" + region + ".", region, path))
                .toList();
    }

    /**
     * Returns the column of a request metric for the users of one region. Policy metrics and costs are not divided by
     * region.
     */
    private ChartColumn inRegion(MetricSubject of, String region, Metric metric, String path) {
        if (RequestMetric.of(metric.name()) == null) {
            throw new ScenarioException(path, "'{}' is not measured by region", metric);
        }
        String name = "region/" + region + "." + (of.owner().isEmpty() ? "" : of.owner() + ".") + metric.name()
                + metric.stat().map(s -> "." + s).orElse("");
        return new ChartColumn(name, of.owner(), readings.inRegion(region, of, metric, path));
    }

    private List<ChartColumn> components(Metric metric, String path) {
        TreeSet<String> names = new TreeSet<>();
        List<ChartColumn> drawn = new ArrayList<>();
        for (String name : run.components().keySet()) {
            List<String> measures = readings.component(name).names();
            names.addAll(measures);
            if (metric.selector().isEmpty() && measures.contains(metric.name())) {
                Metric componentMetric = new Metric(
                        Optional.of(new Selector(name, List.of())), metric.name(), metric.fault(), metric.stat());
                drawn.add(new ChartColumn(componentMetric.toString(), name, readings.of(componentMetric, path)));
            }
        }
        if (drawn.isEmpty()) {
            throw new ScenarioException(
                    path,
                    metric.selector().isPresent()
                            ? Sentence.of("'{}' is already of one part; write {} by component", metric, metric.name())
                            : Sentence.of("no component has a metric '{}'", metric.name()),
                    metric.selector().isPresent() ? "" : metric.name(),
                    new ArrayList<>(names));
        }
        return drawn;
    }

    /**
     * Returns one column of failed requests per cause, which is an outcome and the component that failed. Causes are
     * complete only after the run.
     */
    private List<ChartColumn> causes(MetricSubject of, Metric metric, String path) {
        readings.of(metric, path);
        if (!metric.name().equals("failed") || !of.isWholeEntity() || of.isPlaced()) {
            throw new ScenarioException(
                    path, "only failed requests have causes: failed by cause, or page.failed by cause");
        }
        String prefix = of.owner().isEmpty() ? "" : of.owner() + ".";
        List<ChartColumn> drawn = new ArrayList<>();
        readings.stats(of.counts())
                .causes
                .forEach((cause, counts) -> drawn.add(new ChartColumn(
                        prefix + "failed@" + ResultBuilder.cause(run, cause),
                        of.owner(),
                        MetricResolver.reading("1", true, span -> RequestStats.sum(counts, span)))));
        return drawn;
    }

    private void requireRoles(MetricSubject of, Optional<ChartRequest.By> by, String path) {
        List<String> names = run.components().entrySet().stream()
                .filter(e -> StoreComponent.hasRoles(e.getValue().component()))
                .map(Map.Entry::getKey)
                .toList();
        if (by.isPresent() || of.sort() != MetricSubject.Sort.COMPONENT || !names.contains(of.name())) {
            throw new ScenarioException(
                    path,
                    names.isEmpty()
                            ? Sentence.of("'{}' has no roles; only databases have roles", of)
                            : Sentence.of("'{}' has no roles; these have: {}", of, String.join(", ", names)));
        }
    }

    private static void requireSteps(ChartColumn column, String path) {
        if (!column.reading().steps()) {
            throw new ScenarioException(
                    path,
                    "'{}' is measured for whole windows only, not per interval, and cannot be drawn",
                    column.name());
        }
    }
}
