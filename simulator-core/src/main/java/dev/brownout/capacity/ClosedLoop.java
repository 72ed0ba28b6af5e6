package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;
import java.util.List;

/**
 * Closed queueing network with a fixed number of customers, solved exactly by the convolution algorithm of Buzen
 * (1973). The result equals that of mean value analysis (Reiser and Lavenberg 1980), and the algorithm is stable for
 * centres with several servers. The normalizing constants are kept as logarithms.
 */
final class ClosedLoop {
    /** Maximum number of steps of a calculation. */
    private static final double MOST_STEPS = 2e7;

    private final int customers;
    private final double delay;
    private final List<Centre> centres;
    private final double[] all;

    /**
     * Service centre at which customers queue.
     *
     * @param demand service demand of one customer per round, more than 0
     * @param servers number of servers
     */
    record Centre(double demand, int servers) {
        private boolean isSingle() {
            return servers == 1;
        }
    }

    /**
     * Solves a network.
     *
     * @param customers number of customers, at least 1
     * @param delay time per round without queueing, in the unit of the demands
     */
    ClosedLoop(int customers, double delay, List<Centre> centres) {
        this.customers = customers;
        this.delay = delay;
        this.centres = List.copyOf(centres);
        this.all = constantsWithout(-1);
    }

    /** Returns whether the network can be solved within the maximum number of steps. */
    static boolean isFeasible(int customers, List<Centre> centres) {
        double steps = 0;
        for (Centre centre : centres) {
            steps += centre.isSingle() ? customers : (double) customers * customers;
        }
        return steps * (centres.size() + 1) <= MOST_STEPS;
    }

    /** Returns the rounds per unit of time of all customers together. */
    double throughput() {
        return ElementaryFunctions.exp(all[customers - 1] - all[customers]);
    }

    /** Returns the mean number of customers at a centre. */
    double present(int centre) {
        double[] othersConstants = constantsWithout(centre);
        double[] ownConstants = constantsOf(centres.get(centre));
        double mean = 0;
        for (int n = 1; n <= customers; n++) {
            mean += n * ElementaryFunctions.exp(ownConstants[n] + othersConstants[customers - n] - all[customers]);
        }
        return mean;
    }

    /**
     * Returns the logarithms of the normalizing constants for 0 to all customers, with one centre left out; -1 for
     * none.
     */
    private double[] constantsWithout(int excludedCentre) {
        double[] constants = new double[customers + 1];
        for (int n = 1; n <= customers; n++) {
            constants[n] = constants[n - 1] + ElementaryFunctions.log(delay / n);
        }
        for (int i = 0; i < centres.size(); i++) {
            if (i != excludedCentre) {
                constants = with(centres.get(i), constants);
            }
        }
        return constants;
    }

    private double[] with(Centre centre, double[] before) {
        double[] after = new double[before.length];
        if (centre.isSingle()) {
            double demand = ElementaryFunctions.log(centre.demand());
            after[0] = before[0];
            for (int n = 1; n < after.length; n++) {
                after[n] = sum(before[n], demand + after[n - 1]);
            }
            return after;
        }
        double[] centreConstants = constantsOf(centre);
        Arrays.fill(after, Double.NEGATIVE_INFINITY);
        for (int n = 0; n < after.length; n++) {
            for (int atCentre = 0; atCentre <= n; atCentre++) {
                after[n] = sum(after[n], centreConstants[atCentre] + before[n - atCentre]);
            }
        }
        return after;
    }

    private double[] constantsOf(Centre centre) {
        double[] constants = new double[customers + 1];
        for (int n = 1; n <= customers; n++) {
            constants[n] = constants[n - 1] + ElementaryFunctions.log(centre.demand() / Math.min(n, centre.servers()));
        }
        return constants;
    }

    /** Returns the logarithm of the sum of two numbers that are given as logarithms. */
    private static double sum(double a, double b) {
        double large = Math.max(a, b);
        double small = Math.min(a, b);
        return small == Double.NEGATIVE_INFINITY
                ? large
                : large + ElementaryFunctions.log1p(ElementaryFunctions.exp(small - large));
    }
}
