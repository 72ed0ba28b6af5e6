package dev.brownout.experiment.reliability;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;

/**
 * Markov chain of the failed nodes of a component with exponential times and repair crews, solved exactly by
 * uniformization. All times are in hours. The state is the number of failed nodes, at first 0.
 */
final class RepairChain {
    private final int nodes;
    private final double failure;
    private final double repair;
    private final int crews;

    RepairChain(int nodes, double mtbf, double mttr, int crews) {
        this.nodes = nodes;
        this.failure = 1 / mtbf;
        this.repair = 1 / mttr;
        this.crews = crews;
    }

    private double birth(int failed) {
        return (nodes - failed) * failure;
    }

    private double death(int failed) {
        return Math.min(failed, crews) * repair;
    }

    private double uniformRate() {
        double most = 0;
        for (int k = 0; k <= nodes; k++) {
            most = Math.max(most, birth(k) + death(k));
        }
        return most * 1.02;
    }

    /** Returns the probability that a number of nodes are down at the same time within a period. */
    double reaches(int failed, double hours) {
        double rate = uniformRate();
        PoissonDistribution steps = new PoissonDistribution(rate * hours);
        double[] state = new double[failed + 1];
        state[0] = 1;
        double probability = 0;
        for (int n = 0; n <= last(steps); n++) {
            probability += steps.probability(n) * state[failed];
            state = stepWithoutReturn(state, rate, failed);
        }
        return probability;
    }

    /** Returns a number of steps that is exceeded with a negligible probability. */
    private static int last(PoissonDistribution steps) {
        return (int) (steps.getMean() + 12 * Math.sqrt(steps.getMean()) + 30);
    }

    private double[] stepWithoutReturn(double[] state, double rate, int absorbing) {
        double[] next = new double[state.length];
        next[absorbing] = state[absorbing];
        for (int k = 0; k < absorbing; k++) {
            next[k + 1] += state[k] * birth(k) / rate;
            if (k > 0) {
                next[k - 1] += state[k] * death(k) / rate;
            }
            next[k] += state[k] * (1 - (birth(k) + death(k)) / rate);
        }
        return next;
    }

    /**
     * Returns the probability that the time with at least a number of failed nodes within a period exceeds a time
     * (Sericola, Performability analysis: a new algorithm, IEEE Transactions on Computers 45, 1996): given the number
     * of steps, the periods between them are exchangeable spacings of a uniform sample.
     */
    double downtimeExceeds(int failed, double downHours, double hours) {
        double rate = uniformRate();
        PoissonDistribution steps = new PoissonDistribution(rate * hours);
        int last = last(steps);
        int first = (int) Math.max(0, steps.getMean() - 12 * Math.sqrt(steps.getMean()) - 30);
        int most = Math.min(last + 1, (int) (20 * last * downHours / hours) + 400);
        double[][] visits = new double[nodes + 1][most + 1];
        visits[0][failed == 0 ? 1 : 0] = 1;
        double probability = 0;
        for (int n = 0; n <= last; n++) {
            if (n >= first) {
                probability += steps.probability(n) * exceeds(visits, n, downHours / hours);
            }
            visits = step(visits, rate, failed);
        }
        return probability;
    }

    private static double exceeds(double[][] visits, int steps, double share) {
        BinomialDistribution below = new BinomialDistribution(null, steps, share);
        double sum = 0;
        double cumulative = 0;
        for (int m = 1; m < visits[0].length; m++) {
            cumulative = m > steps ? 1 : cumulative + below.probability(m - 1);
            for (double[] state : visits) {
                sum += state[m] * cumulative;
            }
        }
        return sum;
    }

    private double[][] step(double[][] visits, double rate, int failed) {
        int most = visits[0].length - 1;
        double[][] next = new double[nodes + 1][most + 1];
        for (int k = 0; k <= nodes; k++) {
            for (int m = 0; m <= most; m++) {
                double mass = visits[k][m];
                if (mass > 0) {
                    put(next, k, m, mass * (1 - (birth(k) + death(k)) / rate), failed);
                    if (k < nodes) {
                        put(next, k + 1, m, mass * birth(k) / rate, failed);
                    }
                    if (k > 0) {
                        put(next, k - 1, m, mass * death(k) / rate, failed);
                    }
                }
            }
        }
        return next;
    }

    private static void put(double[][] next, int state, int visits, double mass, int failed) {
        int after = Math.min(next[0].length - 1, visits + (state >= failed ? 1 : 0));
        next[state][after] += mass;
    }
}
