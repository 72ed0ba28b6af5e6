package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.calibrate.ScenarioFit.Setting;
import dev.brownout.importing.fitting.Fit.Estimate;
import dev.brownout.language.ScenarioFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Search for the parameters of time distributions with which a scenario reproduces the response times of logs. It
 * minimizes the weighted squared differences between the logarithms of simulated and measured percentiles. The method
 * is a damped Gauss-Newton iteration. A step changes a parameter by at most a factor of two and never increases the
 * error. All runs have the loads of the logs and the same random streams. No queueing formulas are used, since all
 * waiting happens in the simulation.
 *
 * <p>The confidence intervals follow from the variation between ten parts of each log. The covariance of the
 * percentiles is propagated to the parameters by the slopes at the optimum.
 */
final class DistributionSearch {
    private static final int RUNS = 4;
    private static final int PARTS = 10;
    private static final double STEP = 0.1;
    private static final double MIN_DEVIATION = 0.005;
    private static final double MIN_STEP = 0.005;
    private static final double MAX_STEP = 0.7;
    private static final int MAX_ITERATIONS = 20;
    private static final int MAX_HALVINGS = 20;
    private static final double MIN_COMPLETED_SHARE = 0.9;
    private static final double UNREACHABLE = ElementaryFunctions.log(3600e9);

    private final ReplayedScenario scenario;
    private final List<MeasuredLog> logs;
    private final List<String> paths;
    private final Map<String, String> fixedSettings;
    private final List<FittableDistribution> distributions = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final RealVector start;
    private final RealVector measured;
    private final RealMatrix covariance;
    private final RealMatrix weights;

    /**
     * Percentiles of one request type of a log.
     *
     * @param name name of the requests in the scenario
     * @param requests number of requests
     * @param shares ranks of the percentiles, from 0 to 1
     * @param measured natural logarithms of the percentiles
     * @param parts natural logarithms of the percentiles of each consecutive part of the log
     */
    private record Target(
            MeasuredLog log, String name, int requests, double[] shares, double[] measured, double[][] parts) {}

    DistributionSearch(
            ReplayedScenario scenario, List<MeasuredLog> logs, List<String> paths, Map<String, String> fixedSettings) {
        this.scenario = scenario;
        this.logs = logs;
        this.paths = paths;
        this.fixedSettings = fixedSettings;
        RealVector initial = new ArrayRealVector();
        for (String path : paths) {
            String value = scenario.value(path);
            FittableDistribution distribution = FittableDistribution.of(path, value);
            distributions.add(distribution);
            initial = initial.append(new ArrayRealVector(distribution.free(value)));
        }
        this.start = initial;
        logs.forEach(this::addTargets);
        this.measured = measuredLogarithms(targets);
        if (measured.getDimension() < start.getDimension()) {
            throw new IllegalArgumentException("the logs have " + measured.getDimension()
                    + " percentiles with enough samples, too few for " + start.getDimension() + " numbers");
        }
        this.covariance = covariance();
        this.weights = weights(covariance);
    }

    private void addTargets(MeasuredLog log) {
        List<String> names = scenario.names(log.types());
        for (String name : names.stream().distinct().toList()) {
            long[] times = log.timesOf(names, name);
            int size = times.length;
            double[] shares = LogPercentiles.carriedBy(size);
            double[][] parts = new double[PARTS][];
            for (int part = 0; part < PARTS; part++) {
                long first = (long) size * part / PARTS;
                long end = (long) size * (part + 1) / PARTS;
                parts[part] = shares.length == 0
                        ? shares
                        : LogPercentiles.logarithms(
                                Arrays.copyOfRange(times, (int) first, (int) end), shares, log.resolutionNanos());
            }
            double[] measured = LogPercentiles.logarithms(times, shares, log.resolutionNanos());
            targets.add(new Target(log, name, size, shares, measured, parts));
        }
    }

    /** Runs the search and returns the fitted settings. */
    List<Setting> fittedSettings() throws IOException {
        RealVector point = feasibleStart();
        RealVector residual = measured.subtract(simulate(point));
        for (int round = 0; round < MAX_ITERATIONS; round++) {
            RealMatrix slopes = jacobian(point, measured.subtract(residual));
            RealMatrix weighted = slopes.transpose().multiply(weights);
            RealVector step = new LUDecomposition(
                            weighted.multiply(slopes).add(MatrixUtils.createRealIdentityMatrix(point.getDimension())))
                    .getSolver()
                    .solve(weighted.operate(residual));
            step = step.mapMultiply(Math.min(1, MAX_STEP / Math.max(MAX_STEP, step.getLInfNorm())));
            RealVector next = residual;
            while (step.getLInfNorm() >= MIN_STEP) {
                next = measured.subtract(simulate(point.add(step)));
                if (weightedSquare(next) < weightedSquare(residual)) {
                    break;
                }
                step = step.mapDivide(2);
            }
            if (step.getLInfNorm() < MIN_STEP) {
                break;
            }
            point = point.add(step);
            residual = next;
        }
        return settings(point.toArray());
    }

    /**
     * Returns the start of the search: the values of the scenario, with all times halved until the runs complete nearly
     * all requests of the logs. An overloaded scenario gives no useful slopes.
     *
     * @throws IllegalArgumentException if the scenario is still overloaded after 20 halvings
     */
    private RealVector feasibleStart() throws IOException {
        RealVector point = start;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            if (simulate(point).getMaxValue() < UNREACHABLE) {
                return point;
            }
            point = point.copy();
            for (int i = 0, offset = 0;
                    i < paths.size();
                    offset += distributions.get(i++).names().size()) {
                point.addToEntry(offset, -ElementaryFunctions.log(2));
            }
        }
        throw new IllegalArgumentException("for every time of " + String.join(", ", paths)
                + ", more than a tenth of the requests with a successful response in the "
                + "logs have none in the run");
    }

    private double weightedSquare(RealVector residual) {
        return residual.dotProduct(weights.operate(residual));
    }

    private static RealVector measuredLogarithms(List<Target> targets) {
        RealVector logarithms = new ArrayRealVector();
        for (Target target : targets) {
            logarithms = logarithms.append(new ArrayRealVector(target.measured));
        }
        return logarithms;
    }

    /**
     * Returns the inverse variance of each percentile, estimated from the parts of the log. A minimum variance is
     * added.
     */
    private static RealMatrix weights(RealMatrix covariance) {
        double[] weights = new double[covariance.getRowDimension()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (covariance.getEntry(i, i) + MIN_DEVIATION * MIN_DEVIATION);
        }
        return new DiagonalMatrix(weights);
    }

    /**
     * Returns the covariance of all measured percentiles. Percentiles of the same log are correlated, those of
     * different logs are not.
     */
    private RealMatrix covariance() {
        int size = measured.getDimension();
        RealMatrix covariance = new Array2DRowRealMatrix(size, size);
        int offset = 0;
        for (MeasuredLog log : logs) {
            double[][] parts = new double[PARTS][];
            for (int part = 0; part < PARTS; part++) {
                RealVector logarithms = new ArrayRealVector();
                for (Target target : targets) {
                    logarithms = target.log.equals(log)
                            ? logarithms.append(new ArrayRealVector(target.parts[part]))
                            : logarithms;
                }
                parts[part] = logarithms.toArray();
            }
            for (int i = 0; i < parts[0].length; i++) {
                for (int j = 0; j < parts[0].length; j++) {
                    covariance.setEntry(offset + i, offset + j, covariance(parts, i, j) / PARTS);
                }
            }
            offset += parts[0].length;
        }
        return covariance;
    }

    private static double covariance(double[][] parts, int i, int j) {
        double meanI =
                Arrays.stream(parts).mapToDouble(part -> part[i]).average().orElseThrow();
        double meanJ =
                Arrays.stream(parts).mapToDouble(part -> part[j]).average().orElseThrow();
        return Arrays.stream(parts)
                        .mapToDouble(part -> (part[i] - meanI) * (part[j] - meanJ))
                        .sum()
                / (PARTS - 1);
    }

    /** Returns the derivatives of the percentiles by each parameter, as forward differences. */
    private RealMatrix jacobian(RealVector point, RealVector value) throws IOException {
        RealMatrix jacobian = new Array2DRowRealMatrix(value.getDimension(), point.getDimension());
        for (int i = 0; i < point.getDimension(); i++) {
            RealVector shifted = point.copy();
            shifted.addToEntry(i, STEP);
            jacobian.setColumnVector(i, simulate(shifted).subtract(value).mapDivide(STEP));
        }
        return jacobian;
    }

    /** Returns the logarithms of the percentiles of runs with the given parameters. */
    private RealVector simulate(RealVector point) throws IOException {
        Map<String, String> values = new TreeMap<>(fixedSettings);
        values.putAll(texts(point.toArray()));
        RealVector logarithms = new ArrayRealVector();
        for (MeasuredLog log : logs) {
            ReplayLoad load = scenario.load(log);
            ScenarioFile file = scenario.with(log.name(), load, values);
            List<ResponseTimes> runs = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                runs.add(ResponseTimes.of(file, load, run));
            }
            for (Target target : targets) {
                logarithms = target.log.equals(log) ? logarithms.append(simulate(target, runs)) : logarithms;
            }
        }
        return logarithms;
    }

    /**
     * Returns the mean over the runs. A run with too few successful responses counts as an extremely long response
     * time.
     */
    private static RealVector simulate(Target target, List<ResponseTimes> runs) {
        RealVector sum = new ArrayRealVector(target.shares.length);
        for (ResponseTimes run : runs) {
            long[] times = run.of(target.name);
            sum = sum.add(
                    times.length < MIN_COMPLETED_SHARE * target.requests
                            ? new ArrayRealVector(target.shares.length, UNREACHABLE * RUNS)
                            : new ArrayRealVector(
                                    LogPercentiles.logarithms(times, target.shares, target.log.resolutionNanos())));
        }
        return sum.mapDivide(runs.size());
    }

    private Map<String, String> texts(double... point) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0, offset = 0;
                i < paths.size();
                offset += distributions.get(i++).names().size()) {
            texts.put(paths.get(i), distributions.get(i).text(parametersOf(point, i, offset)));
        }
        return texts;
    }

    private double[] parametersOf(double[] point, int index, int offset) {
        return Arrays.copyOfRange(
                point, offset, offset + distributions.get(index).names().size());
    }

    private List<Setting> settings(double... point) throws IOException {
        RealMatrix parameterCovariance = parameterCovariance(point);
        double quantile = new TDistribution(PARTS - 1).inverseCumulativeProbability(0.975);
        List<Setting> settings = new ArrayList<>();
        for (int i = 0, offset = 0;
                i < paths.size();
                offset += distributions.get(i++).names().size()) {
            FittableDistribution distribution = distributions.get(i);
            double[] parameters = parametersOf(point, i, offset);
            double[] times = distribution.times(parameters);
            List<Estimate> estimates = new ArrayList<>();
            for (int k = 0; k < parameters.length; k++) {
                RealVector gradient = new ArrayRealVector(point.length);
                for (int j = 0; j <= k; j++) {
                    double[] shifted = parameters.clone();
                    shifted[j] += MIN_DEVIATION;
                    gradient.setEntry(
                            offset + j,
                            ElementaryFunctions.log(distribution.times(shifted)[k] / times[k]) / MIN_DEVIATION);
                }
                double halfWidth = quantile * Math.sqrt(gradient.dotProduct(parameterCovariance.operate(gradient)));
                estimates.add(new Estimate(
                        distribution.names().get(k),
                        times[k],
                        times[k] * ElementaryFunctions.exp(-halfWidth),
                        times[k] * ElementaryFunctions.exp(halfWidth),
                        true));
            }
            String path = paths.get(i);
            settings.add(new Setting(path, scenario.value(path), distribution.text(parameters), estimates, List.of()));
        }
        return settings;
    }

    /**
     * Returns the covariance of the fitted parameters. The entries are very large if the percentiles do not depend on a
     * parameter.
     */
    private RealMatrix parameterCovariance(double... point) throws IOException {
        RealVector optimum = new ArrayRealVector(point);
        RealMatrix slopes = jacobian(optimum, simulate(optimum));
        RealMatrix weighted = slopes.transpose().multiply(weights);
        try {
            RealMatrix sensitivity = new LUDecomposition(weighted.multiply(slopes))
                    .getSolver()
                    .getInverse()
                    .multiply(weighted);
            // Each run has its own random streams, so the mean of the runs adds 1/RUNS of the variance of a log.
            return sensitivity
                    .multiply(covariance.scalarMultiply(1 + 1.0 / RUNS))
                    .multiply(sensitivity.transpose());
        } catch (SingularMatrixException singular) {
            return new Array2DRowRealMatrix(point.length, point.length).scalarAdd(UNREACHABLE);
        }
    }
}
