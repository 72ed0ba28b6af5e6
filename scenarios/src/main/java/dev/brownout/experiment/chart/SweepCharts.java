package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.HeatMap;
import dev.brownout.chart.LineChart;
import dev.brownout.chart.LineChart.Curve;
import dev.brownout.chart.LineChart.LimitLine;
import dev.brownout.chart.SettingAxis;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sweep;
import dev.brownout.format.Slug;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Charts of a sweep. With one varied setting: a line chart of each assertion and each further metric. With two: a heat
 * map of each assertion and variant. The cost frontier is added where designs have a cost that varies. Metrics that do
 * not change have no chart.
 */
public final class SweepCharts {
    /**
     * Sections of a scenario that define the demand on a design, its duration or its prices. Costs of different demands
     * are not comparable.
     */
    private static final List<String> DEMAND = List.of("load", "requests", "run", "sla", "price_list");

    private final Sweep sweep;
    private final List<Variation> variations;
    private final Set<String> slugs = new TreeSet<>();

    /** Creates the charts of a sweep. */
    public SweepCharts(Sweep sweep) {
        this.sweep = sweep;
        this.variations = sweep.lattice().variations();
    }

    /** Returns all charts; none is rendered yet. */
    public List<Chart> all() {
        return allBut("");
    }

    /** Returns all charts except that of one assertion. */
    List<Chart> allBut(String shown) {
        slugs.clear();
        List<Chart> charts = new ArrayList<>(costs());
        if (variations.size() > 2) {
            return charts;
        }
        List<LineChart> lines = new ArrayList<>();
        sweep.assertions().forEach((name, judgement) -> {
            if (!name.equals(shown) && moves(name)) {
                if (variations.size() == 1) {
                    lines.add(curves(name, judgement.together()));
                } else {
                    for (int variant = 0; variant < sweep.variants().size(); variant++) {
                        charts.add(heatMap(name, judgement.together(), variant));
                    }
                }
            }
        });
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.asserted(name) && variations.size() == 1 && SweepFindings.moves(values(name), good(name))) {
                lines.add(curves(name, unit));
            }
        });
        LineChart.alike(lines).forEach(curves -> charts.add(curves.chart()));
        return charts;
    }

    /**
     * Returns the assertions and metrics that do not change and so have no chart, each as text such as {@code all.cost
     * $4.06}.
     */
    public List<String> still() {
        List<String> still = new ArrayList<>();
        sweep.assertions().forEach((name, judgement) -> {
            if (!moves(name)) {
                String unit = judgement.together().unit();
                still.add(name + " (" + judgement.together().expression() + ") holds "
                        + SweepFindings.clause(sweep.finding(name)) + SweepFindings.some(asserted(name), unit));
            }
        });
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.asserted(name) && variations.size() == 1 && !SweepFindings.moves(values(name), good(name))) {
                still.add(name + SweepFindings.some(values(name), unit));
            }
        });
        return still;
    }

    /** Returns whether the metric of an assertion or its verdict changes. */
    private boolean moves(String assertion) {
        return !sweep.finding(assertion).matches("holds (everywhere|nowhere)")
                || SweepFindings.moves(
                        asserted(assertion),
                        good(sweep.assertions().get(assertion).together().metric()));
    }

    private List<List<Double>> asserted(String assertion) {
        return lines(assertion).stream().map(Curve::values).toList();
    }

    private List<List<Double>> values(String number) {
        return numbers(number).stream().map(Curve::values).toList();
    }

    /** Returns the cost frontier at equal demand: if the load is varied, at the largest load. */
    private List<Chart> costs() {
        boolean demanded = variations.stream()
                .map(Variation::path)
                .anyMatch(path -> !path.equals(Variation.LOAD) && DEMAND.contains(path.split("\\.", -1)[0]));
        if (demanded) {
            return List.of();
        }
        int load = variations.stream().map(Variation::path).toList().indexOf(Variation.LOAD);
        Optional<Value> most = load < 0
                ? Optional.empty()
                : variations.get(load).values().stream().max(Comparator.comparingDouble(Value::number));
        List<CostCharts.Choice> designs = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            List<Value> values = sweep.lattice().points().get(point);
            if (most.isEmpty() || values.get(load).equals(most.get())) {
                for (ReplicationSummary one : sweep.summaries().get(point)) {
                    designs.add(new CostCharts.Choice(design(values, load, one.name()), one));
                }
            }
        }
        return CostCharts.of(
                designs,
                sweep.confidence(),
                subtitle() + most.map(value -> " · at load " + value.text()).orElse(""));
    }

    /** Returns the name of a design: its settings except the load, and its variant if there are several. */
    private String design(List<Value> values, int load, String variant) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (i != load) {
                words.add(variations.get(i).path() + " " + values.get(i).text());
            }
        }
        if (sweep.variants().size() > 1) {
            words.add(variant);
        }
        return String.join(", ", words);
    }

    /** Returns the curve of an assertion for each variant. */
    private List<Curve> lines(String assertion) {
        List<Curve> curves = new ArrayList<>();
        for (int variant = 0; variant < sweep.variants().size(); variant++) {
            List<ConfidenceInterval> intervals = new ArrayList<>();
            for (int point = 0; point < sweep.summaries().size(); point++) {
                AssertionEstimate one = sweep.judged(point, variant, assertion);
                intervals.add(
                        one == null
                                ? new ConfidenceInterval(Double.NaN, 0)
                                : new ConfidenceInterval(
                                        one.value(),
                                        Math.max(one.high() - one.value(), one.value() - one.low()),
                                        one.low(),
                                        one.high()));
            }
            curves.add(curve(sweep.variants().get(variant), intervals));
        }
        return curves;
    }

    /** Returns the curve of a metric for each variant. */
    private List<Curve> numbers(String name) {
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

    private LineChart curves(String name, SlaResult sla) {
        List<Curve> curves = lines(name);
        return new LineChart(
                slug(name, "assertion"),
                SweepFindings.title(name, sla, sweep.finding(name), asserted(name)),
                subtitle(),
                steps(variations.get(0)),
                sla.metric(),
                sla.unit(),
                good(sla.metric()),
                curves,
                bounds(name));
    }

    /** Returns the bounds of the assertions with a name: a single one, unless variants or points differ. */
    private List<LimitLine> bounds(String assertion) {
        List<LimitLine> bounds = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            for (int variant = 0; variant < sweep.variants().size(); variant++) {
                AssertionEstimate judged = sweep.judged(point, variant, assertion);
                if (judged != null) {
                    SlaResult sla = judged.together();
                    LimitLine bound = new LimitLine(assertion + ": " + sla.expression(), sla.bound());
                    if (!bounds.contains(bound)) {
                        bounds.add(bound);
                    }
                }
            }
        }
        return bounds;
    }

    private LineChart curves(String name, String unit) {
        List<String> at = sweep.lattice().points().stream()
                .map(point -> ParameterGrid.words(variations, point))
                .toList();
        return new LineChart(
                slug(name, "number"),
                SweepFindings.title(name, unit, at, sweep.variants(), values(name)),
                subtitle(),
                steps(variations.get(0)),
                name,
                unit,
                good(name),
                numbers(name),
                List.of());
    }

    private Chart heatMap(String name, SlaResult sla, int variant) {
        int across = variations.get(1).values().size();
        List<List<HeatMap.Cell>> rows = new ArrayList<>();
        for (int row = 0; row < variations.get(0).values().size(); row++) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int column = 0; column < across; column++) {
                AssertionEstimate one = sweep.judged(row * across + column, variant, name);
                boolean holds = one == null || one.verdict() == Verdict.PASS;
                boolean decided = one == null || one.verdict() != Verdict.UNDECIDED;
                cells.add(new HeatMap.Cell(one == null ? Double.NaN : one.value(), holds, decided));
            }
            rows.add(cells);
        }
        boolean several = sweep.variants().size() > 1;
        String who = several ? sweep.variants().get(variant) + ": " : "";
        String which = several ? "-" + Slug.of(sweep.variants().get(variant), "variant") : "";
        return new HeatMap(
                        slug(name, "assertion", which),
                        who + name + " (" + sla.expression() + ") holds " + sweep.where(variant, name),
                        subtitle(),
                        steps(variations.get(1)),
                        steps(variations.get(0)),
                        sla.metric(),
                        sla.unit(),
                        rows)
                .chart();
    }

    private String slug(String name, String otherwise) {
        return slug(name, otherwise, "");
    }

    /** Returns a file name that is unique among these charts. */
    private String slug(String name, String otherwise, String more) {
        String wanted = "sweep-" + Slug.of(name, otherwise) + more;
        String slug = wanted;
        for (int copy = 2; !slugs.add(slug); copy++) {
            slug = wanted + "-" + copy;
        }
        return slug;
    }

    /** Returns whether a metric is an availability. */
    static boolean good(String number) {
        String name = Loader.metric(number).name();
        return MetricDefinition.ofRequests().stream()
                .anyMatch(one -> one.name().equals(name) && one.showing().as() == DisplayHints.As.AVAILABILITY);
    }

    private String subtitle() {
        return sweep.file().title() + (sweep.replications() == 1 ? "" : " · means of " + sweep.replicationsInWords());
    }

    private static SettingAxis steps(Variation variation) {
        return new SettingAxis(
                variation.path(),
                variation.values().stream().map(Value::text).toList(),
                variation.values().stream().map(Value::number).toList());
    }
}
