package dev.brownout.elementary;

import java.util.function.IntToDoubleFunction;

/**
 * Steady state of a birth-death process with a constant birth rate and death rates that depend on the state (Gross et
 * al. 2008, 2.1): the number of customers in a queue with Poisson arrivals and load-dependent exponential service.
 * State 0 is an empty queue.
 */
public final class BirthDeathChain {
    private final double[] share;
    /** Ratio of the probabilities of two neighbouring states above the last one; 0 if there are none. */
    private final double ratio;

    private BirthDeathChain(double[] share, double ratio) {
        this.share = share;
        this.ratio = ratio;
    }

    /**
     * Returns the process with a greatest state. Births in that state are lost.
     *
     * @param births birth rate, more than 0
     * @param deaths death rate in each state from 1, more than 0
     */
    public static BirthDeathChain ofFiniteStates(double births, IntToDoubleFunction deaths, int greatest) {
        return new BirthDeathChain(shares(births, deaths, greatest, 0), 0);
    }

    /**
     * Returns the process without a greatest state.
     *
     * @param births birth rate, more than 0, and less than the death rate in the state {@code constantFrom}
     * @param deaths death rate in each state from 1, more than 0
     * @param constantFrom state from which the death rate is constant, at least 1
     */
    public static BirthDeathChain unbounded(double births, IntToDoubleFunction deaths, int constantFrom) {
        double ratio = births / deaths.applyAsDouble(constantFrom);
        if (!(ratio < 1)) {
            throw new IllegalArgumentException("the process has no steady state");
        }
        return new BirthDeathChain(shares(births, deaths, constantFrom, ratio), ratio);
    }

    private static double[] shares(double births, IntToDoubleFunction deaths, int greatest, double ratio) {
        double[] log = new double[greatest + 1];
        double peak = 0;
        for (int n = 1; n <= greatest; n++) {
            log[n] = log[n - 1] + ElementaryFunctions.log(births / deaths.applyAsDouble(n));
            peak = Math.max(peak, log[n]);
        }
        double sum = 0;
        for (int n = 0; n <= greatest; n++) {
            log[n] = ElementaryFunctions.exp(log[n] - peak);
            sum += log[n];
        }
        sum += log[greatest] * ratio / (1 - ratio);
        for (int n = 0; n <= greatest; n++) {
            log[n] /= sum;
        }
        return log;
    }

    /** Returns the probability of a state. */
    public double share(int state) {
        int last = share.length - 1;
        return state <= last ? share[state] : share[last] * ElementaryFunctions.pow(ratio, state - last);
    }

    /** Returns the probability that a birth is lost. */
    public double loss() {
        return ratio == 0 ? share[share.length - 1] : 0;
    }

    /** Returns the probability of all states from a given one. */
    public double atLeast(int state) {
        if (state >= share.length) {
            return share(state) / (1 - ratio);
        }
        double sum = share[share.length - 1] * ratio / (1 - ratio);
        for (int n = share.length - 1; n >= state; n--) {
            sum += share[n];
        }
        return sum;
    }

    /** Returns the mean state. */
    public double mean() {
        return meanBeyond(0);
    }

    /** Returns the mean of the part of the state above a given one, at most the last state with a rate of its own. */
    public double meanBeyond(int state) {
        int last = share.length - 1;
        double sum = 0;
        for (int n = state + 1; n <= last; n++) {
            sum += (n - state) * share[n];
        }
        double tail = share[last] * ratio / (1 - ratio);
        return sum + tail * (last - state + 1 / (1 - ratio));
    }

    /** Returns the smallest state that at most a share {@code 1 - p} of the time is above. */
    public int quantile(double p) {
        double sum = 0;
        for (int state = 0; state < share.length; state++) {
            sum += share[state];
            if (sum >= p) {
                return state;
            }
        }
        int last = share.length - 1;
        if (ratio == 0) {
            return last;
        }
        double above = (1 - p) * (1 - ratio) / share[last];
        double states = Math.ceil(ElementaryFunctions.log(above) / ElementaryFunctions.log(ratio)) - 1;
        return (int) Math.min(Integer.MAX_VALUE, last + Math.max(1, states));
    }
}
