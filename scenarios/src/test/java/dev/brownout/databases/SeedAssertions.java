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
        double squares =
                DoubleStream.of(means).map(m -> (m - mean) * (m - mean)).sum();
        double error = Math.sqrt(squares / (SEEDS - 1) / SEEDS);
        assertThat(mean).isCloseTo(truth, within(T * error + known));
        assertThat(error).as("standard error").isLessThan(truth * precision);
    }
}
