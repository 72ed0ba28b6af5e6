package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.KolmogorovSmirnov;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Work told from waiting in the times of answers, and with it the number of cores and the time that an answer takes
 * outside of them.
 *
 * <p>For each number of cores the work of each call follows from the arrivals and the ends ({@link QueueReplay}). Only
 * under the right number does it not depend on how many calls were at the machine: with too few cores calls end before
 * their work could have begun, or work looks shorter where it waited; with too many, what is waiting counts as work
 * where many are there. The constant time outside of the cores is seen in calls that found a core free and not in those
 * that took one over from another call; it is the one for which the work of both is alike.
 *
 * @param tried what each number of cores makes of the calls
 */
public record WorkEstimator(List<Candidate> tried) {
    /** More cores are not tried. */
    static final int MOST_CORES = 256;

    /** A share of calls that end too early to be explained that is let pass: lines of logs are not always in order. */
    private static final double STRAY = 0.001;

    /** Two groups of calls differ if chance alone makes such a difference once in a thousand samples. */
    private static final double CHANCE = 0.001;

    /** Work is the difference of two ends, each of which is off by as much as the resolution. */
    private static final double ENDS = 2;

    /** Differences of less than this share of the median are none. */
    private static final double FINENESS = 1e-3;

    private static final int LEAST_WAITED = 100;
    private static final int LEAST_LOW = 2_000;
    private static final int LEAST_HIGH = 200;
    private static final int HALVINGS = 30;
    private static final double Z95 = 1.959963984540054;

    /** After so many numbers of cores that say no, above one that says yes, more say no too. */
    private static final int ENOUGH = 3;

    /** Takes the list as it is now. */
    public WorkEstimator {
        tried = List.copyOf(tried);
    }

    /**
     * What a number of cores makes of the calls.
     *
     * @param impossible share of the calls that would have ended before their work could begin
     * @param offsetNanos the time outside of the cores; 0 where its interval reaches so far
     * @param offsetError half of the interval that holds it in 95 of 100 samples
     * @param waited how many calls waited for a core
     * @param distance the largest distance (Kolmogorov-Smirnov) between the work of groups of calls that must be alike
     * @param probability of such a distance by chance
     */
    public record Candidate(
            int cores,
            double impossible,
            long offsetNanos,
            double offsetError,
            long waited,
            double distance,
            double probability) {
        /** Whether the calls may have come from so many cores. */
        public boolean possible() {
            return impossible <= STRAY && probability >= CHANCE;
        }

        /** Whether enough calls waited for saying what time passes outside of the cores. */
        public boolean tellsOffset() {
            return waited >= LEAST_WAITED;
        }
    }

    /**
     * Tells work from waiting in one log or several, each with times of its own.
     *
     * @param resolutionNanos to how many nanoseconds arrivals and times were rounded
     */
    public static WorkEstimator of(List<CallSample> logs, long resolutionNanos) {
        int most = 1;
        for (CallSample calls : logs) {
            most = Math.max(
                    most,
                    Arrays.stream(new QueueReplay(calls, 1, 0).found).max().orElse(0) + 1);
        }
        List<Candidate> tried = new ArrayList<>();
        int refused = 0;
        boolean found = false;
        for (int cores = 1; cores <= Math.min(most, MOST_CORES) && !(found && refused >= ENOUGH); cores++) {
            Candidate candidate = new Trial(logs, cores, resolutionNanos).candidate();
            tried.add(candidate);
            refused = candidate.possible() ? 0 : refused + 1;
            found |= candidate.possible();
        }
        return new WorkEstimator(tried);
    }

    /** Numbers of cores that the calls may have come from, ascending. */
    public List<Candidate> possible() {
        return tried.stream().filter(Candidate::possible).toList();
    }

    /** The number of cores, where the calls can have come from one number only. */
    public Optional<Candidate> told() {
        List<Candidate> possible = possible();
        return possible.size() == 1 && possible.get(0).tellsOffset() ? Optional.of(possible.get(0)) : Optional.empty();
    }

    /** The work of each call of a log under a candidate, in nanoseconds, in the order of arrivals. */
    public static long[] work(CallSample calls, Candidate candidate) {
        long[] work = new QueueReplay(calls, candidate.cores(), candidate.offsetNanos()).work;
        for (int i = 0; i < work.length; i++) {
            work[i] = Math.max(0, work[i]);
        }
        return work;
    }

    /** One number of cores. */
    private static final class Trial {
        private final List<CallSample> logs;
        private final int cores;
        private final long least;
        private final double middle;
        private final double tolerance;

        Trial(List<CallSample> logs, int cores, long resolution) {
            this.logs = logs;
            this.cores = cores;
            this.least = logs.stream().mapToLong(CallSample::least).min().orElseThrow();
            long[] all = logs.stream()
                    .flatMapToLong(calls -> Arrays.stream(calls.tookNanos()))
                    .sorted()
                    .toArray();
            this.middle = Math.max(1, all[all.length / 2]);
            this.tolerance = Math.max(ENDS * resolution, FINENESS * middle);
        }

        Candidate candidate() {
            List<QueueReplay> plain = replays(0);
            long size = 0;
            long impossible = 0;
            for (QueueReplay replay : plain) {
                size += replay.work.length;
                impossible += Arrays.stream(replay.work)
                        .filter(work -> work < -tolerance)
                        .count();
            }
            double share = (double) impossible / size;
            if (share > STRAY) {
                return new Candidate(cores, share, 0, 0, 0, 1, 0);
            }
            Groups groups = new Groups(plain, cores);
            long offset = 0;
            double error = 0;
            if (groups.waited.length >= LEAST_WAITED && groups.low.length >= LEAST_WAITED) {
                offset = offset();
                groups = new Groups(replays(offset), cores);
                error = error(groups);
                if (offset <= error) {
                    offset = 0;
                    groups = new Groups(plain, cores);
                }
            }
            double distance = 0;
            double probability = 1;
            for (double[] other : List.of(groups.high, groups.waited)) {
                if (other.length >= LEAST_WAITED && groups.low.length >= LEAST_WAITED) {
                    double away = KolmogorovSmirnov.distance(
                            WeightedSample.exact(groups.low), WeightedSample.exact(other), tolerance);
                    double both = (double) groups.low.length * other.length / (groups.low.length + other.length);
                    double chance = KolmogorovSmirnov.probability(away, both);
                    if (chance < probability) {
                        probability = chance;
                        distance = away;
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

        /** The time for which the work of calls that waited is like that of others: both grow apart on either side. */
        private long offset() {
            long low = 0;
            long high = least;
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

        /** The mean of a bounded measure of work, so that the longest do not decide. */
        private double mean(double... work) {
            double sum = 0;
            for (double one : work) {
                sum += one / (one + middle);
            }
            return sum / work.length;
        }

        private double error(Groups groups) {
            double slope = 0;
            for (double one : groups.low) {
                slope += middle / ((one + middle) * (one + middle));
            }
            slope /= groups.low.length;
            double mean = mean(groups.low);
            double variance = 0;
            for (double one : groups.low) {
                double away = one / (one + middle) - mean;
                variance += away * away;
            }
            variance /= groups.low.length;
            double both = 1.0 / groups.low.length + 1.0 / groups.waited.length;
            return Z95 * StrictMath.sqrt(variance * both) / slope;
        }
    }

    /** The work of calls that must be alike. */
    private static final class Groups {
        /** Of calls that found a core free and few other calls. */
        final double[] low;

        /** Of calls that found a core free and as many other calls as they could. */
        final double[] high;

        /** Of calls that waited. */
        final double[] waited;

        Groups(List<QueueReplay> replays, int cores) {
            long[] levels = new long[cores];
            int waiting = 0;
            for (QueueReplay replay : replays) {
                for (int i = 0; i < replay.work.length; i++) {
                    if (replay.waited[i]) {
                        waiting++;
                    } else {
                        levels[Math.min(replay.found[i], cores - 1)]++;
                    }
                }
            }
            int lowTo = 0;
            long lows = levels[0];
            while (lowTo < cores - 2 && lows < LEAST_LOW) {
                lows += levels[++lowTo];
            }
            int highFrom = cores;
            long highs = 0;
            while (highFrom - 1 > lowTo && highs < LEAST_HIGH) {
                highs += levels[--highFrom];
            }
            low = new double[(int) lows];
            high = new double[(int) highs];
            waited = new double[waiting];
            fill(replays, lowTo, highFrom, cores);
        }

        private void fill(List<QueueReplay> replays, int lowTo, int highFrom, int cores) {
            int lows = 0;
            int highs = 0;
            int waits = 0;
            for (QueueReplay replay : replays) {
                for (int i = 0; i < replay.work.length; i++) {
                    double work = Math.max(0, replay.work[i]);
                    int level = Math.min(replay.found[i], cores - 1);
                    if (replay.waited[i]) {
                        waited[waits++] = work;
                    } else if (level <= lowTo) {
                        low[lows++] = work;
                    } else if (level >= highFrom) {
                        high[highs++] = work;
                    }
                }
            }
        }
    }
}
