package dev.brownout.chart;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.LineCrossings;
import dev.brownout.chart.model.OutcomeAreaChart;
import dev.brownout.chart.model.Panel;
import dev.brownout.chart.model.PercentileFilter;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.chart.model.SeriesLine;
import dev.brownout.chart.title.BusiestMember;
import dev.brownout.chart.title.ChartFinding;
import dev.brownout.chart.title.FindingRules;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.VariantLabels;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.Percentile;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Builds the model of a chart from a plan and a result: the panels with their lines, and the title. */
final class ChartModelBuilder {
    private static final int NAMED_OF_MANY = 3;
    /** Maximum number of variants up to which the panels show all percentiles. */
    private static final int MOST_WITH_ALL_PERCENTILES = 3;

    private final ChartPlan plan;
    private final RunResult result;
    private final List<VariantResult> variants;
    private final RateUnit rate;
    private final ChartFinding finding;
    /** True if one line per variant shows the maximum over its nodes. */
    private final boolean maximum;
    /** Stacked areas of the request outcomes; {@code null} for all other kinds of chart. */
    private final OutcomeAreaChart outcomes;
    /** Outcome areas of each variant; empty for all other kinds of chart. */
    private final List<List<SeriesLine>> areas;

    private ChartModelBuilder(ChartPlan plan, RunResult result, Optional<RateUnit> unit) {
        ChartPlan shownPlan = result.variants().size() > MOST_WITH_ALL_PERCENTILES ? plan.withFewerPercentiles() : plan;
        List<VariantResult> withColumns = result.variants().stream()
                .filter(variant -> shows(shownPlan, variant, false))
                .toList();
        List<VariantResult> withValues = withColumns.stream()
                .filter(variant -> shows(shownPlan, variant, true))
                .toList();
        this.result = result;
        this.variants = withValues.isEmpty() ? withColumns : withValues;
        this.plan = PercentileFilter.filter(shownPlan, variants);
        this.rate = unit.orElseGet(() -> RateUnit.of(shownPlan, variants));
        this.maximum = plan.kind() == ChartKind.SPAN
                && plan.columns().size() > 1
                && result.variants().size() > 1;
        this.finding = FindingRules.finding(this.plan, variants, rate);
        this.outcomes = plan.kind() == ChartKind.THROUGHPUT ? new OutcomeAreaChart(this.plan, variants, rate) : null;
        this.areas = outcomes == null
                ? List.of()
                : variants.stream().map(outcomes::tracks).toList();
    }

    static ChartModel build(ChartPlan plan, RunResult result) {
        return new ChartModelBuilder(plan, result, Optional.empty()).drawing();
    }

    /** Returns the model with counters in a unit. */
    static ChartModel build(ChartPlan plan, RunResult result, RateUnit unit) {
        return new ChartModelBuilder(plan, result, Optional.of(unit)).drawing();
    }

    /** Returns whether a variant has a column of a plan; with {@code value} also a value, except for latencies. */
    private static boolean shows(ChartPlan plan, VariantResult variant, boolean value) {
        if (plan.kind() == ChartKind.ROLES) {
            return variant.history().roles().stream()
                    .anyMatch(span -> span.component().equals(plan.subject()));
        }
        ResultLookup measured = new ResultLookup(variant);
        return plan.columns().stream()
                .flatMap(name -> measured.column(name).stream())
                .anyMatch(column -> !value
                        || plan.kind() == ChartKind.LATENCY
                        || Arrays.stream(column.values()).anyMatch(each -> !Double.isNaN(each)));
    }

    private ChartModel drawing() {
        boolean stacked = plan.kind() == ChartKind.THROUGHPUT;
        boolean single = plan.columns().size() == 1 || maximum;
        boolean overlaid = single && variants.size() > 1 && variants.size() <= Palette.LINES && !isTangled();
        List<Panel> panels = overlaid ? List.of(overlay()) : stacked ? stacked() : separatePanels();
        List<String> legend = overlaid ? briefs() : labels(panels);
        double seconds = variants.stream()
                .mapToDouble(variant -> variant.run().durationNanos() / 1e9)
                .max()
                .orElse(1);
        String busiest = plan.columns().size() != 1 || variants.size() > 1
                ? ""
                : BusiestMember.label(plan.columns().get(0), new ResultLookup(variants.get(0)))
                        .map(" · "::concat)
                        .orElse("");
        String subtitle = result.scenario() + (result.variants().size() == 1 ? "" : " · " + names()) + busiest;
        double warmup = variants.stream()
                .mapToDouble(variant -> variant.run().warmupNanos() / 1e9)
                .max()
                .orElse(0);
        return new ChartModel(
                title(),
                subtitle,
                axis(),
                plan.kind(),
                unit(),
                false,
                seconds,
                warmup,
                legend,
                stacked ? outcomes.outlines() : -1,
                panels);
    }

    private static List<String> names(List<VariantResult> group) {
        return group.stream().map(VariantResult::name).toList();
    }

    private String names() {
        return variants.size() == 1
                ? variants.get(0).name()
                : variants.size() == result.variants().size()
                        ? Messages.text("chart.all_variants", variants.size())
                        : Messages.text(
                                "chart.of_variants",
                                variants.size(),
                                result.variants().size());
    }

    /** Returns whether the lines of the variants cross too often to be followed. */
    private boolean isTangled() {
        List<SeriesLine> lines =
                variants.stream().map(variant -> track(variant, order().get(0))).toList();
        double most = highest(lines.stream().mapToDouble(SeriesLine::max));
        double least =
                -highest(lines.stream().mapToDouble(SeriesLine::minPositive).map(value -> -value));
        boolean logarithmic = plan.kind() == ChartKind.LATENCY && ValueRange.isWide(unit(), least, most);
        return LineCrossings.isTangled(
                lines.stream()
                        .map(line -> logarithmic
                                ? Arrays.stream(line.values())
                                        .map(ElementaryFunctions::log)
                                        .toArray()
                                : line.values())
                        .toList(),
                unit().equals("ratio") ? 1 : logarithmic ? ElementaryFunctions.log(most / least) : most);
    }

    private static double highest(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).max().orElse(0);
    }

    private Panel overlay() {
        List<SeriesLine> tracks = new ArrayList<>();
        Map<String, Panel.PanelBound> bounds = new LinkedHashMap<>();
        for (VariantResult variant : variants) {
            tracks.add(track(variant, order().get(0)).withLabel(variant.name()));
            bounds(variant, List.of()).forEach(bound -> bounds.putIfAbsent(bound.label(), bound));
        }
        return new Panel(
                "",
                names(variants),
                tracks,
                List.of(),
                List.of(),
                EventRail.of(variants),
                List.copyOf(bounds.values()));
    }

    private List<Panel> stacked() {
        List<Panel> each = new ArrayList<>();
        for (List<SeriesLine> tracks : areas) {
            VariantResult variant = variants.get(each.size());
            each.add(new Panel(
                    "",
                    List.of(variant.name()),
                    tracks,
                    List.of(),
                    List.of(),
                    EventRail.of(List.of(variant)),
                    List.of()));
        }
        return join(each);
    }

    /** Merges the panels of variants that show the same, and adds headings. */
    private List<Panel> join(List<Panel> each) {
        if (variants.size() == 1) {
            return each;
        }
        return VariantLabels.groups(each, Panel::hasSameContent).stream()
                .map(group -> each.get(group.get(0))
                        .withHeading(
                                heading(group),
                                names(group.stream().map(variants::get).toList())))
                .toList();
    }

    private String heading(List<Integer> group) {
        List<String> names = names(group.stream().map(variants::get).toList());
        return VariantLabels.heading(names) + ": " + finding.heading(group.get(0));
    }

    private List<Panel> separatePanels() {
        List<Integer> order = order();
        List<Integer> named = order.subList(0, order.size() > Palette.LINES ? NAMED_OF_MANY : order.size());
        List<Integer> rest = order.subList(named.size(), order.size());
        List<Panel> panels = new ArrayList<>();
        for (VariantResult variant : variants) {
            panels.add(new Panel(
                    "",
                    List.of(variant.name()),
                    tracks(variant, named),
                    tracks(variant, rest),
                    plan.kind() == ChartKind.ROLES ? new ResultLookup(variant).roles(plan.subject()) : List.of(),
                    EventRail.of(List.of(variant)),
                    bounds(variant, named)));
        }
        return join(panels);
    }

    /** Returns the columns in planned order, or those with the largest means first if too many to be named. */
    private List<Integer> order() {
        if (maximum) {
            return List.of(0);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            order.add(i);
        }
        if (order.size() > Palette.LINES) {
            order.sort(Comparator.comparingDouble((Integer column) -> -variants.stream()
                    .mapToDouble(variant -> track(variant, column).mean())
                    .sum()));
            order.subList(0, NAMED_OF_MANY).sort(Comparator.naturalOrder());
        }
        return order;
    }

    private List<SeriesLine> tracks(VariantResult variant, List<Integer> columns) {
        return columns.stream().map(column -> track(variant, column)).toList();
    }

    /** Returns the line of a column, empty for a variant without it, so that each panel has the same lines. */
    private SeriesLine track(VariantResult variant, int column) {
        if (maximum) {
            return maximum(variant);
        }
        String label = plan.labels().get(column);
        return new ResultLookup(variant)
                .column(plan.columns().get(column))
                .map(found -> track(label, variant, found))
                .orElse(new SeriesLine(label, new double[0], new double[0]));
    }

    /** Returns the maximum over the nodes of a variant at each time. */
    private SeriesLine maximum(VariantResult variant) {
        SeriesLine most = new SeriesLine(Messages.text("chart.over_nodes"), new double[0], new double[0]);
        for (String name : plan.columns()) {
            Optional<Column> column = new ResultLookup(variant).column(name);
            if (column.isPresent()) {
                SeriesLine one = track(Messages.text("chart.over_nodes"), variant, column.get());
                most = most.values().length == 0 ? one : most.maximum(one);
            }
        }
        return most;
    }

    private SeriesLine track(String label, VariantResult variant, Column column) {
        return switch (plan.kind()) {
            case THROUGHPUT, LOAD, COUNT -> rate.track(label, variant, column);
            case DAMAGE -> {
                ResultLookup measured = new ResultLookup(variant);
                int first = measured.firstMeasured();
                double total = measured.overall(column);
                yield SeriesLine.cumulative(
                        label, variant.series(), column, variant.run().durationNanos(), first, total);
            }
            default ->
                SeriesLine.of(label, variant.series(), column, variant.run().durationNanos());
        };
    }

    /**
     * Returns the assertion bounds that apply to the lines of a variant.
     *
     * @param named columns with a named line, in the order of the lines
     */
    private List<Panel.PanelBound> bounds(VariantResult variant, List<Integer> named) {
        List<Panel.PanelBound> bounds = new ArrayList<>();
        variant.evaluation().sla().forEach((name, assertion) -> {
            int column = plan.columns().indexOf(assertion.column());
            if (column >= 0 && !isRated()) {
                String metric = assertion.metric();
                String statistic = plan.kind() == ChartKind.LATENCY
                        ? ResultLookup.percentile(assertion.column(), List.of(variant))
                                .map(Percentile::label)
                                .orElse(metric)
                        : metric.substring(metric.lastIndexOf('.') + 1);
                bounds.add(new Panel.PanelBound(
                        statistic + " " + VerdictWording.bound(assertion) + " (" + name + ")",
                        named.indexOf(column),
                        assertion.comparison().startsWith("<"),
                        assertion.bound(),
                        assertion.fromNanos(),
                        assertion.toNanos()));
            }
        });
        return bounds;
    }

    private static List<String> labels(List<Panel> panels) {
        List<String> labels = new ArrayList<>(
                panels.get(0).tracks().stream().map(SeriesLine::label).toList());
        int rest = panels.get(0).rest().size();
        if (rest > 0) {
            labels.add(Messages.text("chart.others", rest));
        }
        return labels;
    }

    private List<String> briefs() {
        return IntStream.range(0, variants.size())
                .mapToObj(i -> variants.get(i).name() + ": " + finding.label(i))
                .toList();
    }

    private String title() {
        List<List<SeriesLine>> lines = new ArrayList<>();
        for (VariantResult variant : variants) {
            int first = new ResultLookup(variant).firstMeasured();
            lines.add(
                    plan.kind() == ChartKind.THROUGHPUT
                            ? areas.get(lines.size()).stream()
                                    .map(track -> track.startingAt(variant.run().warmupNanos() / 1e9))
                                    .toList()
                            : tracks(variant, order()).stream()
                                    .map(track -> track.withoutFirst(first))
                                    .toList());
        }
        return finding.title(
                plan.kind() == ChartKind.ROLES ? List.of() : lines,
                result.variants().size());
    }

    private String axis() {
        String name = plan.sentence().isEmpty()
                ? plan.name().substring(0, 1).toLowerCase(Locale.ROOT)
                        + plan.name().substring(1)
                : plan.sentence();
        boolean requests = plan.kind() == ChartKind.THROUGHPUT || plan.kind() == ChartKind.LOAD;
        String per = requests && rate.per().isEmpty() ? Messages.text("chart.per_second") : rate.per();
        return (maximum ? Messages.text("chart.over_nodes") + ": " : "")
                + (plan.kind().axis().isEmpty()
                        ? name
                        : SentenceTranslation.text(plan.kind().axis()))
                + per;
    }

    /** Returns whether the lines are rates of counters. A bound of a counter does not apply to a rate. */
    private boolean isRated() {
        return plan.kind() == ChartKind.THROUGHPUT || plan.kind() == ChartKind.LOAD || plan.kind() == ChartKind.COUNT;
    }

    private String unit() {
        if (isRated()) {
            return rate.unit();
        }
        return variants.stream()
                .flatMap(variant -> variant.series().columns().stream())
                .filter(column -> plan.columns().contains(column.name()))
                .map(column -> MetricUnit.displayUnit(column.name(), column.unit()))
                .findFirst()
                .orElse("1");
    }
}
