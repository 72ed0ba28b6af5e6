package dev.brownout.component.dns;

/** Chooses a region for an answer. */
sealed interface RoutingPolicy permits RoutingPolicy.Cheapest, RoutingPolicy.WeightedRouting {
    /**
     * Chooses.
     *
     * @param from number of the region where the resolver stands
     * @param open by number of the region, whether it may be chosen; true at least once
     * @param uniform a draw in [0, 1) for this answer
     * @return the number of an open region
     */
    int choose(int from, boolean[] open, double uniform);

    /**
     * The open region with the lowest cost for that resolver, the first of equals: a round trip, or a place in an
     * order.
     */
    record Cheapest(double[][] costs) implements RoutingPolicy {
        @Override
        public int choose(int from, boolean[] open, double uniform) {
            int best = -1;
            for (int region = 0; region < open.length; region++) {
                if (open[region] && (best < 0 || costs[from][region] < costs[from][best])) {
                    best = region;
                }
            }
            return best;
        }
    }

    /** An open region at random, in proportion to the weights; the first open one where those weigh nothing. */
    record WeightedRouting(double[] weights) implements RoutingPolicy {
        @Override
        public int choose(int from, boolean[] open, double uniform) {
            double total = 0;
            for (int region = 0; region < open.length; region++) {
                total += open[region] ? weights[region] : 0;
            }
            double left = uniform * total;
            int chosen = -1;
            for (int region = 0; region < open.length; region++) {
                if (open[region] && (chosen < 0 || weights[region] > 0 && left >= 0)) {
                    chosen = region;
                }
                left -= open[region] ? weights[region] : 0;
            }
            return chosen;
        }
    }
}
