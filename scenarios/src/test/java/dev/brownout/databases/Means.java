package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What some runs of a scenario give, each with a seed of its own, held against a truth. */
public final class Means {
    public static final int SEEDS = 10;
    /** Student's t with nine degrees of freedom: 99.9 % of means lie so many standard errors around the truth. */
    private static final double T = 4.78;

    private Means() {}

    /**
     * Fails where the mean of what is measured under the seeds from 0 does not agree with a truth.
     *
     * @param precision what the standard error must be less than, as a share of the truth
     */
    public static void agree(IntToDoubleFunction measured, double truth, double precision) {
        agree(measured, truth, 0, precision);
    }

    /**
     * The same.
     *
     * @param known by how much the truth is off, being an approximation
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
