package dev.brownout.experiment.tune;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sequential halving (Karnin, Koren and Somekh, ICML 2013): each round doubles the replications of the candidates, and
 * only the better half enters the next round. Poor candidates cost one replication each.
 *
 * @param rounds number of rounds; the last has {@code 2^(rounds - 1)} replications
 * @param fewest number of candidates that is never halved
 */
record HalvingSearch(int rounds, int fewest) {
    /** Runs replications of candidates, until each has a number of them. */
    @FunctionalInterface
    interface Replicator<T> {
        /** Returns whether all were run; false if the execution was stopped. */
        boolean replicate(List<T> candidates, int target);
    }

    /** Returns the number of replications of the last round. */
    int lastReplications() {
        return 1 << (rounds - 1);
    }

    /** Returns the number of runs for a number of candidates. */
    int cost(int candidates) {
        int count = candidates;
        int cost = count;
        for (int round = 1; round < rounds; round++) {
            count = half(count);
            cost += count * (1 << (round - 1));
        }
        return cost;
    }

    /** Returns the largest number of candidates that a number of runs suffices for. */
    int candidates(int runs) {
        int candidates = 0;
        while (cost(candidates + 1) <= runs) {
            candidates++;
        }
        return candidates;
    }

    /** Returns the number of candidates of the next round. */
    private int half(int count) {
        return Math.max(fewest, (count + 1) / 2);
    }

    /**
     * Runs the rounds.
     *
     * @param candidates candidates of the first round
     * @param known further candidates that have one replication; they compete for the places of the second round
     * @param order order of the candidates by their replications so far, the best first
     * @return the candidates of the last round, the best first; of an earlier round if the execution was stopped
     */
    <T> List<T> search(List<T> candidates, List<T> known, Replicator<T> replicator, Comparator<T> order) {
        int count = candidates.size();
        if (!replicator.replicate(candidates, 1)) {
            return List.of();
        }
        List<T> left = Stream.concat(candidates.stream(), known.stream())
                .distinct()
                .sorted(order)
                .toList();
        for (int round = 1; round < rounds; round++) {
            count = half(count);
            List<T> best = left.subList(0, Math.min(count, left.size()));
            if (!replicator.replicate(best, 1 << round)) {
                return left;
            }
            left = best.stream().sorted(order).toList();
        }
        return left;
    }
}
