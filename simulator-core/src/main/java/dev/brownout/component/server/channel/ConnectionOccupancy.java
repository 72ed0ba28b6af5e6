package dev.brownout.component.server.channel;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Occupancy of nodes by connections that each select a random node: the numbers of connections of the nodes have a
 * multinomial distribution with equal probabilities (Johnson and Kotz, Urn Models and Their Application, 1977).
 */
final class ConnectionOccupancy {
    /** Probability below which larger occupancies are neglected. */
    private static final double NEGLIGIBLE = 1e-12;

    private ConnectionOccupancy() {}

    /** Returns the mean number of connections of the node with the most. */
    static double meanOfBusiest(int connections, int nodes) {
        double mean = 0;
        double above = 1;
        for (int most = 0; most < connections && above > NEGLIGIBLE; most++) {
            above = 1 - atMost(connections, nodes, most);
            mean += above;
        }
        return mean;
    }

    /**
     * Returns the probability that no node has more than {@code most} of the connections. The last of n nodes has j of
     * k connections with the binomial probability of k trials and 1/n.
     */
    static double atMost(int connections, int nodes, int most) {
        double[] before = new double[connections + 1];
        before[0] = 1;
        for (int n = 1; n <= nodes; n++) {
            double[] next = new double[connections + 1];
            for (int k = 0; k <= connections; k++) {
                next[k] = n == 1 ? (k <= most ? 1 : 0) : sum(before, k, n, most);
            }
            before = next;
        }
        return before[connections];
    }

    private static double sum(double[] before, int k, int n, int most) {
        double probability = ElementaryFunctions.pow(1 - 1.0 / n, k);
        double sum = 0;
        for (int j = 0; j <= Math.min(k, most); j++) {
            sum += probability * before[k - j];
            probability *= (double) (k - j) / (j + 1) / (n - 1);
        }
        return sum;
    }
}
