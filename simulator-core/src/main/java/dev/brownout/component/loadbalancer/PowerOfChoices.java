package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/**
 * Draws d different machines and takes the one with the fewest calls in flight, the first drawn of equals (Vvedenskaya,
 * Dobrushin and Karpelevich 1996; Mitzenmacher 2001). Two draws are nearly as good as looking at all, and do not herd.
 */
final class PowerOfChoices implements BalancingStrategy {
    private final KeyedRandom random;
    private final int[] drawn;

    PowerOfChoices(KeyedRandom random, int choices) {
        this.random = random;
        this.drawn = new int[choices];
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        random.at(identity);
        int best = -1;
        for (int n = 0; n < drawn.length && n < count; n++) {
            int node = candidates[another(n, count)];
            if (best < 0 || inFlight[node] < inFlight[best]) {
                best = node;
            }
        }
        return best;
    }

    /** Draws by weight, the same machine perhaps twice, and goes by the calls in flight over the weight (HAProxy). */
    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        random.at(identity);
        int best = WeightedDraw.of(candidates, count, weights, random);
        for (int n = 1; n < drawn.length && n < count; n++) {
            int node = WeightedDraw.of(candidates, count, weights, random);
            if (inFlight[node] / weights[node] < inFlight[best] / weights[best]) {
                best = node;
            }
        }
        return best;
    }

    /**
     * The n-th draw without replacement: the r-th of those places that were not drawn before, kept in ascending order.
     */
    private int another(int n, int count) {
        int place = random.below(count - n);
        int at = 0;
        while (at < n && drawn[at] <= place) {
            place++;
            at++;
        }
        System.arraycopy(drawn, at, drawn, at + 1, n - at);
        drawn[at] = place;
        return place;
    }
}
