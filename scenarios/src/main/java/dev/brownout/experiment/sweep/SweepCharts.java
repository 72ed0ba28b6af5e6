package dev.brownout.experiment.sweep;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.HeatMap;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.SweepFindings;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.CostCharts;
import dev.brownout.format.Slug;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Charts of a sweep. With one varied setting: a line chart of each assertion and each further metric. With two: a heat
 * map of each assertion and variant. The cost frontier is added where designs have a cost that varies. Metrics that do
 * not change have no chart.
 */
public final class SweepCharts {
    private final Sweep sweep;
    private final List<Variation> variations;
    private final Set<String> slugs = new TreeSet<>();

    /** Creates the charts of a sweep. */
    public SweepCharts(Sweep sweep) {
        this.sweep = sweep;
        this.variations = sweep.lattice().variations();
    }

    /** Returns all charts, not yet rendered. */
    public List<Chart> all() {
        return allExcept("");
    }

    /** Returns all charts except that of one assertion. */
    public List<Chart> allExcept(String excluded) {
        slugs.clear();
        List<Chart> charts = new ArrayList<>(costFrontiers());
        if (variations.size() > 2) {
            return charts;
        }
        List<LineChart> lineCharts = new ArrayList<>();
        sweep.assertions().forEach((name, estimate) -> {
            if (!name.equals(excluded) && varies(name)) {
                if (variations.size() == 1) {
                    lineCharts.add(lineChart(name, estimate.combined()));
                } else {
                    for (int variant = 0; variant < sweep.variants().size(); variant++) {
                        charts.add(heatMap(name, estimate.combined(), variant));
                    }
                }
            }
        });
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.isAsserted(name)
                    && variations.size() == 1
                    && SweepFindings.vary(metricValues(name), SweepFindings.isAvailability(name))) {
                lineCharts.add(lineChart(name, unit));
            }
        });
        LineChart.withComparableAxes(lineCharts).forEach(curves -> charts.add(curves.chart()));
        return charts;
    }

    /**
     * Returns the assertions and metrics that do not change and so have no chart, each as text such as {@code all.cost
     * $4.06}.
     */
    public List<String> constantMetrics() {
        List<String> texts = new ArrayList<>();
        sweep.assertions().forEach((name, estimate) -> {
            if (!varies(name)) {
                String unit = estimate.combined().unit();
                texts.add(name + " (" + estimate.combined().expression() + ") is met "
                        + SweepFindings.clause(sweep.finding(name))
                        + SweepFindings.constantValue(assertionValues(name), unit));
            }
        });
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.isAsserted(name)
                    && variations.size() == 1
                    && !SweepFindings.vary(metricValues(name), SweepFindings.isAvailability(name))) {
                texts.add(name + SweepFindings.constantValue(metricValues(name), unit));
            }
        });
        return texts;
    }

    /** Returns whether the metric of an assertion or its verdict changes. */
    private boolean varies(String assertion) {
        return !sweep.finding(assertion).matches("is met (everywhere|nowhere|at (all|none of) .*)")
                || SweepFindings.vary(
                        assertionValues(assertion),
                        SweepFindings.isAvailability(
                                sweep.assertions().get(assertion).combined().metric()));
    }

    private List<List<Double>> assertionValues(String assertion) {
        return assertionCurves(assertion).stream().map(Curve::values).toList();
    }

    private List<List<Double>> metricValues(String metric) {
        return metricCurves(metric).stream().map(Curve::values).toList();
    }

    /** Returns the cost frontier at equal demand: if the load is varied, at the largest load. */
    private List<Chart> costFrontiers() {
        ComparableDesigns comparable = sweep.comparableDesigns();
        return CostCharts.charts(
                comparable.designs(),
                sweep.confidence(),
                subtitle() + (comparable.condition().isEmpty() ? "" : " · " + comparable.condition()));
    }

    /** Returns the curve of an assertion for each variant. */
    private List<Curve> assertionCurves(String assertion) {
        List<Curve> curves = new ArrayList<>();
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            List<ConfidenceInterval> intervals = new ArrayList<>();
            for (int point = 0; point < sweep.summaries().size(); point++) {
                AssertionEstimate estimate = sweep.estimate(point, variant, assertion);
                intervals.add(
                        estimate == null
                                ? new ConfidenceInterval(Double.NaN, 0)
                                : new ConfidenceInterval(
                                        estimate.value(),
                                        Math.max(estimate.high() - estimate.value(), estimate.value() - estimate.low()),
                                        estimate.low(),
                                        estimate.high()));
            }
            curves.add(curve(sweep.variants().get(variant), intervals));
        }
        return curves;
    }

    /** Returns the curve of a metric for each variant. */
    private List<Curve> metricCurves(String name) {
        List<Curve> curves = new ArrayList<>();
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            List<ConfidenceInterval> intervals = new ArrayList<>();
            for (int point = 0; point < sweep.summaries().size(); point++) {
                intervals.add(sweep.number(point, variant, name));
            }
            curves.add(curve(sweep.variants().get(variant), intervals));
        }
        return curves;
    }

    private static Curve curve(String label, List<ConfidenceInterval> intervals) {
        return new Curve(
                label,
                intervals.stream().map(ConfidenceInterval::mean).toList(),
                intervals.stream().map(ConfidenceInterval::low).toList(),
                intervals.stream().map(ConfidenceInterval::high).toList());
    }

    private LineChart lineChart(String name, SlaResult sla) {
        List<Curve> curves = assertionCurves(name);
        return new LineChart(
                slug(name, "assertion"),
                SweepFindings.title(name, sla, regions(name), sweep.variants(), assertionValues(name)),
                subtitle(),
                axis(variations.get(0)),
                sla.metric(),
                sla.unit(),
                SweepFindings.isAvailability(sla.metric()),
                curves,
                bounds(name));
    }

    /** Returns the region in which an assertion is met, for each variant. */
    private List<String> regions(String assertion) {
        return IntStream.range(0, sweep.variants().size())
                .mapToObj(variant -> sweep.metRegion(variant, assertion))
                .toList();
    }

    /** Returns the bounds of the assertions with a name: a single one, unless variants or points differ. */
    private List<LimitLine> bounds(String assertion) {
        List<LimitLine> bounds = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            for (int variant = 0; variant < sweep.variants().size(); variant++) {
                AssertionEstimate estimate = sweep.estimate(point, variant, assertion);
                if (estimate != null) {
                    SlaResult sla = estimate.combined();
                    LimitLine bound = new LimitLine(assertion + ": " + sla.expression(), sla.bound());
                    if (!bounds.contains(bound)) {
                        bounds.add(bound);
                    }
                }
            }
        }
        return bounds;
    }

    private LineChart lineChart(String name, String unit) {
        List<String> pointNames = sweep.lattice().points().stream()
                .map(point -> ParameterGrid.format(variations, point))
                .toList();
        return new LineChart(
                slug(name, "number"),
                SweepFindings.title(name, unit, pointNames, sweep.variants(), metricValues(name)),
                subtitle(),
                axis(variations.get(0)),
                name,
                unit,
                SweepFindings.isAvailability(name),
                metricCurves(name),
                List.of());
    }

    private Chart heatMap(String name, SlaResult sla, int variant) {
        int columnCount = variations.get(1).values().size();
        List<List<HeatMap.Cell>> rows = new ArrayList<>();
        for (int row = 0; row < variations.get(0).values().size(); row++) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int column = 0; column < columnCount; column++) {
                AssertionEstimate estimate = sweep.estimate(row * columnCount + column, variant, name);
                boolean holds = estimate == null || estimate.verdict() == Verdict.PASS;
                boolean decided = estimate == null || estimate.verdict() != Verdict.UNDECIDED;
                cells.add(new HeatMap.Cell(estimate == null ? Double.NaN : estimate.value(), holds, decided));
            }
            rows.add(cells);
        }
        boolean several = sweep.variants().size() > 1;
        String prefix = several ? sweep.variants().get(variant) + ": " : "";
        String suffix = several ? "-" + Slug.text(sweep.variants().get(variant), "variant") : "";
        return new HeatMap(
                        slug(name, "assertion", suffix),
                        TitleText.fitting(
                                prefix + name + ": met " + sweep.metRegion(variant, name),
                                name + ": met " + sweep.metRegion(variant, name)),
                        subtitle(),
                        axis(variations.get(1)),
                        axis(variations.get(0)),
                        sla.metric(),
                        sla.unit(),
                        rows)
                .chart();
    }

    private String slug(String name, String fallback) {
        return slug(name, fallback, "");
    }

    /** Returns a file name that is unique among these charts. */
    private String slug(String name, String fallback, String suffix) {
        String base = "sweep-" + Slug.text(name, fallback) + suffix;
        String slug = base;
        for (int copy = 2; !slugs.add(slug); copy++) {
            slug = base + "-" + copy;
        }
        return slug;
    }

    private String subtitle() {
        return sweep.file().title() + (sweep.replications() == 1 ? "" : " · means of " + sweep.replicationsInWords());
    }

    private static SettingAxis axis(Variation variation) {
        return new SettingAxis(
                variation.path(),
                variation.values().stream().map(Value::text).toList(),
                variation.values().stream().map(Value::number).toList());
    }
}
