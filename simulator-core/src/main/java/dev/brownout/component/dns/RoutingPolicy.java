package dev.brownout.component.dns;

/** Policy that selects the region of a response. */
sealed interface RoutingPolicy permits RoutingPolicy.Cheapest, RoutingPolicy.WeightedRouting {
    /**
     * Selects a region.
     *
     * @param from number of the resolver's region
     * @param open whether a region may be selected, by its number; true at least once
     * @param uniform random number in [0, 1) for this response
     * @return the number of an open region
     */
    int choose(int from, boolean[] open, double uniform);

    /**
     * Selects the open region with the lowest cost for the resolver's region, the first of equals. Costs are round-trip
     * times or positions in an order.
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

    /** Selects an open region at random, in proportion to the weights; the first open one if their weights are 0. */
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
