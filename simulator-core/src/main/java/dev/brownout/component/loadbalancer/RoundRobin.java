package dev.brownout.component.loadbalancer;

/** Picks each host in turn. Counts calls, not work: a host with half the speed gets equally many. */
final class RoundRobin implements BalancingStrategy {
    private final WeightedTurns weighted = new WeightedTurns();
    private int turn;

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        if (turn >= count) {
            turn = 0;
        }
        return candidates[turn++];
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        return weighted.next(candidates, count, node -> weights[node]);
    }
}
