package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.language.ScenarioFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Search for the cores of each node of a tier, by simulation of the busiest part of a log with each candidate. */
final class CoreSearch {
    /** Maximum number of requests that are simulated for each number of cores. */
    private static final int MAX_REQUESTS = 30_000;

    private static final int MAX_RECORDED = 2_000;

    private static final int PARTS = 10;

    private static final int REPLICATIONS = 2;

    private static final double[] PERCENTILES = {0.5, 0.9, 0.99};

    /** Bounds of the groups of calls by the number of others that they found, as shares of all calls. */
    private static final double[] GROUPS = {0, 0.5, 0.8, 0.95, 1};

    /** Relative standard error below which differences are not significant for a prediction. */
    private static final double MIN_ERROR = 0.01;

    /** Difference of the sums of squares above which a number of cores is better than another: about three sigma. */
    private static final double SIGNIFICANT = 10;

    /** Number of worse candidates in sequence after which the search ends. */
    private static final int MAX_WORSE = 3;

    private static final int SCALE_STEPS = 3;

    private static final int SCALE_RUNS = 4;

    /** Largest logarithm of the factor of the service times. */
    private static final double MAX_LOG_SCALE = 0.2;

    private static final double MAX_UTILIZATION = 0.98;

    /** Utilization of a closed loop with all cores busy, with the sampling error of the service times. */
    private static final double MAX_CLOSED_UTILIZATION = 1.1;

    /** Number of cores with the squares of the differences from the log, in standard errors, for each statistic. */
    private record CoreCandidate(int cores, List<Double> squares) {
        double distance() {
            return squares.stream().mapToDouble(Double::doubleValue).sum();
        }

        /**
         * Returns whether a limit of this number of cores agrees significantly better, also without the statistic that
         * improves most. A slow period of the whole host improves the times of requests that found many others only.
         */
        boolean isBetterThan(CoreCandidate unlimited) {
            if (squares.size() != unlimited.squares.size()) {
                return unlimited.squares.isEmpty();
            }
            double sum = 0;
            double most = 0;
            for (int i = 0; i < squares.size(); i++) {
                double improvement = unlimited.squares.get(i) - squares.get(i);
                sum += improvement;
                most = Math.max(most, improvement);
            }
            return sum > SIGNIFICANT && sum - most > SIGNIFICANT / 2;
        }
    }

    private final MeasuredLog log;
    private final int nodes;
    private final Map<String, WeightedSample> work;
    private final Map<String, String> distributions = new TreeMap<>();
    private final CallSample measured;
    private final TierRuns runs;
    private final int[] groups = new int[GROUPS.length];
    private final List<long[]> measuredGroups;

    CoreSearch(MeasuredLog log, int nodes, Map<String, WeightedSample> work, TierScenario scenario) {
        this.log = log;
        this.nodes = nodes;
        this.work = work;
        this.measured = log.loop().isPresent() ? log.steadyCalls().first(MAX_REQUESTS) : busiest(log.calls());
        this.runs = new TierRuns(log, measured, scenario);
        int[] found = new QueueReplay(measured, 1, 0).numberFound;
        int[] sorted = found.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < GROUPS.length; i++) {
            int index = (int) (GROUPS[i] * sorted.length);
            groups[i] = index < sorted.length ? sorted[index] : Integer.MAX_VALUE;
        }
        measuredGroups = byGroup(measured, found);
        for (String name : log.types()) {
            distributions.put(name, "file(work-" + name + ")");
        }
    }

    /** Returns the part of the calls with the highest rate. */
    private static CallSample busiest(CallSample calls) {
        int from = busiest(calls.arrivedNanos());
        int to = Math.min(calls.size(), from + MAX_REQUESTS);
        return calls.part(from, to);
    }

    /** Returns the number of the first call of the part with the highest rate. */
    private static int busiest(long... arrivals) {
        return IntStream.rangeClosed(0, Math.max(0, arrivals.length - MAX_REQUESTS))
                .boxed()
                .min(Comparator.comparingLong(
                        i -> arrivals[Math.min(arrivals.length, i + MAX_REQUESTS) - 1] - arrivals[i]))
                .orElse(0);
    }

    /**
     * Returns the cores of each node.
     *
     * @param most highest number of requests in the system, so that more cores have no effect
     * @return empty if the log agrees with this number
     */
    Optional<Integer> cores(int most) {
        CoreCandidate unlimited = candidate(most);
        CoreCandidate best = unlimited;
        int worse = 0;
        for (int cores = minimum(); cores < most && worse < MAX_WORSE; cores += 1 + cores / 8) {
            CoreCandidate next = candidate(cores);
            boolean better = next.distance() < best.distance();
            worse = better || best.cores() == most ? 0 : worse + 1;
            best = better ? next : best;
        }
        return best.isBetterThan(unlimited) ? Optional.of(best.cores()) : Optional.empty();
    }

    /**
     * Returns the factor of the service times with which the mean response time of runs is that of the log. It corrects
     * the sampling error of the service times, by the secant method in logarithms.
     */
    double scale(int cores) {
        double target = mean(measured);
        double before = 0;
        double errorBefore = ElementaryFunctions.log(mean(file(cores, 1)) / target);
        double next = -errorBefore;
        for (int i = 0; i < SCALE_STEPS; i++) {
            next = Math.max(-MAX_LOG_SCALE, Math.min(MAX_LOG_SCALE, next));
            double error = ElementaryFunctions.log(mean(file(cores, ElementaryFunctions.exp(next))) / target);
            double slope = next == before ? 1 : Math.max(1, (error - errorBefore) / (next - before));
            before = next;
            errorBefore = error;
            next -= error / slope;
        }
        return ElementaryFunctions.exp(Math.max(-MAX_LOG_SCALE, Math.min(MAX_LOG_SCALE, next)));
    }

    private ScenarioFile file(int cores, double factor) {
        Map<String, String> files = new TreeMap<>();
        work.forEach((name, sample) ->
                files.put("work-" + name, sample.scaledBy(factor).recorded(MAX_RECORDED)));
        return runs.file(cores, distributions, files);
    }

    private double mean(ScenarioFile file) {
        double sum = 0;
        long size = 0;
        for (int i = 0; i < SCALE_RUNS; i++) {
            Optional<CallSample> run = runs.run(file, i);
            sum += run.map(calls -> Arrays.stream(calls.responseNanos())
                            .asDoubleStream()
                            .sum())
                    .orElse(0.0);
            size += run.map(CallSample::size).orElse(0);
        }
        return sum / size;
    }

    private static double mean(CallSample calls) {
        return Arrays.stream(calls.responseNanos()).average().orElseThrow();
    }

    /** Returns the smallest number of cores that can serve the load. */
    private int minimum() {
        double busy = 0;
        double nanos =
                log.calls().arrivedNanos()[log.calls().size() - 1] - log.calls().arrivedNanos()[0];
        for (int type = 0; type < log.types().size(); type++) {
            busy += log.calls().arrivalsOf(type).length
                    * work.get(log.types().get(type)).mean()
                    / nanos;
        }
        double most = log.loop().isPresent() ? MAX_CLOSED_UTILIZATION : MAX_UTILIZATION;
        return Math.max(1, (int) Math.ceil(busy / most / nodes));
    }

    /** Returns a number of cores with the squares of the differences of all statistics, in standard errors. */
    private CoreCandidate candidate(int cores) {
        ScenarioFile file = file(cores, 1);
        List<CallSample> simulatedRuns = new ArrayList<>();
        for (int i = 0; i < REPLICATIONS; i++) {
            Optional<CallSample> run = runs.run(file, i);
            if (run.isEmpty()) {
                return new CoreCandidate(cores, List.of(Double.POSITIVE_INFINITY));
            }
            simulatedRuns.add(run.get());
        }
        List<Double> squares = new ArrayList<>();
        for (int type = 0; type < log.types().size(); type++) {
            int number = type;
            compare(
                    measured.timesOf(type),
                    simulatedRuns.stream()
                            .flatMapToLong(run -> Arrays.stream(run.timesOf(number)))
                            .toArray(),
                    squares);
        }
        List<List<long[]>> simulatedGroups = simulatedRuns.stream()
                .map(run -> byGroup(run, new QueueReplay(run, 1, 0).numberFound))
                .toList();
        for (int group = 0; group < GROUPS.length - 1; group++) {
            int number = group;
            long[] times = measuredGroups.get(group);
            long[] simulated = simulatedGroups.stream()
                    .flatMapToLong(run -> Arrays.stream(run.get(number)))
                    .toArray();
            if (times.length >= TierEstimate.MIN_REQUESTS) {
                squares.add(simulated.length > 0 ? square(times, simulated, WeightedSample::mean) : SIGNIFICANT);
            }
        }
        return new CoreCandidate(cores, squares);
    }

    private static void compare(long[] times, long[] simulated, List<Double> squares) {
        if (times.length == 0) {
            return;
        }
        if (simulated.length == 0) {
            squares.add(Double.POSITIVE_INFINITY);
            return;
        }
        squares.add(square(times, simulated, WeightedSample::mean));
        for (double p : PERCENTILES) {
            if ((1 - p) * times.length >= PARTS) {
                squares.add(square(times, simulated, sample -> sample.quantile(p)));
            }
        }
    }

    /**
     * Returns the response times of calls by group: the calls that found a number of other calls within its bounds. The
     * times of calls that found many others depend most on the number of cores.
     *
     * @param found number of other calls that each call found
     */
    private List<long[]> byGroup(CallSample calls, int... found) {
        List<long[]> times = new ArrayList<>();
        for (int group = 0; group < GROUPS.length - 1; group++) {
            int least = groups[group];
            int above = groups[group + 1];
            times.add(IntStream.range(0, found.length)
                    .filter(i -> found[i] >= least && found[i] < above)
                    .mapToLong(i -> calls.responseNanos()[i])
                    .toArray());
        }
        return times;
    }

    /** Returns the squared difference of the logarithms of a statistic, in standard errors of the measurement. */
    private static double square(long[] times, long[] simulated, ToDoubleFunction<WeightedSample> statistic) {
        double[] parts = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            int from = i * times.length / PARTS;
            int to = Math.max(from + 1, (i + 1) * times.length / PARTS);
            parts[i] = statistic.applyAsDouble(WeightedSample.nanos(Arrays.copyOfRange(times, from, to)));
        }
        double mean = Arrays.stream(parts).average().orElseThrow();
        double variance =
                Arrays.stream(parts).map(part -> (part - mean) * (part - mean)).sum() / (PARTS - 1);
        double error = Math.max(MIN_ERROR, Math.sqrt(variance / PARTS) / mean);
        double difference = ElementaryFunctions.log(statistic.applyAsDouble(WeightedSample.nanos(simulated))
                / statistic.applyAsDouble(WeightedSample.nanos(times)));
        return difference * difference / (error * error);
    }
}
