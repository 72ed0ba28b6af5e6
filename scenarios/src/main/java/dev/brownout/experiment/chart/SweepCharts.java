package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.Curves;
import dev.brownout.chart.Curves.Bound;
import dev.brownout.chart.Curves.Curve;
import dev.brownout.chart.HeatMap;
import dev.brownout.chart.Steps;
import dev.brownout.experiment.Interval;
import dev.brownout.experiment.Judgement;
import dev.brownout.experiment.Sweep;
import dev.brownout.language.Loader;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import dev.brownout.reading.Meaning;
import dev.brownout.result.Showing;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.wording.Slug;
import java.util.ArrayList;
import java.util.List;

/**
 * The charts of a sweep: a line chart of each assertion and each further number over one setting, a heat map over two.
 * More than two settings have none.
 */
public final class SweepCharts {
    private static final int MOST_LINES = 6;

    private final Sweep sweep;
    private final List<Variation> variations;

    /** The charts of what a sweep showed. */
    public SweepCharts(Sweep sweep) {
        this.sweep = sweep;
        this.variations = sweep.lattice().variations();
    }

    /** All of them; none is drawn yet. */
    public List<Chart> all() {
        List<Chart> charts = new ArrayList<>();
        if (variations.size() > 2) {
            return charts;
        }
        sweep.assertions().forEach((name, judgement) -> {
            if (variations.size() == 1) {
                charts.add(curves(name, judgement.together()));
            } else {
                for (int variant = 0; variant < sweep.variants().size(); variant++) {
                    charts.add(heatMap(name, judgement.together(), variant));
                }
            }
        });
        sweep.numbers().forEach((name, unit) -> {
            if (!sweep.asserted(name) && variations.size() == 1) {
                charts.add(curves(name, unit));
            }
        });
        return charts;
    }

    private Chart curves(String name, SlaResult sla) {
        List<Curve> curves = new ArrayList<>();
        for (int variant = 0; variant < Math.min(MOST_LINES, sweep.variants().size()); variant++) {
            List<Double> values = new ArrayList<>();
            List<Double> halves = new ArrayList<>();
            for (int point = 0; point < sweep.summaries().size(); point++) {
                Judgement one = sweep.judged(point, variant, name);
                values.add(one == null ? Double.NaN : one.value());
                halves.add(one == null ? 0 : one.high() - one.value());
            }
            curves.add(new Curve(sweep.variants().get(variant), values, halves));
        }
        return new Curves(
                        "sweep-" + Slug.of(name, "assertion"),
                        name + " " + sweep.finding(name),
                        subtitle(),
                        steps(variations.get(0)),
                        sla.metric(),
                        sla.unit(),
                        good(sla.metric()),
                        curves,
                        List.of(new Bound(name + ": " + sla.expression(), sla.bound())))
                .chart();
    }

    private Chart curves(String name, String unit) {
        List<Curve> curves = new ArrayList<>();
        for (int variant = 0; variant < Math.min(MOST_LINES, sweep.variants().size()); variant++) {
            List<Double> values = new ArrayList<>();
            List<Double> halves = new ArrayList<>();
            for (int point = 0; point < sweep.summaries().size(); point++) {
                Interval number = sweep.number(point, variant, name);
                values.add(number.mean());
                halves.add(number.half());
            }
            curves.add(new Curve(sweep.variants().get(variant), values, halves));
        }
        String title = name + " over " + variations.get(0).path();
        return new Curves(
                        "sweep-" + Slug.of(name, "number"),
                        title,
                        subtitle(),
                        steps(variations.get(0)),
                        name,
                        unit,
                        good(name),
                        curves,
                        List.of())
                .chart();
    }

    private Chart heatMap(String name, SlaResult sla, int variant) {
        int across = variations.get(1).values().size();
        List<List<HeatMap.Cell>> rows = new ArrayList<>();
        for (int row = 0; row < variations.get(0).values().size(); row++) {
            List<HeatMap.Cell> cells = new ArrayList<>();
            for (int column = 0; column < across; column++) {
                Judgement one = sweep.judged(row * across + column, variant, name);
                boolean holds = one == null || one.verdict() == Verdict.PASS;
                cells.add(new HeatMap.Cell(one == null ? Double.NaN : one.value(), holds));
            }
            rows.add(cells);
        }
        boolean several = sweep.variants().size() > 1;
        String who = several ? sweep.variants().get(variant) + ": " : "";
        String slug = "sweep-" + Slug.of(name, "assertion")
                + (several ? "-" + Slug.of(sweep.variants().get(variant), "variant") : "");
        return new HeatMap(
                        slug,
                        who + name + " (" + sla.expression() + ") holds " + sweep.where(variant, name),
                        subtitle(),
                        steps(variations.get(1)),
                        steps(variations.get(0)),
                        sla.metric(),
                        sla.unit(),
                        rows)
                .chart();
    }

    private static boolean good(String number) {
        String name = Loader.metric(number).name();
        return Meaning.ofRequests().stream()
                .anyMatch(one -> one.name().equals(name) && one.showing().as() == Showing.As.AVAILABILITY);
    }

    private String subtitle() {
        int n = sweep.replications();
        return sweep.file().title() + (n == 1 ? "" : " · means of " + n + " replications");
    }

    private static Steps steps(Variation variation) {
        return new Steps(
                variation.path(),
                variation.values().stream().map(Value::text).toList(),
                variation.values().stream().map(Value::number).toList());
    }
}
