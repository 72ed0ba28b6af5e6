package dev.brownout.importing.calibrate;

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
 * error. All runs have the arrivals of the logs and the same random streams. No queueing formulas are used, since all
 * waiting happens in the simulation.
 *
 * <p>The confidence intervals follow from the variation between ten parts of each log. The covariance of the
 * percentiles is propagated to the parameters by the slopes at the optimum.
 */
final class DistributionSearch {
    private static final int RUNS = 4;
    private static final int PARTS = 10;
    private static final double STEP = 0.1;
    private static final double LEAST_DEVIATION = 0.005;
    private static final double STILL = 0.005;
    private static final double LONGEST_STEP = 0.7;
    private static final int MOST_ROUNDS = 20;
    private static final int MOST_HALVED = 20;
    private static final double ANSWERED = 0.9;
    private static final double NEVER = StrictMath.log(3600e9);

    private final ReplayedScenario scenario;
    private final List<MeasuredLog> logs;
    private final List<String> paths;
    private final Map<String, String> others;
    private final List<FittableDistribution> laws = new ArrayList<>();
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
            ReplayedScenario scenario, List<MeasuredLog> logs, List<String> paths, Map<String, String> others) {
        this.scenario = scenario;
        this.logs = logs;
        this.paths = paths;
        this.others = others;
        RealVector from = new ArrayRealVector();
        for (String path : paths) {
            String value = scenario.value(path);
            FittableDistribution law = FittableDistribution.of(path, value);
            laws.add(law);
            from = from.append(new ArrayRealVector(law.free(value)));
        }
        this.start = from;
        logs.forEach(this::target);
        this.measured = measuredOf(targets);
        if (measured.getDimension() < start.getDimension()) {
            throw new IllegalArgumentException(
                    "the logs have " + measured.getDimension() + " percentiles that are sure enough, which is"
                            + " too few for " + start.getDimension() + " numbers");
        }
        this.covariance = covariance();
        this.weights = weights(covariance);
    }

    private void target(MeasuredLog log) {
        List<String> names = scenario.names(log.types());
        for (String name : names.stream().distinct().toList()) {
            long[] times = log.timesOf(names, name);
            int size = times.length;
            double[] shares = LogPercentiles.carriedBy(size);
            double[][] parts = new double[PARTS][];
            for (int part = 0; part < PARTS; part++) {
                long from = (long) size * part / PARTS;
                long to = (long) size * (part + 1) / PARTS;
                parts[part] = shares.length == 0
                        ? shares
                        : LogPercentiles.of(
                                Arrays.copyOfRange(times, (int) from, (int) to), shares, log.resolutionNanos());
            }
            double[] measured = LogPercentiles.of(times, shares, log.resolutionNanos());
            targets.add(new Target(log, name, size, shares, measured, parts));
        }
    }

    /** Runs the search and returns the fitted settings. */
    List<Setting> found() throws IOException {
        RealVector point = answering();
        RealVector off = measured.subtract(answered(point));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            RealMatrix slopes = slopes(point, measured.subtract(off));
            RealMatrix weighted = slopes.transpose().multiply(weights);
            RealVector step = new LUDecomposition(
                            weighted.multiply(slopes).add(MatrixUtils.createRealIdentityMatrix(point.getDimension())))
                    .getSolver()
                    .solve(weighted.operate(off));
            step = step.mapMultiply(Math.min(1, LONGEST_STEP / Math.max(LONGEST_STEP, step.getLInfNorm())));
            RealVector next = off;
            while (step.getLInfNorm() >= STILL) {
                next = measured.subtract(answered(point.add(step)));
                if (square(next) < square(off)) {
                    break;
                }
                step = step.mapDivide(2);
            }
            if (step.getLInfNorm() < STILL) {
                break;
            }
            point = point.add(step);
            off = next;
        }
        return settings(point.toArray());
    }

    /**
     * Returns the start of the search: the values of the scenario, with all times halved until the runs complete nearly
     * all requests of the logs. An overloaded scenario gives no useful slopes.
     *
     * @throws IllegalArgumentException if the scenario is still overloaded after 20 halvings
     */
    private RealVector answering() throws IOException {
        RealVector point = start;
        for (int halved = 0; halved < MOST_HALVED; halved++) {
            if (answered(point).getMaxValue() < NEVER) {
                return point;
            }
            point = point.copy();
            for (int i = 0, at = 0;
                    i < paths.size();
                    at += laws.get(i++).names().size()) {
                point.addToEntry(at, -StrictMath.log(2));
            }
        }
        throw new IllegalArgumentException("however little time " + String.join(", ", paths)
                + " takes, more than a tenth of the requests that the logs have good answers to gets none");
    }

    private double square(RealVector off) {
        return off.dotProduct(weights.operate(off));
    }

    private static RealVector measuredOf(List<Target> targets) {
        RealVector all = new ArrayRealVector();
        for (Target target : targets) {
            all = all.append(new ArrayRealVector(target.measured));
        }
        return all;
    }

    /**
     * Returns the inverse variance of each percentile, estimated from the parts of the log. A minimum variance is
     * added.
     */
    private static RealMatrix weights(RealMatrix covariance) {
        double[] weights = new double[covariance.getRowDimension()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (covariance.getEntry(i, i) + LEAST_DEVIATION * LEAST_DEVIATION);
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
        int at = 0;
        for (MeasuredLog log : logs) {
            double[][] parts = new double[PARTS][];
            for (int part = 0; part < PARTS; part++) {
                RealVector all = new ArrayRealVector();
                for (Target target : targets) {
                    all = target.log.equals(log) ? all.append(new ArrayRealVector(target.parts[part])) : all;
                }
                parts[part] = all.toArray();
            }
            for (int i = 0; i < parts[0].length; i++) {
                for (int j = 0; j < parts[0].length; j++) {
                    covariance.setEntry(at + i, at + j, covariance(parts, i, j) / PARTS);
                }
            }
            at += parts[0].length;
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
    private RealMatrix slopes(RealVector point, RealVector value) throws IOException {
        RealMatrix slopes = new Array2DRowRealMatrix(value.getDimension(), point.getDimension());
        for (int i = 0; i < point.getDimension(); i++) {
            RealVector moved = point.copy();
            moved.addToEntry(i, STEP);
            slopes.setColumnVector(i, answered(moved).subtract(value).mapDivide(STEP));
        }
        return slopes;
    }

    /** Returns the logarithms of the percentiles of runs with the given parameters. */
    private RealVector answered(RealVector point) throws IOException {
        Map<String, String> values = new TreeMap<>(others);
        values.putAll(texts(point.toArray()));
        RealVector all = new ArrayRealVector();
        for (MeasuredLog log : logs) {
            ScenarioFile file = scenario.with(log, values);
            List<ResponseTimes> runs = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                runs.add(ResponseTimes.of(file, run));
            }
            for (Target target : targets) {
                all = target.log.equals(log) ? all.append(answered(target, runs)) : all;
            }
        }
        return all;
    }

    /**
     * Returns the mean over the runs. A run with too few successful responses counts as an extremely long response
     * time.
     */
    private static RealVector answered(Target target, List<ResponseTimes> runs) {
        RealVector sum = new ArrayRealVector(target.shares.length);
        for (ResponseTimes run : runs) {
            long[] times = run.of(target.name);
            sum = sum.add(
                    times.length < ANSWERED * target.requests
                            ? new ArrayRealVector(target.shares.length, NEVER * RUNS)
                            : new ArrayRealVector(
                                    LogPercentiles.of(times, target.shares, target.log.resolutionNanos())));
        }
        return sum.mapDivide(runs.size());
    }

    private Map<String, String> texts(double... point) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0, at = 0; i < paths.size(); at += laws.get(i++).names().size()) {
            texts.put(paths.get(i), laws.get(i).text(own(point, i, at)));
        }
        return texts;
    }

    private double[] own(double[] point, int law, int at) {
        return Arrays.copyOfRange(point, at, at + laws.get(law).names().size());
    }

    private List<Setting> settings(double... point) throws IOException {
        RealMatrix spread = spread(point);
        double wide = new TDistribution(PARTS - 1).inverseCumulativeProbability(0.975);
        List<Setting> found = new ArrayList<>();
        for (int i = 0, at = 0; i < paths.size(); at += laws.get(i++).names().size()) {
            FittableDistribution law = laws.get(i);
            double[] own = own(point, i, at);
            double[] times = law.times(own);
            List<Estimate> estimates = new ArrayList<>();
            for (int k = 0; k < own.length; k++) {
                RealVector slope = new ArrayRealVector(point.length);
                for (int j = 0; j <= k; j++) {
                    double[] moved = own.clone();
                    moved[j] += LEAST_DEVIATION;
                    slope.setEntry(at + j, StrictMath.log(law.times(moved)[k] / times[k]) / LEAST_DEVIATION);
                }
                double half = wide * StrictMath.sqrt(slope.dotProduct(spread.operate(slope)));
                estimates.add(new Estimate(
                        law.names().get(k),
                        times[k],
                        times[k] * StrictMath.exp(-half),
                        times[k] * StrictMath.exp(half),
                        true));
            }
            String path = paths.get(i);
            found.add(new Setting(path, scenario.value(path), law.text(own), estimates, List.of()));
        }
        return found;
    }

    /**
     * Returns the covariance of the fitted parameters. The entries are very large if the percentiles do not depend on a
     * parameter.
     */
    private RealMatrix spread(double... point) throws IOException {
        RealVector at = new ArrayRealVector(point);
        RealMatrix slopes = slopes(at, answered(at));
        RealMatrix weighted = slopes.transpose().multiply(weights);
        try {
            RealMatrix carry = new LUDecomposition(weighted.multiply(slopes))
                    .getSolver()
                    .getInverse()
                    .multiply(weighted);
            // Each run has its own random streams, so the mean of the runs adds 1/RUNS of the variance of a log.
            return carry.multiply(covariance.scalarMultiply(1 + 1.0 / RUNS)).multiply(carry.transpose());
        } catch (SingularMatrixException untold) {
            return new Array2DRowRealMatrix(point.length, point.length).scalarAdd(NEVER);
        }
    }
}
