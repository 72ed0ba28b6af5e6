package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;

/**
 * The M/M/c/K queue, first come, first served: Poisson arrivals, exponential service, c servers, and a capacity of K
 * customers (Gross et al. 2008, 2.5). Without a bound it is M/M/c with Erlang's C formula (Erlang 1917). Response times
 * include only accepted customers. Times can have any unit; rates have its inverse.
 */
final class MarkovQueue {
    /**
     * Maximum number of waiting places of a bounded queue. With more places, a stable queue is treated as unbounded,
     * and an unstable one as unsolvable.
     */
    static final int MANY = 5_000;

    /** A logarithm with an exponential of 0 in floating point. */
    private static final double LOG_OF_ZERO = -750;

    private final double arrivals;
    private final double service;
    private final int servers;
    private final double[] share;

    /**
     * Creates a queue that has a steady state.
     *
     * @param arrivals arrival rate, more than 0
     * @param service service rate of one server, more than 0
     * @param queueCapacity maximum number of waiting customers, or {@code Integer.MAX_VALUE} for no bound; an unbounded
     *     queue requires an arrival rate below the capacity of the servers
     */
    MarkovQueue(double arrivals, double service, int servers, int queueCapacity) {
        this.arrivals = arrivals;
        this.service = service;
        this.servers = servers;
        this.share = queueCapacity > MANY ? null : shares(servers + queueCapacity);
    }

    /** Returns whether such a queue has a steady state that can be computed. */
    static boolean hasSteadyState(double arrivals, double service, int servers, int queueCapacity) {
        return arrivals < servers * service || queueCapacity <= MANY;
    }

    /** Returns the shares of the numbers of customers, up to the first number from which every share is 0. */
    private double[] shares(int maxCustomers) {
        double load = arrivals / service;
        double[] log = new double[Math.min(maxCustomers, MANY) + 1];
        double peak = 0;
        int count = 1;
        while (count <= maxCustomers && log[count - 1] >= peak + LOG_OF_ZERO) {
            if (count == log.length) {
                log = Arrays.copyOf(log, (int) Math.min(2L * count, maxCustomers + 1L));
            }
            log[count] = log[count - 1] + ElementaryFunctions.log(load / Math.min(count, servers));
            peak = Math.max(peak, log[count]);
            count++;
        }
        double sum = 0;
        for (int n = 0; n < count; n++) {
            log[n] = ElementaryFunctions.exp(log[n] - peak);
            sum += log[n];
        }
        for (int n = 0; n < count; n++) {
            log[n] /= sum;
        }
        return Arrays.copyOf(log, count);
    }

    /** Returns whether the queue is treated as bounded. */
    boolean isBounded() {
        return share != null;
    }

    /** Returns the share of the arrivals that are rejected because the queue is full. */
    double loss() {
        return share == null ? 0 : share[share.length - 1];
    }

    /** Returns the probability that all servers are busy at an arrival. Without a bound, this is Erlang's C formula. */
    double allBusy() {
        if (share == null) {
            double load = arrivals / service;
            double blocked = 1;
            for (int n = 1; n <= servers && blocked > 0; n++) {
                blocked = load * blocked / (n + load * blocked);
            }
            double used = load / servers;
            return blocked / (1 - used * (1 - blocked));
        }
        double busy = 0;
        for (int n = servers; n < share.length; n++) {
            busy += share[n];
        }
        return busy;
    }

    /** Returns the mean time from arrival to start of service. */
    double meanWait() {
        if (share == null) {
            return allBusy() / (servers * service - arrivals);
        }
        double waiting = 0;
        for (int n = servers + 1; n < share.length; n++) {
            waiting += (n - servers) * share[n];
        }
        return waiting / (arrivals * (1 - loss()));
    }

    /** Returns the mean time from arrival to the end of service. */
    double mean() {
        return meanWait() + 1 / service;
    }

    /**
     * Returns a quantile of the response time of a queue without a bound.
     *
     * @param p the share of the customers that have been served by then, 0 to 1
     */
    double quantile(double p) {
        double low = 0;
        double high = mean();
        while (remainingProbability(high) > 1 - p) {
            low = high;
            high *= 2;
        }
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high || high - low < 1e-12 * high) {
                return middle;
            }
            if (remainingProbability(middle) > 1 - p) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** Returns the probability that a customer of a queue without a bound is still in the system after a time. */
    private double remainingProbability(double time) {
        double spareRate = servers * service - arrivals;
        double served = ElementaryFunctions.exp(-service * time);
        double gap = spareRate - service;
        double waited = Math.abs(gap) < 1e-9 * service
                ? (1 + service * time) * served
                : (spareRate * served - service * ElementaryFunctions.exp(-spareRate * time)) / gap;
        double busy = allBusy();
        return (1 - busy) * served + busy * waited;
    }
}
