package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/**
 * Samples d distinct hosts and takes the one with the fewest in-flight calls, the first sampled on ties (Vvedenskaya,
 * Dobrushin and Karpelevich 1996; Mitzenmacher 2001). Two samples are nearly as good as comparing every host, and avoid
 * herding.
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
        random.withIdentity(identity);
        int best = -1;
        for (int n = 0; n < drawn.length && n < count; n++) {
            int node = candidates[nextSample(n, count)];
            if (best < 0 || inFlight[node] < inFlight[best]) {
                best = node;
            }
        }
        return best;
    }

    /** Samples by weight, with replacement, and compares in-flight calls divided by the weight (HAProxy). */
    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        random.withIdentity(identity);
        int best = WeightedDraw.pick(candidates, count, weights, random);
        for (int n = 1; n < drawn.length && n < count; n++) {
            int node = WeightedDraw.pick(candidates, count, weights, random);
            if (inFlight[node] / weights[node] < inFlight[best] / weights[best]) {
                best = node;
            }
        }
        return best;
    }

    /**
     * Returns the n-th sample without replacement: the r-th of the positions not yet sampled, which are kept in
     * ascending order.
     */
    private int nextSample(int n, int count) {
        int place = random.nextInt(count - n);
        int index = 0;
        while (index < n && drawn[index] <= place) {
            place++;
            index++;
        }
        System.arraycopy(drawn, index, drawn, index + 1, n - index);
        drawn[index] = place;
        return place;
    }
}
