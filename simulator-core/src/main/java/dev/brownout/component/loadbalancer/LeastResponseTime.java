package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/**
 * Picks the host with the smallest product of in-flight calls, including the new one, and response time: a moving
 * average that rises to a longer time immediately and decays slowly (Finagle's Peak EWMA, decay 10 s). Ties, as before
 * the first responses, are broken evenly. Failures do not count, so that failing fast by itself attracts no calls.
 */
final class LeastResponseTime implements BalancingStrategy {
    private static final double DECAY_NANOS = 10e9;

    private final KeyedRandom random;
    private final double[] nanos;
    private final long[] seenAt;
    /** Index for many hosts; {@code null} for few. */
    private final TournamentTree tournament;

    LeastResponseTime(KeyedRandom random, int machines) {
        this.random = random;
        this.tournament = machines < TournamentTree.WORTH ? null : new TournamentTree(machines, 1);
        this.nanos = new double[machines];
        this.seenAt = new long[machines];
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        double least = Double.POSITIVE_INFINITY;
        int ties = 0;
        for (int i = 0; i < count; i++) {
            double cost = cost(candidates[i], inFlight[candidates[i]]);
            if (cost < least) {
                least = cost;
                ties = 1;
            } else if (cost == least) {
                ties++;
            }
        }
        int skip = ties == 1 ? 0 : random.at(identity).below(ties);
        int i = 0;
        while (cost(candidates[i], inFlight[candidates[i]]) != least || skip-- > 0) {
            i++;
        }
        return candidates[i];
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        double[] costs = new double[count];
        for (int i = 0; i < count; i++) {
            int machine = candidates[i];
            costs[i] = cost(machine, inFlight[machine]) / weights[machine];
        }
        return WeightedDraw.cheapest(candidates, costs, weights, random.at(identity));
    }

    /** Returns the cost of a host; a host without responses counts as one with a response time of 1 ns. */
    private double cost(int machine, int calls) {
        return StrictMath.max(1, nanos[machine]) * (calls + 1);
    }

    @Override
    public int pickMember(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return tournament == null
                ? pick(candidates, count, inFlight, identity, hash)
                : tournament.pick(random, identity);
    }

    @Override
    public void membersChanged(int[] candidates, int count) {
        if (tournament != null) {
            tournament.members(candidates, count);
        }
    }

    @Override
    public void inFlightChanged(int machine, int calls) {
        if (tournament != null) {
            tournament.cost(machine, cost(machine, calls));
        }
    }

    @Override
    public void answered(int machine, long now, long latencyNanos) {
        double weight = StrictMath.exp(-(now - seenAt[machine]) / DECAY_NANOS);
        nanos[machine] =
                latencyNanos > nanos[machine] ? latencyNanos : nanos[machine] * weight + latencyNanos * (1 - weight);
        seenAt[machine] = now;
    }
}
