package dev.brownout.chart;

import dev.brownout.chart.answer.AnswerChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.OutcomeStyle;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.heatmap.LatencyHeat;
import dev.brownout.chart.heatmap.NodeHeat;
import dev.brownout.chart.line.Painter;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.ColumnSelection;
import dev.brownout.chart.model.OutcomeAreaChart;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.chart.topology.Topology;
import dev.brownout.format.ProminentItems;
import dev.brownout.format.Slug;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The charts of a result: that of its answer, the requested charts of the scenario, then the default charts that have
 * data. With many request classes or components, the default charts show the busiest ones.
 *
 * @param charts charts to show, not rendered yet; a chart without a column is left out
 * @param constantMetrics titles of the charts that are left out because they are constant, and of the default charts in
 *     which nothing notable changes and no variant differs
 * @param missing requested charts for which the result has no column, as written in the scenario
 * @param plans plans of the charts over time, by the slugs of the charts
 */
public record ChartBook(
        List<Chart> charts, List<String> constantMetrics, List<String> missing, Map<String, ChartPlan> plans) {
    /** The charts of a result without data. */
    public static final ChartBook EMPTY = new ChartBook(List.of(), List.of(), List.of(), Map.of());

    /**
     * Maximum number of utilization lines in a chart without bounds. More lines cross too often and become a heat map.
     */
    private static final int MOST_UTILIZATION_LINES = 3;
    /** Separator of charts side by side. */
    private static final String SIDE_BY_SIDE = " vs ";

    /** The charts to draw, and the charts that are one line of text because nothing changes in them. */
    private record Choice(List<ChartPlan> drawn, List<ChartPlan> constantMetrics) {}

    /** Copies the lists. */
    public ChartBook {
        charts = List.copyOf(charts);
        constantMetrics = List.copyOf(constantMetrics);
        missing = List.copyOf(missing);
        plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
    }

    /** Chooses the charts of a result. */
    public static ChartBook of(RunResult result) {
        Map<String, Column> columns = columns(result);
        Choice choice = choice(columns, result);
        return new ChartBook(
                charts(choice.drawn(), result),
                choice.constantMetrics().stream()
                        .map(plan -> ChartModelBuilder.build(plan, result).title())
                        .toList(),
                result.charts().stream()
                        .flatMap(ChartBook::sides)
                        .filter(chart -> requested(chart, columns, result).isEmpty())
                        .toList(),
                choice.drawn().stream()
                        .collect(Collectors.toMap(ChartPlan::slug, plan -> plan, (a, b) -> a, LinkedHashMap::new)));
    }

    private static List<Chart> charts(List<ChartPlan> plans, RunResult result) {
        List<Chart> charts = new ArrayList<>();
        if (!HeroChart.isAnswerOverTime(result)) {
            AnswerChart.chart(result).ifPresent(charts::add);
        }
        List<ChartModel> drawings = plans.stream()
                .map(plan -> ChartModelBuilder.build(plan, result))
                .toList();
        List<LineChart> percentiles = Distributions.charts(result);
        Set<ChartKind> logarithmic = logarithmic(drawings, percentiles);
        for (int i = 0; i < plans.size(); i++) {
            ChartModel drawing = drawings.get(i);
            charts.add(chart(plans.get(i), drawing.on(logarithmic.contains(drawing.topic())), result));
        }
        charts.addAll(ErrorBudget.charts(result));
        charts.addAll(LatencyHeat.charts(result));
        percentiles.forEach(curves ->
                charts.add(curves.on(logarithmic.contains(ChartKind.LATENCY)).chart()));
        charts.addAll(Topology.charts(result));
        charts.addAll(TimeBars.charts(result));
        charts.addAll(Waterfall.charts(result));
        return charts;
    }

    /**
     * Returns the chart kinds with a logarithmic value axis. If one chart of a kind spans more than two decades, every
     * chart of that kind gets one, so that charts can be compared.
     */
    private static Set<ChartKind> logarithmic(List<ChartModel> drawings, List<LineChart> percentiles) {
        Set<ChartKind> wide = EnumSet.noneOf(ChartKind.class);
        drawings.stream().filter(ChartModel::isWide).map(ChartModel::topic).forEach(wide::add);
        if (percentiles.stream().anyMatch(LineChart::isWide)) {
            wide.add(ChartKind.LATENCY);
        }
        return wide;
    }

    /**
     * Creates a heat map for the utilization of several nodes, as their lines would overlap. Creates a line chart in
     * all other cases, or if there are few lines with a bound.
     */
    private static Chart chart(ChartPlan plan, ChartModel drawing, RunResult result) {
        boolean bound =
                drawing.panels().stream().anyMatch(panel -> !panel.bounds().isEmpty());
        int lines = bound ? Palette.LINES : MOST_UTILIZATION_LINES;
        return plan.kind() == ChartKind.UTILIZATION && plan.columns().size() > lines
                ? NodeHeat.chart(plan.slug(), drawing.title(), result, plan.columns(), plan.labels(), drawing.lines())
                : lineChart(plan.slug(), drawing);
    }

    /** Creates a line chart over time, not rendered yet. */
    static Chart lineChart(String slug, ChartModel drawing) {
        return new Chart(
                        slug,
                        drawing.title(),
                        (g2, width, height) -> new Painter(drawing, g2).paint(width, height),
                        drawing::model)
                .with(drawing.lines());
    }

    /** Returns the plans of the charts over time. */
    static List<ChartPlan> plans(RunResult result) {
        return choice(columns(result), result).drawn();
    }

    private static Choice choice(Map<String, Column> columns, RunResult result) {
        List<ChartPlan> requested = requested(columns, result);
        List<ChartPlan> drawn = new ArrayList<>();
        List<ChartPlan> omitted = new ArrayList<>();
        requested.forEach(plan -> (ChartRelevance.isConstant(plan, result) ? omitted : drawn).add(plan));
        for (ChartPlan plan : usual(columns, result)) {
            if (requested.stream().noneMatch(other -> isEquivalent(other, plan) || sameData(other, plan, result))) {
                (ChartRelevance.in(plan, result) ? drawn : omitted).add(plan);
            }
        }
        return new Choice(withUniqueNames(drawn), withUniqueNames(omitted));
    }

    private static List<ChartPlan> requested(Map<String, Column> columns, RunResult result) {
        List<ChartPlan> plans = new ArrayList<>();
        result.charts().forEach(chart -> plans.addAll(requested(chart, columns, result)));
        return plans;
    }

    private static boolean isEquivalent(ChartPlan one, ChartPlan other) {
        return one.kind() == other.kind() && isSame(one, other);
    }

    /**
     * Returns whether two charts of one line each draw the same values, such as a topic and its only consumer group.
     */
    private static boolean sameData(ChartPlan one, ChartPlan other, RunResult result) {
        boolean lines = one.columns().size() == 1 && other.columns().size() == 1 && one.kind() == other.kind();
        return lines
                && result.variants().stream().allMatch(variant -> {
                    ResultLookup measured = new ResultLookup(variant);
                    Optional<Column> first = measured.column(one.columns().get(0));
                    Optional<Column> second = measured.column(other.columns().get(0));
                    return first.isPresent()
                            && second.isPresent()
                            && first.get().metric().equals(second.get().metric())
                            && Arrays.equals(first.get().values(), second.get().values());
                });
    }

    /** Removes duplicate charts and makes the file names unique. */
    private static List<ChartPlan> withUniqueNames(List<ChartPlan> candidates) {
        Map<String, ChartPlan> plans = new LinkedHashMap<>();
        for (ChartPlan plan : candidates) {
            boolean drawn = plans.values().stream().anyMatch(other -> isEquivalent(other, plan));
            if (!drawn) {
                String slug = plan.slug();
                for (int copy = 2; plans.containsKey(slug); copy++) {
                    slug = plan.slug() + "-" + copy;
                }
                plans.put(slug, plan.filed(slug));
            }
        }
        return List.copyOf(plans.values());
    }

    static Map<String, Column> columns(RunResult result) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            variant.series().columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        return columns;
    }

    /** Returns the charts of a request for charts side by side, or the one chart of any other request. */
    private static Stream<String> sides(String chart) {
        return Arrays.stream(chart.split(SIDE_BY_SIDE, -1)).map(String::strip);
    }

    /** Returns the plans of a chart expression; empty if the result has no such column. */
    static List<ChartPlan> requested(String chart, Map<String, Column> columns, RunResult result) {
        if (chart.contains(SIDE_BY_SIDE)) {
            return sides(chart)
                    .flatMap(side -> requested(side, columns, result).stream())
                    .toList();
        }
        if (chart.endsWith(".roles")) {
            String subject = chart.substring(0, chart.length() - ".roles".length());
            boolean hasRoles = result.variants().stream()
                    .flatMap(variant -> variant.history().roles().stream())
                    .anyMatch(span -> span.component().equals(subject));
            return hasRoles ? List.of(roles(subject)) : List.of();
        }
        ColumnSelection selection = ColumnSelection.of(chart, columns.keySet());
        if (selection.names().isEmpty()) {
            return List.of();
        }
        withWaiting(selection, columns);
        Column first = columns.get(selection.names().get(0));
        return List.of(ChartPlan.of(
                slug(chart), chart, chart.equals("load") ? ChartKind.LOAD : ChartKind.of(first), selection, first));
    }

    private static List<ChartPlan> usual(Map<String, Column> columns, RunResult result) {
        List<ChartPlan> plans = new ArrayList<>();
        VariantResult first = result.variants().get(0);
        Set<String> occurring = occurring(result);
        Set<String> requests = ProminentItems.names(
                first.requests(),
                r -> r.getKey().equals("all") ? Double.MAX_VALUE : r.getValue().offered(),
                result);
        for (String request : requests) {
            String stem = request.equals("all") ? "" : request + ".";
            add(plans, stem + "latency", ChartKind.LATENCY, columns, occurring);
        }
        for (Column column : unrequestedColumns("", columns)) {
            add(plans, column.name(), ChartKind.of(column), columns, occurring);
        }
        for (String request : requests) {
            ColumnSelection counters = outcomes(request, columns, occurring);
            if (!request.equals("all") && !counters.names().isEmpty()) {
                plans.add(new ChartPlan(
                        slug(request + " throughput"),
                        ChartKind.THROUGHPUT,
                        request,
                        Messages.text("chart.failed_requests", request),
                        counters.names(),
                        counters.labels()));
            }
        }
        for (String component : ProminentItems.components(result)) {
            for (Column column : unrequestedColumns(component, columns)) {
                String own = component + "." + column.metric();
                boolean oneLine =
                        column.showing().isShownIn(DisplayHints.In.CHART) && !showsEachNode(component, column, columns);
                if (!oneLine || !add(plans, own, ChartKind.of(column), columns, occurring)) {
                    add(plans, component + "/*." + column.metric(), ChartKind.of(column), columns, occurring);
                }
            }
        }
        result.variants().stream()
                .flatMap(variant -> variant.history().roles().stream())
                .map(VariantResult.RoleSpan::component)
                .distinct()
                .forEach(component -> plans.add(roles(component)));
        return plans;
    }

    /** Returns whether a measure has lines of several nodes and its total says little. */
    private static boolean showsEachNode(String component, Column column, Map<String, Column> columns) {
        return column.showing().isShownIn(DisplayHints.In.NODE_CHART)
                && ColumnSelection.of(component + "/*." + column.metric(), columns.keySet())
                                .names()
                                .size()
                        > 1;
    }

    /**
     * Returns one column per measure of a component that has a default chart. An empty component stands for the whole
     * system.
     */
    private static List<Column> unrequestedColumns(String component, Map<String, Column> columns) {
        Map<String, Column> measures = new LinkedHashMap<>();
        columns.values().stream()
                .filter(column -> column.component().equals(component))
                .filter(column -> !component.isEmpty() || column.name().equals(column.metric()))
                .filter(column -> column.showing().isShownIn(DisplayHints.In.CHART)
                        || column.showing().isShownIn(DisplayHints.In.NODE_CHART))
                .forEach(column -> measures.putIfAbsent(column.metric(), column));
        Comparator<Column> order =
                Comparator.comparing(column -> column.showing().as());
        return measures.values().stream()
                .sorted(order.thenComparing(Column::metric))
                .toList();
    }

    /** Adds the requests that wait for paused nodes to a chart of the queue of a component. */
    private static void withWaiting(ColumnSelection selection, Map<String, Column> columns) {
        String queue = selection.names().get(0);
        String waiting = queue.substring(0, queue.lastIndexOf('.') + 1) + "waiting";
        boolean line = columns.get(queue).showing().as() == As.LINE;
        if (selection.names().size() == 1 && line && columns.containsKey(waiting)) {
            selection.labels().set(0, columns.get(queue).metric().replace('_', ' '));
            selection.names().add(waiting);
            selection.labels().add(Messages.text("chart.paused_nodes"));
        }
    }

    /** Adds a chart if a column has a value above zero in any interval of any variant. Returns whether it was added. */
    private static boolean add(
            List<ChartPlan> plans, String chart, ChartKind topic, Map<String, Column> columns, Set<String> occurring) {
        ColumnSelection selection = ColumnSelection.of(chart, columns.keySet());
        if (selection.names().stream().noneMatch(occurring::contains)) {
            return false;
        }
        withWaiting(selection, columns);
        plans.add(ChartPlan.of(
                slug(chart),
                chart,
                topic,
                selection,
                columns.get(selection.names().get(0))));
        return true;
    }

    /** Returns the columns with a value above zero in any interval of any variant. */
    private static Set<String> occurring(RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.series().columns().stream())
                .filter(column -> Arrays.stream(column.values()).anyMatch(value -> value > 0))
                .map(Column::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Selects the offered and successful requests and the kinds of failure that occur. If the kinds are not recorded,
     * selects the total of failures.
     */
    private static ColumnSelection outcomes(String request, Map<String, Column> columns, Set<String> occurring) {
        List<Column> counters = columns.values().stream()
                .filter(column -> column.kind() == Kind.COUNTER)
                .filter(column -> column.name().startsWith(request + ".") && occurring.contains(column.name()))
                .filter(OutcomeAreaChart::part)
                .sorted(Comparator.comparing(column -> column.showing().as() != As.REQUESTS))
                .toList();
        boolean isDistinguishable = counters.stream()
                .anyMatch(column -> column.showing().as() != As.FAILED
                        && (column.showing().as() != As.REQUESTS
                                || column.metric().equals("late")));
        ColumnSelection selection = new ColumnSelection(request, new ArrayList<>(), new ArrayList<>());
        for (Column column : counters) {
            if (!isDistinguishable || column.showing().as() != As.FAILED) {
                selection.names().add(column.name());
                selection
                        .labels()
                        .add(SentenceTranslation.text(OutcomeStyle.label(
                                column.name().substring(request.length() + 1).replace('_', ' '))));
            }
        }
        return selection;
    }

    /** Returns whether one of two charts of the same kind contains the other. */
    private static boolean isSame(ChartPlan one, ChartPlan other) {
        if (one.columns().isEmpty() || other.columns().isEmpty()) {
            return one.subject().equals(other.subject()) && one.columns().equals(other.columns());
        }
        return one.kind() == ChartKind.LATENCY
                ? one.columns().equals(other.columns())
                : one.columns().containsAll(other.columns()) || other.columns().containsAll(one.columns());
    }

    private static ChartPlan roles(String component) {
        String name = Messages.text("chart.primary", component);
        return new ChartPlan(slug(component + ".roles"), ChartKind.ROLES, component, name, List.of(), List.of());
    }

    private static String slug(String chart) {
        return Slug.text(chart, "chart");
    }
}
