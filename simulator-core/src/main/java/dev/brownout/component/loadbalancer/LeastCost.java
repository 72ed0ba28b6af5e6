package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/** Picks a host with the smallest cost. Ties are broken evenly. */
abstract class LeastCost implements BalancingStrategy {
    private final KeyedRandom random;
    /** Index for many hosts; {@code null} for few. */
    private final TournamentTree tournament;

    /**
     * Creates a strategy.
     *
     * @param machines number of hosts
     * @param idleCost cost of a host without calls
     */
    LeastCost(KeyedRandom random, int machines, double idleCost) {
        this.random = random;
        this.tournament = machines < TournamentTree.MIN_HOSTS ? null : new TournamentTree(machines, idleCost);
    }

    /** Returns the cost of a host with a number of in-flight calls. */
    abstract double cost(int machine, int calls);

    @Override
    public final int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
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
        int skip = ties == 1 ? 0 : random.withIdentity(identity).nextInt(ties);
        int i = 0;
        while (cost(candidates[i], inFlight[candidates[i]]) != least || skip-- > 0) {
            i++;
        }
        return candidates[i];
    }

    @Override
    public final int pickMember(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return tournament == null
                ? pick(candidates, count, inFlight, identity, hash)
                : tournament.pick(random, identity);
    }

    /** Compares costs divided by the weight. Ties, as among idle hosts, are broken by weight (nginx: least_conn). */
    @Override
    public final int pickByWeight(
            int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        double[] costs = new double[count];
        for (int i = 0; i < count; i++) {
            int machine = candidates[i];
            costs[i] = cost(machine, inFlight[machine]) / weights[machine];
        }
        return WeightedDraw.cheapest(candidates, costs, weights, random.withIdentity(identity));
    }

    @Override
    public final void membersChanged(int[] candidates, int count) {
        if (tournament != null) {
            tournament.members(candidates, count);
        }
    }

    @Override
    public final void inFlightChanged(int machine, int calls) {
        if (tournament != null) {
            tournament.cost(machine, cost(machine, calls));
        }
    }
}
