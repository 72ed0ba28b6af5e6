package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.experiment.StripPlot;
import dev.brownout.chart.experiment.StripPlot.Panel;
import dev.brownout.chart.experiment.StripPlot.Row;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Replications;
import dev.brownout.experiment.Sample;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Charts of replications: the values of every assertion in each replication, then of the other metrics that vary. */
public final class ReplicationCharts {
    /**
     * Relative half width of the confidence interval of the mean up to which a metric, other than an availability,
     * counts as constant.
     */
    private static final double SEEN = 1e-3;

    private final Replications replications;

    /** Creates the charts of replications. */
    public ReplicationCharts(Replications replications) {
        this.replications = replications;
    }

    /**
     * Returns all charts; none is rendered yet.
     *
     * @param finding sentence about the verdicts on all assertions
     */
    public List<Chart> all(String finding) {
        return strips(finding).stream().map(StripPlot::chart).toList();
    }

    /** Returns the data of the charts. */
    public List<StripPlot> strips(String finding) {
        List<StripPlot> strips = new ArrayList<>();
        pages(asserted()).forEach(page -> strips.add(strips("replications", strips.size(), finding, page)));
        List<Panel> numbers = numbers();
        int before = strips.size();
        pages(numbers)
                .forEach(page ->
                        strips.add(strips("replications-numbers", strips.size() - before, leastKnown(page), page)));
        return strips;
    }

    private StripPlot strips(String slug, int number, String title, List<Panel> page) {
        int times = replications.summaries().get(0).size();
        return new StripPlot(
                slug + (number == 0 ? "" : "-" + (number + 1)),
                title,
                replications.file().title() + " · each dot one of " + times + " replications, with "
                        + QuantityFormat.percent(replications.confidence()) + " intervals of the mean",
                page);
    }

    /** Groups panels into pages, as many as fit on each. */
    private static List<List<Panel>> pages(List<Panel> panels) {
        List<List<Panel>> pages = new ArrayList<>();
        int rows = StripPlot.MOST_ROWS + 1;
        for (Panel panel : panels) {
            int needed = panel.rows().size() + StripPlot.HEAD;
            if (rows + needed > StripPlot.MOST_ROWS) {
                pages.add(new ArrayList<>());
                rows = 0;
            }
            rows += needed;
            pages.get(pages.size() - 1).add(panel);
        }
        return pages;
    }

    private List<Panel> asserted() {
        Map<String, SlaResult> names = new LinkedHashMap<>();
        for (ReplicationSummary summary : replications.summaries()) {
            summary.sla(replications.confidence()).forEach((name, one) -> names.putIfAbsent(name, one.together()));
        }
        List<Panel> panels = new ArrayList<>();
        names.forEach((name, sla) -> {
            List<Row> rows = new ArrayList<>();
            for (ReplicationSummary summary : replications.summaries()) {
                AssertionEstimate one = summary.sla(replications.confidence()).get(name);
                if (one != null) {
                    rows.add(row(summary, summary.asserted(name), one));
                }
            }
            panels.add(new Panel(name + ": " + sla.expression(), sla.unit(), Optional.of(sla.bound()), rows));
        });
        return panels;
    }

    private Row row(ReplicationSummary summary, Sample sample, AssertionEstimate one) {
        List<Double> values = sample.values();
        return new Row(
                summary.name(),
                values,
                one.value(),
                one.low(),
                one.high(),
                mark(one),
                VerdictWording.measured(one.together()) + ", "
                        + (summary.complete() ? VerdictWording.plain(one.together()) : "ended early") + ", "
                        + one.held()
                        + "/" + values.size());
    }

    private static PointStyle mark(AssertionEstimate one) {
        return switch (one.verdict()) {
            case PASS -> PointStyle.GOOD;
            case UNDECIDED -> PointStyle.OPEN;
            case FAIL, NO_DATA -> PointStyle.BAD;
        };
    }

    /** Returns the panels of the metrics that vary and have no assertion over the whole run. */
    private List<Panel> numbers() {
        Map<String, String> units = new LinkedHashMap<>();
        replications.summaries().forEach(summary -> summary.units().forEach(units::putIfAbsent));
        List<Panel> panels = new ArrayList<>();
        units.forEach((name, unit) -> {
            List<Row> rows = new ArrayList<>();
            boolean varies = false;
            for (ReplicationSummary summary : replications.summaries()) {
                if (summary.units().containsKey(name) && summary.asserting(name).isEmpty()) {
                    ConfidenceInterval mean = summary.sample(name).interval(replications.confidence(), unit);
                    List<Double> values = summary.sample(name).values();
                    double least = SweepCharts.good(name) ? 0 : SEEN * Math.abs(mean.mean());
                    varies |= mean.half() > least;
                    rows.add(new Row(
                            summary.name(),
                            values,
                            mean.mean(),
                            mean.low(),
                            mean.high(),
                            PointStyle.GOOD,
                            values.size() == 1
                                    ? QuantityFormat.of(mean.mean(), unit)
                                    : QuantityFormat.interval(mean.mean(), mean.low(), mean.high(), unit)));
                }
            }
            if (varies) {
                panels.add(new Panel(name, unit, Optional.empty(), rows));
            }
        });
        return panels;
    }

    /** Returns a sentence about the metric with the widest relative confidence interval. */
    private static String leastKnown(List<Panel> panels) {
        Panel worst = panels.get(0);
        Row where = worst.rows().get(0);
        for (Panel panel : panels) {
            for (Row row : panel.rows()) {
                if (doubt(row) > doubt(where)) {
                    worst = panel;
                    where = row;
                }
            }
        }
        String who = worst.rows().size() > 1 ? " (" + where.name() + ")" : "";
        return "Least sure of these numbers: " + worst.number() + ", "
                + QuantityFormat.interval(where.mean(), where.low(), where.high(), worst.unit()) + who;
    }

    private static double doubt(Row row) {
        double doubt = (row.high() - row.low()) / Math.abs(row.mean());
        return Double.isFinite(doubt) ? doubt : 0;
    }
}
