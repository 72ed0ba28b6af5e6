package dev.brownout.experiment.tune;

import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.RunSummary;
import dev.brownout.experiment.Sample;
import dev.brownout.result.SlaResult;
import dev.brownout.sla.Relation.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * Margin of a design: the distance of its measurements to the bounds of its assertions. The margin of an assertion is a
 * share of its bound, or of the allowed failures if the bound is a least ratio such as 99.9 %. It is at most 1, 0 at
 * the bound, and negative for a violation. {@code -Infinity} stands for missing data.
 *
 * @param worst smallest margin of all assertions: their mean over the replications minus two standard errors
 * @param average mean of the margins of all assertions, computed in the same way
 * @param metric mean of the minimized metric; {@code NaN} if no metric is minimized or it has no data
 */
record DesignMargin(double worst, double average, double metric) {
    private static final double MAXIMUM = 1;
    private static final double STANDARD_ERRORS = 2;

    /** Returns the margin of a design by its replications so far. */
    static DesignMargin of(ReplicationSummary summary, Optional<String> metric) {
        double worst = Double.POSITIVE_INFINITY;
        double sum = 0;
        List<String> names = List.copyOf(summary.observations().get(0).sla().keySet());
        for (String name : names) {
            double margin = lowered(Sample.of(summary.observations().stream()
                    .map(observation -> margin(observation, name))
                    .toList()));
            worst = Math.min(worst, margin);
            sum += margin;
        }
        double minimized = metric.map(name -> summary.sample(name).mean()).orElse(Double.NaN);
        return new DesignMargin(worst, sum / names.size(), minimized);
    }

    /** Returns whether every assertion is met with a margin of two standard errors. */
    boolean meets() {
        return worst >= 0;
    }

    /** Returns the smallest margin of all assertions in one run, limited to -1 to 1. Missing data is -1. */
    static double boundedMargin(RunSummary run) {
        double worst = run.sla().keySet().stream()
                .mapToDouble(name -> margin(run, name))
                .min()
                .orElse(MAXIMUM);
        return Math.max(-MAXIMUM, worst);
    }

    private static double lowered(Sample margins) {
        double mean = margins.mean();
        if (margins.size() == 1 || Double.isInfinite(mean)) {
            return mean;
        }
        return mean - STANDARD_ERRORS * Math.sqrt(margins.variance() / margins.size());
    }

    private static double margin(RunSummary run, String name) {
        return run.complete() ? margin(run.sla().get(name)) : Double.NEGATIVE_INFINITY;
    }

    /** Returns the margin of one assertion in one run. */
    static double margin(SlaResult result) {
        return margin(result, result.value());
    }

    /** Returns the margin of another value of the metric of an assertion, limited to -1 to 1. Missing data is -1. */
    static double boundedMargin(SlaResult result, double value) {
        return Math.max(-MAXIMUM, margin(result, value));
    }

    private static double margin(SlaResult result, double value) {
        double bound = result.bound();
        if (Double.isNaN(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        double scale = bound == 0 ? 1 : Math.abs(bound);
        Comparison comparison = Comparison.of(result.comparison());
        double margin = switch (comparison) {
            case LESS, AT_MOST -> (bound - value) / scale;
            case MORE, AT_LEAST -> (value - bound) / allowance(result, scale);
            case EQUAL, UNEQUAL ->
                comparison.holds(value, bound, 0)
                        ? MAXIMUM
                        : Math.min(-Math.abs(value - bound) / scale, -Double.MIN_NORMAL);
            case NEAR -> 1 - Math.abs(value - bound) / (scale * Math.max(result.tolerance(), Double.MIN_NORMAL));
        };
        return Math.min(MAXIMUM, margin);
    }

    private static double allowance(SlaResult result, double scale) {
        boolean share = result.unit().equals("ratio") && result.bound() < 1;
        return share ? 1 - result.bound() : scale;
    }
}
