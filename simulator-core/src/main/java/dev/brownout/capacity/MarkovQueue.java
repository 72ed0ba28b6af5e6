package dev.brownout.capacity;

/**
 * The queue M/M/c/K, first come first served: Poisson arrivals, exponential service, c servers, room for K in all
 * (Gross et al. 2008, 2.5), and without a bound M/M/c with Erlang's C formula (Erlang 1917). Only who is let in counts
 * for response times. Times are in units of one's choice, rates in their inverse.
 */
final class MarkovQueue {
    /** Beyond so many places a stable queue is taken for unbounded, and an unstable one for hopeless. */
    private static final int MANY = 5_000;

    private final double arrivals;
    private final double service;
    private final int servers;
    private final double[] share;

    /**
     * A queue that has a steady state.
     *
     * @param arrivals rate of arrivals, more than 0
     * @param service rate of one server, more than 0
     * @param places how many may wait, or {@code Integer.MAX_VALUE}; then arrivals must be below what the servers can
     *     do
     */
    MarkovQueue(double arrivals, double service, int servers, int places) {
        this.arrivals = arrivals;
        this.service = service;
        this.servers = servers;
        this.share = places > MANY ? null : shares(servers + places);
    }

    /** Whether such a queue has a steady state that can be worked out. */
    static boolean settles(double arrivals, double service, int servers, int places) {
        return arrivals < servers * service || places <= MANY;
    }

    private double[] shares(int most) {
        double load = arrivals / service;
        double[] log = new double[most + 1];
        double peak = 0;
        for (int n = 1; n <= most; n++) {
            log[n] = log[n - 1] + StrictMath.log(load / Math.min(n, servers));
            peak = Math.max(peak, log[n]);
        }
        double sum = 0;
        for (int n = 0; n <= most; n++) {
            log[n] = StrictMath.exp(log[n] - peak);
            sum += log[n];
        }
        for (int n = 0; n <= most; n++) {
            log[n] /= sum;
        }
        return log;
    }

    /** Whether the bound counts. */
    boolean bounded() {
        return share != null;
    }

    /** Share of the arrivals that find no room. */
    double loss() {
        return share == null ? 0 : share[share.length - 1];
    }

    /** Probability that all servers are busy when someone arrives: Erlang's C formula, where there is no bound. */
    double allBusy() {
        if (share == null) {
            double load = arrivals / service;
            double blocked = 1;
            for (int n = 1; n <= servers; n++) {
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

    /** Mean time from arrival to start of service. */
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

    /** Mean time from arrival to the end of service. */
    double mean() {
        return meanWait() + 1 / service;
    }

    /** The time after which a given share of those let in, 0 to 1, have been served. */
    double quantile(double p) {
        double low = 0;
        double high = mean();
        while (stillThere(high) > 1 - p) {
            low = high;
            high *= 2;
        }
        while (true) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high || high - low < 1e-12 * high) {
                return middle;
            }
            if (stillThere(middle) > 1 - p) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** Probability that someone who was let in is still there after a time. */
    private double stillThere(double time) {
        return share == null ? unbounded(time) : bounded(time);
    }

    private double unbounded(double time) {
        double spare = servers * service - arrivals;
        double served = StrictMath.exp(-service * time);
        double gap = spare - service;
        double waited = Math.abs(gap) < 1e-9 * service
                ? (1 + service * time) * served
                : (spare * served - service * StrictMath.exp(-spare * time)) / gap;
        double busy = allBusy();
        return (1 - busy) * served + busy * waited;
    }

    /**
     * Who finds n ≥ c others waits for m = n - c + 1 departures, an Erlang time at rate ν = cμ, and is served. With
     * s(m) the probability of fewer than m departures, and g(m) that of m departures but no end of the own service, the
     * latter obey g(m - 1) = p(m - 1) + (1 - 1/c) g(m), p being the Poisson probabilities of the departures.
     */
    private double bounded(double time) {
        double departures = servers * service * time;
        int most = share.length - 1 - servers;
        double log = StrictMath.log(departures);
        double[] poisson = new double[most + 2];
        double logFactorial = 0;
        for (int m = 0; m <= most + 1; m++) {
            logFactorial += m == 0 ? 0 : StrictMath.log(m);
            poisson[m] = StrictMath.exp(m * log - departures - logFactorial);
        }
        double[] fewer = new double[most + 2];
        for (int m = 1; m <= most + 1; m++) {
            fewer[m] = fewer[m - 1] + poisson[m - 1];
        }
        double kept = 1 - 1.0 / servers;
        double unfinished = beyond(most + 1, poisson[most + 1], departures, kept * departures);
        double there = 0;
        for (int m = most; m >= 0; m--) {
            unfinished = poisson[m] + kept * unfinished;
            there += m == 0 ? 0 : share[servers - 1 + m] * (fewer[m] + unfinished);
        }
        for (int n = 0; n < Math.min(servers, share.length - 1); n++) {
            there += share[n] * StrictMath.exp(-service * time);
        }
        return there / (1 - loss());
    }

    /** g(m) itself: Σ e<sup>-νt</sup> (νt)<sup>m</sup> ((ν - μ)t)<sup>i</sup> / (m + i)! over i ≥ 0. */
    private static double beyond(int m, double first, double departures, double factor) {
        if (first < 1e-290 && factor > m) {
            return StrictMath.exp(factor - departures - m * StrictMath.log(factor / departures));
        }
        double term = first;
        double sum = first;
        for (int i = 1; term > 1e-18 * sum || m + i < factor; i++) {
            term *= factor / (m + i);
            sum += term;
        }
        return sum;
    }
}
