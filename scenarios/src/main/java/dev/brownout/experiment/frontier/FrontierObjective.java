package dev.brownout.experiment.frontier;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Sample;

/**
 * An objective of designs: a metric and the direction in which it improves.
 *
 * @param metric name of the metric, such as {@code page.p99}
 * @param unit unit of the metric
 * @param lowerIsBetter whether smaller values are better
 */
public record FrontierObjective(String metric, String unit, boolean lowerIsBetter) {
    /** Returns the values of a design, one per replication; {@code NaN} for a replication without data. */
    public Sample sample(FrontierDesign design) {
        return design.summary().sample(metric);
    }

    /** Returns the confidence interval of the mean of a design. */
    public ConfidenceInterval interval(FrontierDesign design, double confidence) {
        return sample(design).interval(confidence, unit);
    }

    /** Returns the direction in words: {@code lower} or {@code higher}. */
    public String direction() {
        return lowerIsBetter ? "lower" : "higher";
    }

    /** Returns the values of a design such that smaller ones are better. */
    Sample losses(FrontierDesign design) {
        Sample sample = sample(design);
        return lowerIsBetter
                ? sample
                : Sample.of(sample.values().stream().map(value -> -value).toList());
    }
}
