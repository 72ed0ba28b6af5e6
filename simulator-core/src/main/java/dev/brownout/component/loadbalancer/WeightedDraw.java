package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/** Draws of machines with probabilities in proportion to their weights. */
final class WeightedDraw {
    private WeightedDraw() {}

    /**
     * Draws one of the machines in the first {@code count} places.
     *
     * @param random where the next number comes from
     * @param weights by machine number, above 0 each
     */
    static int of(int[] candidates, int count, double[] weights, KeyedRandom random) {
        double total = 0;
        for (int i = 0; i < count; i++) {
            total += weights[candidates[i]];
        }
        return at(candidates, count, weights, random.uniform() * total);
    }

    private static int at(int[] candidates, int count, double[] weights, double place) {
        double left = place;
        for (int i = 0; i < count - 1; i++) {
            left -= weights[candidates[i]];
            if (left < 0) {
                return candidates[i];
            }
        }
        return candidates[count - 1];
    }

    /** Takes one of those that cost least: of several, each with a probability in proportion to its weight. */
    static int cheapest(int[] candidates, double[] costs, double[] weights, KeyedRandom random) {
        double least = Double.POSITIVE_INFINITY;
        for (double cost : costs) {
            least = StrictMath.min(least, cost);
        }
        int[] cheapest = new int[costs.length];
        int many = 0;
        for (int i = 0; i < costs.length; i++) {
            if (costs[i] == least) {
                cheapest[many++] = candidates[i];
            }
        }
        return many == 1 ? cheapest[0] : of(cheapest, many, weights, random);
    }
}
