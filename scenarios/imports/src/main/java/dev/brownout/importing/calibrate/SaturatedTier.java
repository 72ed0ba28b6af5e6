package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Estimate of a tier from a load test in which nearly all requests wait, so that no response time is a service time.
 * The mean and the shape of the service times and the cores of each node are those with which runs under the same load
 * agree best with the rate, the percentiles, and the order of the calls ({@link QueueOrder}).
 *
 * @param cores cores of each node; empty if the calls agree with nodes without a limit
 * @param otherCores all numbers of cores that agree as well
 * @param work service times of each request type in the notation of the scenario language, by the name of the type
 */
public record SaturatedTier(Optional<Integer> cores, List<Integer> otherCores, Map<String, String> work) {
    private static final int MAX_REQUESTS = 6_000;
    private static final int MIN_REQUESTS = 500;
    private static final int MAX_ITERATIONS = 6;
    private static final int MAX_WORSE = 3;
    private static final double STEP = 0.1;
    private static final double MAX_STEP = 1;
    private static final double MIN_STEP = 0.003;

    /** Bounds of the coefficient of variation. */
    private static final double MIN_CV = 0.05;

    private static final double MAX_CV = 4;

    /** Difference of the sums of squares above which a candidate is better than another: about three sigma. */
    private static final double SIGNIFICANT = 10;

    private static final int DIGITS = 4;

    /** Copies the lists. */
    public SaturatedTier {
        otherCores = List.copyOf(otherCores);
        work = Map.copyOf(work);
    }

    /** Family of service times with a mean and a coefficient of variation. */
    private enum ServiceFamily {
        GAMMA,
        LOGNORMAL;

        String text(double mean, double cv) {
            return this == GAMMA
                    ? "gamma(shape=" + LanguageNumbers.format(1 / (cv * cv), DIGITS) + " mean="
                            + LanguageNumbers.nanos(mean, DIGITS) + ")"
                    : "lognormal(mean=" + LanguageNumbers.nanos(mean, DIGITS) + " sigma="
                            + LanguageNumbers.format(Math.sqrt(ElementaryFunctions.log(1 + cv * cv)), DIGITS) + ")";
        }
    }

    /** Number of cores and logarithms of the mean and of the coefficient of variation, with the sum of squares. */
    private record Candidate(ServiceFamily family, int cores, double mean, double cv, double distance) {}

    /**
     * Estimates the tier.
     *
     * @param nodes number of nodes
     * @return empty if there are too few calls, or no run has successful calls
     */
    public static Optional<SaturatedTier> of(MeasuredLog log, int nodes, TierScenario scenario) {
        CallSample measured = log.steadyCalls().first(MAX_REQUESTS);
        if (measured.size() < MIN_REQUESTS) {
            return Optional.empty();
        }
        Search search = new Search(new TierRuns(log, measured, scenario), log.types(), nodes);
        List<Candidate> candidates = search.candidates();
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::distance))
                .map(best -> search.estimate(candidates, best));
    }

    /** Search for the best candidate. */
    private static final class Search {
        private final TierRuns runs;
        private final List<String> types;
        private final int nodes;
        private final OrderedFigures figures;
        private final double[] extraNanos;
        private final int maximum;
        private final double rate;

        Search(TierRuns runs, List<String> types, int nodes) {
            this.runs = runs;
            this.types = types;
            this.nodes = nodes;
            CallSample measured = runs.measuredCalls();
            this.figures = new OrderedFigures(measured, nodes, runs.isClosed());
            this.maximum = new QueueReplay(measured, 1, 0).maxConcurrent();
            this.rate = (measured.size() - 1)
                    / (double) Math.max(1, measured.arrivedNanos()[measured.size() - 1] - measured.arrivedNanos()[0]);
            double mean = WeightedSample.nanos(measured.responseNanos()).mean();
            this.extraNanos = new double[types.size()];
            for (int type = 0; type < extraNanos.length; type++) {
                extraNanos[type] =
                        Arrays.stream(measured.timesOf(type)).average().orElse(mean) - mean;
            }
        }

        /** Returns a candidate for each number of cores, the one without a limit last. */
        List<Candidate> candidates() {
            List<Candidate> all = new ArrayList<>();
            double cv = 0;
            double best = Double.POSITIVE_INFINITY;
            int worse = 0;
            for (int cores = 1; cores * nodes < maximum && worse < MAX_WORSE; cores += 1 + cores / 8) {
                Candidate next = fitted(ServiceFamily.GAMMA, cores, ElementaryFunctions.log(cores * nodes / rate), cv);
                all.add(next);
                worse = next.distance() < best ? 0 : worse + 1;
                best = Math.min(best, next.distance());
                cv = Double.isInfinite(next.distance()) ? cv : next.cv();
            }
            double mean =
                    WeightedSample.nanos(runs.measuredCalls().responseNanos()).mean();
            all.add(fitted(ServiceFamily.GAMMA, maximum, ElementaryFunctions.log(mean), -1));
            Candidate gamma = all.stream()
                    .min(Comparator.comparingDouble(Candidate::distance))
                    .orElseThrow();
            all.add(0, fitted(ServiceFamily.LOGNORMAL, gamma.cores(), gamma.mean(), gamma.cv()));
            all.removeIf(candidate -> Double.isInfinite(candidate.distance()));
            return all;
        }

        SaturatedTier estimate(List<Candidate> candidates, Candidate best) {
            List<Integer> others = candidates.stream()
                    .filter(candidate -> candidate.distance() < best.distance() + SIGNIFICANT)
                    .map(Candidate::cores)
                    .distinct()
                    .sorted()
                    .toList();
            boolean limited = best.cores() < maximum && !others.contains(maximum);
            Candidate chosen = limited
                    ? best
                    : candidates.stream()
                            .filter(candidate -> candidate.cores() == maximum)
                            .findFirst()
                            .orElse(best);
            return new SaturatedTier(limited ? Optional.of(best.cores()) : Optional.empty(), others, texts(chosen));
        }

        private Map<String, String> texts(Candidate candidate) {
            double mean = ElementaryFunctions.exp(candidate.mean());
            double cv = ElementaryFunctions.exp(candidate.cv());
            Map<String, String> texts = new TreeMap<>();
            for (int type = 0; type < types.size(); type++) {
                texts.put(types.get(type), candidate.family().text(Math.max(mean / 100, mean + extraNanos[type]), cv));
            }
            return texts;
        }

        /** Fits the mean and the coefficient of variation by a damped Gauss-Newton iteration. */
        private Candidate fitted(ServiceFamily family, int cores, double mean, double cv) {
            Candidate at = new Candidate(family, cores, mean, cv, Double.POSITIVE_INFINITY);
            double[] residual = residual(at);
            for (int i = 0; i < MAX_ITERATIONS && residual.length > 0; i++) {
                double[] byMean = slope(residual, residual(neighbour(at, STEP, 0)), STEP);
                double[] byCv = slope(residual, residual(neighbour(at, 0, -STEP)), -STEP);
                double[] step = step(residual, byMean, byCv);
                double[] next = {};
                Candidate moved = at;
                while (Math.max(Math.abs(step[0]), Math.abs(step[1])) >= MIN_STEP) {
                    moved = neighbour(at, step[0], step[1]);
                    next = residual(moved);
                    if (next.length > 0 && square(next) < square(residual)) {
                        break;
                    }
                    next = new double[0];
                    step = new double[] {step[0] / 2, step[1] / 2};
                }
                if (next.length == 0) {
                    break;
                }
                boolean small = square(residual) - square(next) < 0.01 * square(residual);
                at = moved;
                residual = next;
                if (small) {
                    break;
                }
            }
            return new Candidate(
                    family,
                    cores,
                    at.mean(),
                    at.cv(),
                    residual.length == 0 ? Double.POSITIVE_INFINITY : square(residual));
        }

        private static Candidate neighbour(Candidate at, double mean, double cv) {
            double low = ElementaryFunctions.log(MIN_CV);
            double high = ElementaryFunctions.log(MAX_CV);
            return new Candidate(
                    at.family(), at.cores(), at.mean() + mean, Math.max(low, Math.min(high, at.cv() + cv)), 0);
        }

        private static double[] slope(double[] from, double[] to, double step) {
            double[] slope = new double[from.length];
            for (int i = 0; i < from.length && to.length > 0; i++) {
                slope[i] = (to[i] - from[i]) / step;
            }
            return slope;
        }

        /** Returns the step of the mean and of the coefficient of variation: the least squares solution. */
        private static double[] step(double[] residual, double[] byMean, double... byCv) {
            double mm = 1e-6;
            double cc = 1e-6;
            double mc = 0;
            double mr = 0;
            double cr = 0;
            for (int i = 0; i < residual.length; i++) {
                mm += byMean[i] * byMean[i];
                cc += byCv[i] * byCv[i];
                mc += byMean[i] * byCv[i];
                mr -= byMean[i] * residual[i];
                cr -= byCv[i] * residual[i];
            }
            double determinant = mm * cc - mc * mc + 1e-9 * mm * cc;
            double mean = (mr * cc - cr * mc) / determinant;
            double cv = (cr * mm - mr * mc) / determinant;
            double scale = MAX_STEP / Math.max(MAX_STEP, Math.max(Math.abs(mean), Math.abs(cv)));
            return new double[] {mean * scale, cv * scale};
        }

        private static double square(double... residual) {
            return Arrays.stream(residual).map(value -> value * value).sum();
        }

        /** Returns the differences of a run from the log in standard errors; empty if the run has no calls. */
        private double[] residual(Candidate candidate) {
            return runs.run(runs.file(candidate.cores(), texts(candidate), Map.of()), 0)
                    .map(figures::differences)
                    .orElse(new double[0]);
        }
    }
}
