package dev.brownout.experiment.reliability;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Long-run behaviour of a failure group.
 *
 * @param share share of the time with each number of failed nodes
 * @param entries failures per ns that lead to each number of failed nodes
 * @param simulated whether the numbers are estimates of a simulation, and not exact
 * @param unseen upper limit of the share of the time in states that the simulation has not visited; 0 if exact
 */
record GroupShares(double[] share, double[] entries, boolean simulated, double unseen) {
    /** Number of failures of one simulation of a group. */
    private static final int FAILURES = 400_000;

    private static final int WARMUP = 2_000;

    /**
     * Returns the shares of a group. With exponential times they are those of a birth-death process (Gross et al.,
     * Fundamentals of Queueing Theory, 2008, 2.1; the machine repair model). If no node waits for a crew, the nodes are
     * independent and the shares binomial for any distributions (Barlow and Proschan, Statistical Theory of
     * Reliability, 1975). Otherwise the group is simulated.
     *
     * @param seed seed of the simulation
     */
    static GroupShares of(FailureGroup group, long seed) {
        if (group.isMarkov()) {
            return birthDeath(group);
        }
        return group.hasEnoughCrews() ? binomial(group) : simulated(group, seed);
    }

    private static GroupShares birthDeath(FailureGroup group) {
        int n = group.nodes();
        double failure = 1 / group.toFailure().mean();
        double repair = 1 / group.ofRepair().mean();
        double[] log = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            log[k] =
                    log[k - 1] + ElementaryFunctions.log((n - k + 1) * failure / (Math.min(k, group.crews()) * repair));
        }
        double[] share = normalized(log);
        double[] entries = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            entries[k] = share[k - 1] * (n - k + 1) * failure;
        }
        return new GroupShares(share, entries, false, 0);
    }

    private static double[] normalized(double[] log) {
        double peak = 0;
        for (double one : log) {
            peak = Math.max(peak, one);
        }
        double sum = 0;
        double[] share = new double[log.length];
        for (int k = 0; k < log.length; k++) {
            share[k] = ElementaryFunctions.exp(log[k] - peak);
            sum += share[k];
        }
        for (int k = 0; k < log.length; k++) {
            share[k] /= sum;
        }
        return share;
    }

    private static GroupShares binomial(FailureGroup group) {
        int n = group.nodes();
        double up = group.toFailure().mean();
        double repair = group.ofRepair().mean();
        double[] log = new double[n + 1];
        double[] others = new double[n];
        for (int k = 1; k <= n; k++) {
            log[k] = log[k - 1] + ElementaryFunctions.log((n - k + 1) * repair / (k * up));
        }
        for (int k = 1; k < n; k++) {
            others[k] = others[k - 1] + ElementaryFunctions.log((n - k) * repair / (k * up));
        }
        double[] share = normalized(log);
        double[] shareOfOthers = normalized(others);
        double[] entries = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            entries[k] = n * shareOfOthers[k - 1] / (up + repair);
        }
        return new GroupShares(share, entries, false, 0);
    }

    static GroupShares simulated(FailureGroup group, long seed) {
        int n = group.nodes();
        FailureProcess process = new FailureProcess(NodeFailureModel.of(List.of(group)));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "shares of " + group.component()));
        FailureState state = process.begin(random);
        double[] time = new double[n + 1];
        double[] count = new double[n + 1];
        double all = 0;
        for (int failures = 0; failures < FAILURES + WARMUP; ) {
            state.restartClock();
            int node = state.next();
            int before = state.failed[0];
            int failed = process.advance(state, node, random);
            failures += failed >= 0 ? 1 : 0;
            if (failures > WARMUP) {
                all += state.now;
                time[before] += state.now;
                count[state.failed[0]] += failed >= 0 ? 1 : 0;
            }
        }
        for (int k = 0; k <= n; k++) {
            time[k] /= all;
            count[k] /= all;
        }
        return new GroupShares(time, count, true, 3 * group.ofRepair().mean() / all);
    }

    /** Returns the mean number of failed nodes. */
    double meanFailed() {
        double sum = 0;
        for (int k = 0; k < share.length; k++) {
            sum += k * share[k];
        }
        return sum;
    }

    /** Returns the number of failures of nodes per ns. */
    double failures() {
        double sum = 0;
        for (double one : entries) {
            sum += one;
        }
        return sum;
    }

    /** Returns the number of failures per ns after which fewer nodes work than the group needs, and not before. */
    double shortages(FailureGroup group) {
        double sum = 0;
        for (int k = 1; k < entries.length; k++) {
            sum += group.isShort(k) && !group.isShort(k - 1) ? entries[k] : 0;
        }
        return sum;
    }

    /** Returns the share of the time with fewer working nodes than a number. */
    double shareBelow(int needs) {
        return shareFrom(share.length - needs);
    }

    /** Returns the share of the time with at least a number of failed nodes. */
    double shareFrom(int failed) {
        double sum = 0;
        for (int k = share.length - 1; k >= Math.max(0, failed); k--) {
            sum += share[k];
        }
        return sum;
    }
}
