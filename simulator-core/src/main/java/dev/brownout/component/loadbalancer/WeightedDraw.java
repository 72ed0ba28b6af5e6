package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/** Random picks of hosts with probabilities proportional to their weights. */
final class WeightedDraw {
    private WeightedDraw() {}

    /**
     * Picks one of the hosts in the first {@code count} elements.
     *
     * @param random the random stream
     * @param weights by host number, above 0 each
     */
    static int pick(int[] candidates, int count, double[] weights, KeyedRandom random) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[candidates[i]];
        }
        return pick(candidates, count, weights, random.uniform() * total);
    }

    private static int pick(int[] candidates, int count, double[] weights, double place) {
        double left = place;
        for (int i = 0; i < count - 1; i++) {
            left -= weights[candidates[i]];
            if (left < 0) {
                return candidates[i];
            }
        }
        return candidates[count - 1];
    }

    /** Picks one of the cheapest hosts; ties are broken with probabilities proportional to the weights. */
    static int cheapest(int[] candidates, double[] costs, double[] weights, KeyedRandom random) {
        double least = Double.POSITIVE_INFINITY;
        for (double cost : costs) {
            least = Math.min(least, cost);
        }
        int[] cheapest = new int[costs.length];
        int many = 0;
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] == least) {
                cheapest[many++] = candidates[i];
            }
        }
        return many == 1 ? cheapest[0] : pick(cheapest, many, weights, random);
    }
}
