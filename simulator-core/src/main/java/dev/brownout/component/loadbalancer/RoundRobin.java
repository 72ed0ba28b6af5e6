package dev.brownout.component.loadbalancer;

/**
 * Picks each host in turn: the candidate after the last picked one, by their numbers. The turn does not depend on hosts
 * that leave, return or are excluded from a pick. Counts calls, not work: a host with half the speed gets equally many.
 */
final class RoundRobin implements BalancingStrategy {
    private final WeightedTurns weighted = new WeightedTurns();
    private int last = -1;
    /** Position of the last pick in its list, where the search for the next one begins. */
    private int position = -1;

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        int next = Math.min(position + 1, count);
        while (next > 0 && candidates[next - 1] > last) {
            next--;
        }
        while (next < count && candidates[next] <= last) {
            next++;
        }
        position = next < count ? next : 0;
        last = candidates[position];
        return last;
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        return weighted.next(candidates, count, node -> weights[node]);
    }
}
