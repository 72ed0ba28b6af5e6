package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.KolmogorovSmirnov;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Estimates service time, core count and fixed latency from response times by removing queueing delay.
 *
 * <p>For each number of cores, the service time of each call follows from the arrivals and the ends
 * ({@link QueueReplay}). Only with the correct number is the service time independent of the number of calls at the
 * host. With too few cores, calls end before their service could have begun, or the service times of calls that waited
 * look shorter. With too many cores, waiting time counts as service time when many calls are present. The constant time
 * outside the cores is part of the response time of a call that found a free core. It is not visible for a call that
 * took over its core from another call. The estimate is the value for which both groups have the same service time.
 *
 * @param tried results for each number of cores
 */
public record WorkEstimator(List<Candidate> tried) {
    /** Maximum number of cores that is tried. */
    static final int MOST_CORES = 256;

    /** Tolerated share of calls that end too early to be explained, since log lines are not always in order. */
    private static final double MAX_IMPOSSIBLE_SHARE = 0.001;

    /**
     * Significance level. Two groups of calls differ if such a difference occurs by chance at most once in a thousand
     * samples.
     */
    private static final double SIGNIFICANCE = 0.001;

    /** Tolerance in units of the resolution: a service time is the difference of two ends, each of which is rounded. */
    private static final double RESOLUTION_TOLERANCE = 2;

    /** Tolerance as a share of the median response time. Smaller differences are ignored. */
    private static final double RELATIVE_TOLERANCE = 1e-3;

    private static final int MIN_GROUP = 100;
    private static final int MIN_LOW = 2_000;
    private static final int MIN_HIGH = 200;
    private static final int HALVINGS = 30;
    private static final double Z95 = 1.959963984540054;

    /** Number of consecutive rejected core counts, above an accepted one, after which the search ends. */
    private static final int MAX_REJECTED = 3;

    /** Copies the list. */
    public WorkEstimator {
        tried = List.copyOf(tried);
    }

    /**
     * Result for one number of cores.
     *
     * @param impossible share of calls that would have ended before their service could begin
     * @param offsetNanos time outside the cores in ns; 0 if its confidence interval contains 0
     * @param offsetError half of its 95 % confidence interval, in ns
     * @param waited number of calls that waited for a core
     * @param distance largest Kolmogorov-Smirnov distance between the service times of groups of calls that must be
     *     alike
     * @param probability probability of such a distance by chance
     */
    public record Candidate(
            int cores,
            double impossible,
            long offsetNanos,
            double offsetError,
            long waited,
            double distance,
            double probability) {
        /** Returns whether the calls are consistent with this number of cores. */
        public boolean isPossible() {
            return impossible <= MAX_IMPOSSIBLE_SHARE && probability >= SIGNIFICANCE;
        }

        /** Returns whether enough calls waited to estimate the time outside the cores. */
        public boolean determinesOffset() {
            return waited >= MIN_GROUP;
        }
    }

    /**
     * Separates service time and waiting time in one or more logs, each with its own time axis.
     *
     * @param resolutionNanos resolution of arrivals and response times in ns
     */
    public static WorkEstimator of(List<CallSample> logs, long resolutionNanos) {
        int maxConcurrent = 1;
        for (CallSample calls : logs) {
            maxConcurrent = Math.max(maxConcurrent, new QueueReplay(calls, 1, 0).maxConcurrent());
        }
        List<Candidate> tried = new ArrayList<>();
        int rejected = 0;
        boolean found = false;
        for (int cores = 1;
                cores <= Math.min(maxConcurrent, MOST_CORES) && !(found && rejected >= MAX_REJECTED);
                cores++) {
            Candidate candidate = new Trial(logs, cores, resolutionNanos).candidate();
            tried.add(candidate);
            rejected = candidate.isPossible() ? 0 : rejected + 1;
            found |= candidate.isPossible();
        }
        return new WorkEstimator(tried);
    }

    /** Returns the results for the core counts that are consistent with the calls, ascending. */
    public List<Candidate> possible() {
        return tried.stream().filter(Candidate::isPossible).toList();
    }

    /**
     * Returns the result for the number of cores, if exactly one number is consistent with the calls and enough calls
     * waited.
     */
    public Optional<Candidate> uniqueCandidate() {
        List<Candidate> possible = possible();
        return possible.size() == 1 && possible.get(0).determinesOffset()
                ? Optional.of(possible.get(0))
                : Optional.empty();
    }

    /** Returns the service time of each call of a log for a candidate, in ns, in the order of arrival. */
    public static long[] work(CallSample calls, Candidate candidate) {
        long[] work = new QueueReplay(calls, candidate.cores(), candidate.offsetNanos()).work;
        for (int i = 0; i < work.length; i++) {
            work[i] = Math.max(0, work[i]);
        }
        return work;
    }

    /** Evaluation of one number of cores. */
    private static final class Trial {
        private final List<CallSample> logs;
        private final int cores;
        private final long minResponseNanos;
        private final double medianNanos;
        private final double tolerance;

        Trial(List<CallSample> logs, int cores, long resolution) {
            this.logs = logs;
            this.cores = cores;
            this.minResponseNanos =
                    logs.stream().mapToLong(CallSample::minResponseNanos).min().orElseThrow();
            long[] sorted = logs.stream()
                    .flatMapToLong(calls -> Arrays.stream(calls.responseNanos()))
                    .sorted()
                    .toArray();
            this.medianNanos = Math.max(1, sorted[sorted.length / 2]);
            this.tolerance = Math.max(RESOLUTION_TOLERANCE * resolution, RELATIVE_TOLERANCE * medianNanos);
        }

        Candidate candidate() {
            List<QueueReplay> replays = replays(0);
            long size = 0;
            long impossible = 0;
            for (QueueReplay replay : replays) {
                size += replay.work.length;
                impossible += Arrays.stream(replay.work)
                        .filter(work -> work < -tolerance)
                        .count();
            }
            double share = (double) impossible / size;
            if (share > MAX_IMPOSSIBLE_SHARE) {
                return new Candidate(cores, share, 0, 0, 0, 1, 0);
            }
            Groups groups = new Groups(replays, cores);
            long offset = 0;
            double error = 0;
            if (groups.waited.length >= MIN_GROUP && groups.low.length >= MIN_GROUP) {
                offset = offset();
                groups = new Groups(replays(offset), cores);
                error = offsetError(groups);
                if (offset <= error) {
                    offset = 0;
                    groups = new Groups(replays, cores);
                }
            }
            double distance = 0;
            double probability = 1;
            for (double[] group : List.of(groups.high, groups.waited)) {
                if (group.length >= MIN_GROUP && groups.low.length >= MIN_GROUP) {
                    double groupDistance = KolmogorovSmirnov.distance(
                            WeightedSample.exact(groups.low), WeightedSample.exact(group), tolerance);
                    double effectiveSize =
                            (double) groups.low.length * group.length / (groups.low.length + group.length);
                    double groupProbability = KolmogorovSmirnov.probability(groupDistance, effectiveSize);
                    if (groupProbability < probability) {
                        probability = groupProbability;
                        distance = groupDistance;
                    }
                }
            }
            return new Candidate(cores, share, offset, error, groups.waited.length, distance, probability);
        }

        private List<QueueReplay> replays(long offset) {
            return logs.stream()
                    .map(calls -> new QueueReplay(calls, cores, offset))
                    .toList();
        }

        /**
         * Returns the time outside the cores, found by bisection: the value for which calls that waited have the same
         * service times as calls that did not wait.
         */
        private long offset() {
            long low = 0;
            long high = minResponseNanos;
            for (int i = 0; i < HALVINGS && high - low > 1; i++) {
                long offset = (low + high) / 2;
                Groups groups = new Groups(replays(offset), cores);
                if (groups.waited.length > 0 && mean(groups.low) <= mean(groups.waited)) {
                    high = offset;
                } else {
                    low = offset;
                }
            }
            return low;
        }

        /** Returns the mean of a bounded function of the service time, so that the longest ones do not dominate. */
        private double mean(double... work) {
            double sum = 0;
            for (double time : work) {
                sum += time / (time + medianNanos);
            }
            return sum / work.length;
        }

        private double offsetError(Groups groups) {
            double slope = 0;
            for (double time : groups.low) {
                slope += medianNanos / ((time + medianNanos) * (time + medianNanos));
            }
            slope /= groups.low.length;
            double mean = mean(groups.low);
            double variance = 0;
            for (double time : groups.low) {
                double difference = time / (time + medianNanos) - mean;
                variance += difference * difference;
            }
            variance /= groups.low.length;
            double varianceFactor = 1.0 / groups.low.length + 1.0 / groups.waited.length;
            return Z95 * Math.sqrt(variance * varianceFactor) / slope;
        }
    }

    /** Service times of groups of calls that must have the same distribution. */
    private static final class Groups {
        /** Service times of calls that found a free core and few other calls, in ns. */
        final double[] low;

        /** Service times of calls that found a free core and nearly all other cores busy, in ns. */
        final double[] high;

        /** Service times of calls that waited, in ns. */
        final double[] waited;

        Groups(List<QueueReplay> replays, int cores) {
            long[] levels = new long[cores];
            int waitedTotal = 0;
            for (QueueReplay replay : replays) {
                for (int i = 0; i < replay.work.length; i++) {
                    if (replay.waited[i]) {
                        waitedTotal++;
                    } else {
                        levels[Math.min(replay.numberFound[i], cores - 1)]++;
                    }
                }
            }
            int maxLowLevel = 0;
            long lowCount = levels[0];
            while (maxLowLevel < cores - 2 && lowCount < MIN_LOW) {
                lowCount += levels[++maxLowLevel];
            }
            int minHighLevel = cores;
            long highCount = 0;
            while (minHighLevel - 1 > maxLowLevel && highCount < MIN_HIGH) {
                highCount += levels[--minHighLevel];
            }
            low = new double[(int) lowCount];
            high = new double[(int) highCount];
            waited = new double[waitedTotal];
            fill(replays, maxLowLevel, minHighLevel, cores);
        }

        private void fill(List<QueueReplay> replays, int maxLowLevel, int minHighLevel, int cores) {
            int lowCount = 0;
            int highCount = 0;
            int waitedCount = 0;
            for (QueueReplay replay : replays) {
                for (int i = 0; i < replay.work.length; i++) {
                    double work = Math.max(0, replay.work[i]);
                    int level = Math.min(replay.numberFound[i], cores - 1);
                    if (replay.waited[i]) {
                        waited[waitedCount++] = work;
                    } else if (level <= maxLowLevel) {
                        low[lowCount++] = work;
                    } else if (level >= minHighLevel) {
                        high[highCount++] = work;
                    }
                }
            }
        }
    }
}
