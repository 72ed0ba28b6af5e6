package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Statistical assertions on runs of a scenario with several seeds. */
public final class SeedAssertions {
    public static final int SEEDS = 10;
    /**
     * Quantile of Student's t distribution with nine degrees of freedom: 99.9 % of the means are within this number of
     * standard errors of the true value.
     */
    private static final double T = 4.78;

    /** Quantile of the same distribution for an interval of 99 %. */
    private static final double T99 = 3.25;

    private SeedAssertions() {}

    /**
     * Asserts that the mean over seeds 0 to {@link #SEEDS} - 1 agrees with the true value.
     *
     * @param precision upper bound of the standard error, as a share of the true value
     */
    public static void agree(IntToDoubleFunction measured, double truth, double precision) {
        agree(measured, truth, 0, precision);
    }

    /**
     * Asserts that the mean over seeds 0 to {@link #SEEDS} - 1 agrees with an approximation of the true value.
     *
     * @param known known error of the approximation
     * @param precision upper bound of the standard error, as a share of the true value
     */
    public static void agree(IntToDoubleFunction measured, double truth, double known, double precision) {
        double[] means = IntStream.range(0, SEEDS).mapToDouble(measured).toArray();
        double mean = DoubleStream.of(means).average().orElseThrow();
        double error = deviation(means, mean) / Math.sqrt(SEEDS);
        assertThat(mean).isCloseTo(truth, within(T * error + known));
        assertThat(error).as("standard error").isLessThan(truth * precision);
    }

    /**
     * Asserts that the result of one published run is within the prediction interval of 99 % for another seed.
     *
     * @param measured results of runs as long as the published one
     * @param precision upper bound of the standard deviation of a run, as a share of the published result
     */
    public static void predict(IntToDoubleFunction measured, double published, double precision) {
        double[] runs = IntStream.range(0, SEEDS).mapToDouble(measured).toArray();
        double mean = DoubleStream.of(runs).average().orElseThrow();
        double deviation = deviation(runs, mean);
        assertThat(published).isCloseTo(mean, within(T99 * deviation * Math.sqrt(1 + 1.0 / SEEDS)));
        assertThat(deviation).as("standard deviation").isLessThan(published * precision);
    }

    private static double deviation(double[] runs, double mean) {
        double squares = DoubleStream.of(runs).map(m -> (m - mean) * (m - mean)).sum();
        return Math.sqrt(squares / (SEEDS - 1));
    }
}
