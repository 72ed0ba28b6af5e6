package dev.brownout.experiment.replicate;

import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sample;
import dev.brownout.scenario.Scenario;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The number of arrivals as a control variate. Its expected value is the integral of the rate of an open load over the
 * measured time. It does not depend on the system, so that it is exact for every scenario with such a load.
 */
public final class ArrivalControl {
    /** Name of the metric that counts the arrivals. */
    public static final String METRIC = "all.offered";

    /** Condition of a known number of arrivals, as a clause. */
    public static final String REQUIREMENT =
            "the expected number of arrivals is known only for rates, without journeys, users or recorded arrivals";

    /**
     * Probability below which the difference of the measured and the expected number of arrivals is not random. The
     * control is refused then.
     */
    private static final double IMPLAUSIBLE = 1e-6;

    private ArrivalControl() {}

    /** Returns the expected number of arrivals in the measured time of a run; empty if it is not known exactly. */
    public static Optional<Double> expected(Scenario scenario) {
        List<LoadProfile> loads = new ArrayList<>(Stream.concat(
                        scenario.workload().load().stream(),
                        scenario.workload().requests().values().stream().flatMap(request -> request.rate().stream()))
                .toList());
        if (loads.isEmpty()
                || !scenario.workload().journeys().isEmpty()
                || !loads.stream().allMatch(OpenLoad.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(loads.stream()
                .mapToDouble(load -> load.expected(scenario.warmupNanos(), scenario.durationNanos()))
                .sum());
    }

    /**
     * Returns the estimate of the mean of a metric with the arrivals as its control; empty if the metric or the
     * arrivals do not vary, have missing values, or the arrivals contradict their expected number.
     *
     * @param summary replications in which {@link #METRIC} was measured, at least {@link ControlVariate#MINIMUM}
     * @param expected expected number of arrivals of a replication
     * @param confidence confidence level of the interval, between 0 and 1
     */
    public static Optional<ControlVariate> estimate(
            ReplicationSummary summary, String metric, double expected, double confidence) {
        Sample values = summary.sample(metric);
        Sample arrivals = summary.sample(METRIC);
        boolean usable = !metric.equals(METRIC)
                && !ReplicationSummary.isLoss(metric)
                && values.variance() > 0
                && arrivals.variance() > 0
                && isPlausible(arrivals, expected);
        return usable
                ? Optional.of(ControlVariate.of(array(values), array(arrivals), expected, confidence))
                : Optional.empty();
    }

    private static boolean isPlausible(Sample arrivals, double expected) {
        double error = Math.sqrt(arrivals.variance() / arrivals.size());
        double deviation = Math.abs(arrivals.mean() - expected) / error;
        return 2 * new TDistribution(arrivals.size() - 1.0).cumulativeProbability(-deviation) > IMPLAUSIBLE;
    }

    private static double[] array(Sample sample) {
        return sample.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
