package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/**
 * Picks the host with the fewest in-flight calls, ties broken evenly: join the shortest queue (Haight 1958). A host
 * that fails quickly looks idle and attracts calls.
 */
final class LeastConnections implements BalancingStrategy {
    private final KeyedRandom random;
    /** Index for many hosts; {@code null} for few. */
    private final TournamentTree tournament;

    LeastConnections(KeyedRandom random, int machines) {
        this.random = random;
        this.tournament = machines < TournamentTree.WORTH ? null : new TournamentTree(machines, 0);
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
            tournament.cost(machine, calls);
        }
    }

    /**
     * Compares in-flight calls divided by the weight; ties, as among idle hosts, are broken by weight (nginx:
     * least_conn).
     */
    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        double[] costs = new double[count];
        for (int i = 0; i < count; i++) {
            costs[i] = inFlight[candidates[i]] / weights[candidates[i]];
        }
        return WeightedDraw.cheapest(candidates, costs, weights, random.at(identity));
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        int least = Integer.MAX_VALUE;
        int ties = 0;
        for (int i = 0; i < count; i++) {
            int calls = inFlight[candidates[i]];
            if (calls < least) {
                least = calls;
                ties = 1;
            } else if (calls == least) {
                ties++;
            }
        }
        int skip = ties == 1 ? 0 : random.at(identity).below(ties);
        int i = 0;
        while (inFlight[candidates[i]] != least || skip-- > 0) {
            i++;
        }
        return candidates[i];
    }
}
