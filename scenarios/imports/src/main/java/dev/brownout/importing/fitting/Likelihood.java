package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.DistributionFamily.LogDensity;
import dev.brownout.random.Distribution;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Log-likelihood of a sample, and the parameters that maximize it. */
final class Likelihood {
    /**
     * Cell probability below which the density is integrated instead. A difference of cumulative probabilities would
     * lose its digits.
     */
    private static final double MIN_CELL_PROBABILITY = 1e-6;

    /** Lower limit for the log-density of a value, for values outside the range of a distribution. */
    private static final double MIN_LOG_DENSITY = -1e6;

    private static final int MAX_EVALUATIONS = 2_000;
    private static final double PRECISION = 1e-10;
    private static final double STEP = 0.05;

    private Likelihood() {}

    /** Returns the log-likelihood: that of cells if the sample is coarse, otherwise that of exact values. */
    static double logLikelihood(DistributionFamily family, double[] p, WeightedSample sample) {
        return sample.coarse() ? ofCells(family, p, sample) : ofDensity(family, p, sample);
    }

    /** Returns the log-likelihood of exact values. */
    static double ofDensity(DistributionFamily family, double[] p, WeightedSample sample) {
        LogDensity density = family.logDensity(p);
        double sum = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            double log = density.logDensity(sample.positive(i), sample.log(i));
            sum += sample.count(i) * Math.max(log, MIN_LOG_DENSITY);
        }
        return sum;
    }

    private static double ofCells(DistributionFamily family, double[] p, WeightedSample sample) {
        Distribution distribution = family.distribution(p);
        LogDensity density = family.logDensity(p);
        double sum = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            double from = sample.cellStart(sample.value(i));
            double to = sample.cellEnd(sample.value(i));
            double probability = distribution.cumulative(to) - distribution.cumulative(from);
            double log = ElementaryFunctions.log(
                    probability > MIN_CELL_PROBABILITY ? probability : simpson(density, from, to));
            sum += sample.count(i) * Math.max(log, MIN_LOG_DENSITY);
        }
        return sum;
    }

    private static double simpson(LogDensity density, double from, double to) {
        double densityAtStart = from > 0 ? densityAt(density, from) : 0;
        return (densityAtStart + 4 * densityAt(density, (from + to) / 2) + densityAt(density, to)) / 6 * (to - from);
    }

    private static double densityAt(LogDensity density, double x) {
        return ElementaryFunctions.exp(density.logDensity(x, ElementaryFunctions.log(x)));
    }

    /**
     * Returns the parameters that maximize the likelihood, or {@code null} if no distribution of the family fits such
     * values or the search does not converge.
     */
    static double[] maximum(DistributionFamily family, WeightedSample sample) {
        double[] start = family.start(sample);
        if (start == null || family.startIsExact() && !sample.coarse()) {
            return start;
        }
        int free = free(family);
        if (free == 0) {
            return start;
        }
        return search(start, free, STEP, p -> logLikelihood(family, p, sample));
    }

    /**
     * Returns the parameters that maximize a likelihood, or {@code null} if the search does not converge. The search is
     * that of Nelder and Mead in the logarithms of the parameters.
     *
     * @param free number of parameters that are varied, the first ones
     * @param step size of the first steps, in logarithms
     */
    static double[] search(double[] start, int free, double step, ToDoubleFunction<double[]> likelihood) {
        double[] logs = new double[free];
        double[] steps = new double[free];
        for (int i = 0; i < free; i++) {
            logs[i] = ElementaryFunctions.log(start[i]);
            steps[i] = step;
        }
        try {
            return withLogs(
                    start,
                    new SimplexOptimizer(new SimpleValueChecker(PRECISION, 1e-7))
                            .optimize(
                                    new MaxEval(MAX_EVALUATIONS),
                                    new ObjectiveFunction(point -> likelihood.applyAsDouble(withLogs(start, point))),
                                    GoalType.MAXIMIZE,
                                    new InitialGuess(logs),
                                    new NelderMeadSimplex(steps))
                            .getPoint());
        } catch (TooManyEvaluationsException | IllegalArgumentException notConverged) {
            return null;
        }
    }

    /**
     * Returns the number of parameters with a stationary point at the maximum of the likelihood. They come first, or
     * there are none.
     */
    static int free(DistributionFamily family) {
        int free = 0;
        for (int i = 0; i < family.parameters().length; i++) {
            free += family.isNonStationary(i) ? 0 : 1;
        }
        return free;
    }

    private static double[] withLogs(double[] start, double[] logs) {
        double[] p = start.clone();
        for (int i = 0; i < logs.length; i++) {
            p[i] = ElementaryFunctions.exp(logs[i]);
        }
        return p;
    }
}
