package dev.brownout.experiment.replicate;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Row of a table of replications: a metric of a variant, or one of its assertions.
 *
 * @param name name of the metric or of the assertion
 * @param description the name; for an assertion with the relation
 * @param unit unit of the numbers
 * @param mean mean over the replications
 * @param low lower end of the confidence interval
 * @param high upper end of the confidence interval
 * @param estimate estimate of the assertion; {@code null} for a metric
 */
public record ReplicationRow(
        String name,
        String description,
        String unit,
        double mean,
        double low,
        double high,
        AssertionEstimate estimate) {
    /** Returns a row for each assertion of a variant. */
    public static List<ReplicationRow> assertions(ReplicationSummary summary, double confidence) {
        List<ReplicationRow> rows = new ArrayList<>();
        summary.sla(confidence).forEach((name, estimate) -> {
            SlaResult sla = estimate.combined();
            rows.add(new ReplicationRow(
                    name,
                    name + ": " + sla.expression(),
                    sla.unit(),
                    estimate.value(),
                    estimate.low(),
                    estimate.high(),
                    estimate));
        });
        return rows;
    }

    /** Returns a row for each metric of a variant. */
    public static List<ReplicationRow> metrics(ReplicationSummary summary, double confidence) {
        List<ReplicationRow> rows = new ArrayList<>();
        summary.units().forEach((name, unit) -> {
            ConfidenceInterval interval = summary.sample(name).interval(confidence, unit);
            rows.add(new ReplicationRow(name, name, unit, interval.mean(), interval.low(), interval.high(), null));
        });
        return rows;
    }

    /** Returns the mean with its interval as printed; the mean alone for a single replication. */
    public String interval(boolean single) {
        return single ? text(mean) : QuantityFormat.interval(mean, low, high, printedUnit());
    }

    /** Returns a number of the row as printed. */
    public String text(double number) {
        return QuantityFormat.format(number, printedUnit());
    }

    private String printedUnit() {
        return estimate == null ? MetricUnit.displayUnit(name, unit) : MetricUnit.displayUnit(estimate.combined());
    }

    /** Returns the outcome of the assertion in words, over all replications of its variant. */
    public String outcome(ReplicationSummary summary) {
        return summary.complete() ? VerdictWording.words(estimate.combined()) : "ended early";
    }
}
