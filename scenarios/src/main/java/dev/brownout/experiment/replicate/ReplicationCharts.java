package dev.brownout.experiment.replicate;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.experiment.StripPlot;
import dev.brownout.chart.experiment.StripPlot.Panel;
import dev.brownout.chart.experiment.StripPlot.Row;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sample;
import dev.brownout.experiment.SweepFindings;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Charts of the values in each replication: first of every assertion, then of the other metrics that vary. */
public final class ReplicationCharts {
    /**
     * Largest half-width of the confidence interval, as a share of the mean, with which a metric counts as constant. An
     * availability counts as constant only if the half-width is 0.
     */
    private static final double NEGLIGIBLE_HALF_WIDTH = 1e-3;

    private final Replications replications;

    /** Creates the charts of replications. */
    public ReplicationCharts(Replications replications) {
        this.replications = replications;
    }

    /**
     * Returns all charts, not yet rendered.
     *
     * @param finding sentence about the verdicts on all assertions
     */
    public List<Chart> all(String finding) {
        return strips(finding).stream().map(StripPlot::chart).toList();
    }

    /** Returns the data of all charts. */
    public List<StripPlot> strips(String finding) {
        List<StripPlot> strips = new ArrayList<>();
        pages(assertionPanels()).forEach(page -> strips.add(plot("replications", strips.size(), finding, page)));
        List<Panel> metricPanels = metricPanels();
        int assertionPlots = strips.size();
        pages(metricPanels)
                .forEach(page -> strips.add(
                        plot("replications-numbers", strips.size() - assertionPlots, leastPrecise(page), page)));
        return strips;
    }

    private StripPlot plot(String slug, int pageIndex, String title, List<Panel> page) {
        int replicationCount = replications.summaries().get(0).size();
        return new StripPlot(
                slug + (pageIndex == 0 ? "" : "-" + (pageIndex + 1)),
                TitleText.fitting(title, "Values of " + replicationCount + " replications"),
                replications.file().title() + " · one dot for each of " + replicationCount + " replications, with "
                        + QuantityFormat.percent(replications.confidence()) + " confidence intervals of the mean",
                page);
    }

    /** Groups panels into pages of at most {@link StripPlot#MOST_ROWS} rows, except for a single larger panel. */
    private static List<List<Panel>> pages(List<Panel> panels) {
        List<List<Panel>> pages = new ArrayList<>();
        int rows = StripPlot.MOST_ROWS + 1;
        for (Panel panel : panels) {
            int height = panel.rows().size() + StripPlot.PANEL_HEADER_ROWS;
            if (rows + height > StripPlot.MOST_ROWS) {
                pages.add(new ArrayList<>());
                rows = 0;
            }
            rows += height;
            pages.get(pages.size() - 1).add(panel);
        }
        return pages;
    }

    private List<Panel> assertionPanels() {
        Map<String, SlaResult> assertions = new LinkedHashMap<>();
        for (ReplicationSummary summary : replications.summaries()) {
            summary.sla(replications.confidence())
                    .forEach((name, estimate) -> assertions.putIfAbsent(name, estimate.combined()));
        }
        List<Panel> panels = new ArrayList<>();
        assertions.forEach((name, sla) -> {
            List<Row> rows = new ArrayList<>();
            for (ReplicationSummary summary : replications.summaries()) {
                AssertionEstimate estimate =
                        summary.sla(replications.confidence()).get(name);
                if (estimate != null) {
                    rows.add(row(summary, summary.assertionSample(name), estimate));
                }
            }
            panels.add(new Panel(name + ": " + sla.expression(), sla.unit(), Optional.of(sla.bound()), rows));
        });
        return panels;
    }

    private Row row(ReplicationSummary summary, Sample sample, AssertionEstimate estimate) {
        List<Double> values = sample.values();
        return new Row(
                summary.name(),
                values,
                estimate.value(),
                estimate.low(),
                estimate.high(),
                pointStyle(estimate),
                VerdictWording.measuredValue(estimate.combined()) + ", "
                        + (summary.complete() ? VerdictWording.plainText(estimate.combined()) : "ended early") + ", "
                        + estimate.metCount()
                        + "/" + values.size());
    }

    private static PointStyle pointStyle(AssertionEstimate estimate) {
        return switch (estimate.verdict()) {
            case PASS -> PointStyle.GOOD;
            case UNDECIDED -> PointStyle.OPEN;
            case FAIL, NO_DATA -> PointStyle.BAD;
        };
    }

    /** Returns the panels of the metrics that vary and have no assertion over the whole run. */
    private List<Panel> metricPanels() {
        Map<String, String> units = new LinkedHashMap<>();
        replications.summaries().forEach(summary -> summary.units().forEach(units::putIfAbsent));
        List<Panel> panels = new ArrayList<>();
        units.forEach((name, unit) -> {
            List<Row> rows = new ArrayList<>();
            boolean varies = false;
            for (ReplicationSummary summary : replications.summaries()) {
                if (summary.units().containsKey(name)
                        && summary.assertionsAbout(name).isEmpty()) {
                    ConfidenceInterval mean = summary.sample(name).interval(replications.confidence(), unit);
                    List<Double> values = summary.sample(name).values();
                    double threshold =
                            SweepFindings.isAvailability(name) ? 0 : NEGLIGIBLE_HALF_WIDTH * Math.abs(mean.mean());
                    varies |= mean.half() > threshold;
                    rows.add(new Row(
                            summary.name(),
                            values,
                            mean.mean(),
                            mean.low(),
                            mean.high(),
                            PointStyle.GOOD,
                            values.size() == 1
                                    ? QuantityFormat.format(mean.mean(), unit)
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
    private static String leastPrecise(List<Panel> panels) {
        Panel worstPanel = panels.get(0);
        Row worstRow = worstPanel.rows().get(0);
        for (Panel panel : panels) {
            for (Row row : panel.rows()) {
                if (relativeWidth(row) > relativeWidth(worstRow)) {
                    worstPanel = panel;
                    worstRow = row;
                }
            }
        }
        String variantNote = worstPanel.rows().size() > 1 ? " (" + worstRow.name() + ")" : "";
        String text = "Widest interval: " + worstPanel.number() + " "
                + QuantityFormat.interval(worstRow.mean(), worstRow.low(), worstRow.high(), worstPanel.unit());
        return TitleText.fitting(text + variantNote, text);
    }

    private static double relativeWidth(Row row) {
        double width = (row.high() - row.low()) / Math.abs(row.mean());
        return Double.isFinite(width) ? width : 0;
    }
}
