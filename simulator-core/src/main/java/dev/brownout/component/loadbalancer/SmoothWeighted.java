package dev.brownout.component.loadbalancer;

import java.util.List;

/**
 * Smooth weighted round robin, without bursts: every host's current weight grows by its own weight; the largest one is
 * taken (the first on ties) and reduced by the sum of the weights. Weights 5, 1, 1 give a a b a c a a. The algorithm of
 * nginx since 1.3.1 (ngx_http_upstream_round_robin.c).
 */
final class SmoothWeighted implements BalancingStrategy {
    private final int[] weights;
    private final long[] current;
    private final WeightedTurns young = new WeightedTurns();

    SmoothWeighted(List<Integer> weights) {
        this.weights = weights.stream().mapToInt(Integer::intValue).toArray();
        this.current = new long[this.weights.length];
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        long total = 0;
        int best = candidates[0];
        for (int i = 0; i < count; i++) {
            int node = candidates[i];
            current[node] += weights[node];
            total += weights[node];
            if (current[node] > current[best]) {
                best = node;
            }
        }
        current[best] -= total;
        return best;
    }

    @Override
    public boolean hasWeights() {
        return true;
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] shares, long identity, long hash) {
        return young.next(candidates, count, node -> shares[node] * weights[node]);
    }
}
