package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/** Picks each host with equal probability: splits Poisson arrivals into independent Poisson arrivals. */
record RandomBalancing(KeyedRandom draws) implements BalancingStrategy {
    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return candidates[count == 1 ? 0 : draws.withIdentity(identity).nextInt(count)];
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        return WeightedDraw.pick(candidates, count, weights, draws.withIdentity(identity));
    }
}
