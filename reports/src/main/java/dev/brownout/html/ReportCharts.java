package dev.brownout.html;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.HeroChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.summary.ReportSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The charts of a report by their place: the hero chart and the topologies on the first screen, the others in sections.
 *
 * @param assertion name of the assertion of the hero chart; empty if it has none
 * @param hero the hero chart; empty if the result has no chart over time
 * @param topologies one topology for each variant with calls
 * @param placed the other charts in the order of their sections
 * @param unchanged titles of charts that show the same constant in all variants
 */
record ReportCharts(
        String assertion,
        Optional<PlacedChart> hero,
        List<PlacedChart> topologies,
        List<PlacedChart> placed,
        List<String> unchanged) {
    /** Maximum number of charts that are not folded, the hero chart and one topology included. */
    static final int MAXIMUM = 10;

    /** Maximum space of the charts of the sections that are not folded. */
    private static final int SPACE = 8;
    /** Maximum number of panels of a chart in a row. */
    private static final int ROW = 4;

    private static final Set<String> DATA_METRICS = Set.of("lag", "backlog", "leaderless");
    private static final String SHORTAGE = "shortage_seconds";
    private static final String TOPOLOGY = "topology";

    /**
     * A chart at its place.
     *
     * @param model content as plain data; empty for an image
     * @param owners components and request classes of the chart
     * @param rank priority; the lowest is unfolded first, the maximum never
     * @param folded whether the chart is folded
     */
    record PlacedChart(
            Chart chart,
            Map<String, Object> model,
            ReportSection section,
            Set<String> owners,
            int rank,
            boolean folded) {
        private PlacedChart(Chart chart, ReportSection section, Set<String> owners, int rank) {
            this(chart, chart.model(), section, owners, rank, false);
        }

        private PlacedChart fold() {
            return new PlacedChart(chart, model, section, owners, rank, true);
        }

        /** Returns whether the chart needs the whole width. */
        boolean isFullWidth() {
            return model.isEmpty() || panels() > 1;
        }

        /** Returns the height in halves of a row of the page. */
        private int space() {
            return panels() <= 1 ? 1 : panels() <= ROW ? 2 : 4;
        }

        private int panels() {
            return model.get("panels") instanceof List<?> panels ? panels.size() : 0;
        }
    }

    /** Copies the lists. */
    ReportCharts {
        topologies = List.copyOf(topologies);
        placed = List.copyOf(placed);
        unchanged = List.copyOf(unchanged);
    }

    /** Places the charts of a result. */
    static ReportCharts of(RunResult result, ChartBook book) {
        Optional<HeroChart> line = book.charts().isEmpty() ? Optional.empty() : HeroChart.of(result, book);
        Optional<Chart> answer = HeroChart.answer(book);
        Optional<Chart> hero = answer.or(() -> line.map(HeroChart::chart));
        Optional<HeroChart> chosen = line.filter(chart -> answer.isEmpty());
        List<String> asserted = asserted(result);
        Set<String> requested = requested(result);
        List<PlacedChart> topologies = new ArrayList<>();
        List<PlacedChart> placed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        for (Chart chart : book.charts()) {
            ChartPlan plan = book.plans().get(chart.slug());
            if (hero.filter(chart::equals).isPresent()) {
                continue;
            }
            if (plan == null && chart.slug().matches(TOPOLOGY + "(-\\d+)?")) {
                topologies.add(new PlacedChart(chart, ReportSection.OVERVIEW, Set.of(), 0));
            } else if (plan == null) {
                placed.add(new PlacedChart(chart, section(chart.slug()), owners(chart, result), asserted.size() + 2));
            } else if (HeroChart.isConstant(plan, result)) {
                unchanged.add(chart.title());
            } else {
                boolean isDuplicate =
                        line.filter(one -> one.metric().equals(chart.slug())).isPresent();
                int rank = isDuplicate ? Integer.MAX_VALUE : rank(plan, asserted, requested);
                placed.add(new PlacedChart(chart, section(plan, result), owners(plan), rank));
            }
        }
        unchanged.addAll(book.constantMetrics());
        int left = MAXIMUM - (hero.isPresent() ? 1 : 0) - Math.min(1, topologies.size());
        return new ReportCharts(
                chosen.map(HeroChart::assertion).orElse(""),
                hero.map(chart -> new PlacedChart(chart, ReportSection.OVERVIEW, Set.of(), 0)),
                topologies,
                folded(placed, left),
                unchanged);
    }

    /** Orders charts by section, width and rank, and folds images and the charts beyond a number. */
    private static List<PlacedChart> folded(List<PlacedChart> charts, int most) {
        Comparator<PlacedChart> sections = Comparator.comparing(PlacedChart::section);
        Set<String> shown = new LinkedHashSet<>();
        int space = 0;
        for (PlacedChart chart : charts.stream()
                .filter(each -> each.rank() < Integer.MAX_VALUE && !each.model().isEmpty())
                .sorted(Comparator.comparingInt(PlacedChart::rank).thenComparing(sections))
                .toList()) {
            if (shown.size() < most && space + chart.space() <= SPACE) {
                shown.add(chart.chart().slug());
                space += chart.space();
            }
        }
        return charts.stream()
                .sorted(sections.thenComparing(PlacedChart::isFullWidth).thenComparingInt(PlacedChart::rank))
                .map(chart -> shown.contains(chart.chart().slug()) ? chart : chart.fold())
                .toList();
    }

    /** Returns the columns of the asserted metrics, in the order of the assertions. */
    private static List<String> asserted(RunResult result) {
        Set<String> columns = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> variant.evaluation().sla().values().forEach(sla -> columns.add(sla.column())));
        return List.copyOf(columns);
    }

    private static Set<String> requested(RunResult result) {
        Set<String> slugs = new LinkedHashSet<>();
        result.charts().stream()
                .flatMap(chart -> Stream.of(chart.split(" vs ", -1)))
                .forEach(chart -> slugs.add(Slug.text(chart, "chart")));
        return slugs;
    }

    /** Returns the rank of a chart: asserted metrics in their order, then requested charts, then the rest. */
    private static int rank(ChartPlan plan, List<String> asserted, Set<String> requested) {
        int first = plan.columns().stream()
                .mapToInt(asserted::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(asserted.size());
        return first < asserted.size() ? first : asserted.size() + (requested.contains(plan.slug()) ? 0 : 1);
    }

    private static ReportSection section(ChartPlan plan, RunResult result) {
        String metric = plan.columns().isEmpty()
                ? ""
                : plan.columns().get(0).substring(plan.columns().get(0).lastIndexOf('.') + 1);
        boolean users =
                plan.subject().isEmpty() || result.variants().get(0).requests().containsKey(plan.subject());
        return switch (plan.kind()) {
            case LATENCY -> ReportSection.LATENCY;
            case AVAILABILITY, THROUGHPUT -> ReportSection.ERRORS;
            case DAMAGE -> metric.equals(SHORTAGE) ? ReportSection.RESOURCES : ReportSection.DATA;
            case ROLES -> ReportSection.DATA;
            case SPAN, LEVEL -> DATA_METRICS.contains(metric) ? ReportSection.DATA : ReportSection.RESOURCES;
            case COUNT -> users ? ReportSection.ERRORS : ReportSection.RESOURCES;
            case HIT_RATIO, UTILIZATION, SHARE, PROGRESS, LOAD, AGE -> ReportSection.RESOURCES;
        };
    }

    /** Returns the section of a chart without a plan, by the end of its slug. */
    private static ReportSection section(String slug) {
        return slug.endsWith("budget") ? ReportSection.ERRORS : ReportSection.LATENCY;
    }

    /** Returns the components and request classes in the names of the columns. */
    private static Set<String> owners(ChartPlan plan) {
        Set<String> owners = new LinkedHashSet<>();
        plan.columns().stream()
                .filter(column -> column.contains("."))
                .forEach(column -> owners.add(column.split("[./@]", 2)[0]));
        if (plan.kind() == ChartKind.ROLES) {
            owners.add(plan.subject());
        }
        return owners;
    }

    private static Set<String> owners(Chart chart, RunResult result) {
        Set<String> owners = new LinkedHashSet<>();
        result.variants().get(0).requests().keySet().stream()
                .filter(request -> chart.slug().startsWith(Slug.text(request, "chart") + "-"))
                .forEach(owners::add);
        return owners;
    }

    /** Returns these charts without those that exist only as images. */
    ReportCharts withoutImages() {
        return new ReportCharts(
                assertion,
                hero.filter(chart -> !chart.model().isEmpty()),
                topologies,
                placed.stream().filter(chart -> !chart.model().isEmpty()).toList(),
                unchanged);
    }

    /** Returns the titles of the charts that exist only as images. */
    List<String> images() {
        return Stream.concat(hero.stream(), placed.stream())
                .filter(chart -> chart.model().isEmpty())
                .map(chart -> chart.chart().title())
                .toList();
    }

    /** Returns all charts that have a place of their own. */
    Stream<PlacedChart> all() {
        return Stream.of(hero.stream(), topologies.stream(), placed.stream()).flatMap(each -> each);
    }

    /** Returns the charts of a section. */
    List<PlacedChart> chartsOf(ReportSection section) {
        return placed.stream().filter(chart -> chart.section() == section).toList();
    }

    /** Returns the slug of the chart with the metric of an assertion; empty if there is none. */
    Optional<String> slug(String name, SlaResult sla, ChartBook book) {
        if (name.equals(assertion)) {
            return hero.map(placedHero -> placedHero.chart().slug());
        }
        Set<String> columns = HeroChart.columns(sla.metric());
        Set<String> slugs = new LinkedHashSet<>();
        all().forEach(chart -> slugs.add(chart.chart().slug()));
        return columns.stream()
                .flatMap(column -> book.plans().values().stream()
                        .filter(plan -> plan.columns().contains(column))
                        .map(ChartPlan::slug))
                .filter(slugs::contains)
                .findFirst();
    }
}
