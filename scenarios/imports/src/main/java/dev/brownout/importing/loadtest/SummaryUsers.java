package dev.brownout.importing.loadtest;

/**
 * Users of a closed loop in the summary of a load test.
 *
 * @param number number of users or connections; 0 if the load was open, or the number is unknown
 * @param origin origin of the number, for the user
 * @param thinks whether the users of the load generator can have a think time
 */
record SummaryUsers(int number, String origin, boolean thinks) {
    /**
     * Returns the users of iterations, by Little's law: the rate of the iterations times their mean duration.
     *
     * @param rate iterations per second
     * @param meanMillis mean duration of an iteration in ms
     * @param most largest number of users at a time, or NaN
     */
    static SummaryUsers ofIterations(double rate, double meanMillis, double most) {
        double number = Math.rint(rate * meanMillis / 1e3);
        return number >= 1
                ? new SummaryUsers(
                        (int) number,
                        "iterations per second times their mean duration, by Little's law"
                                + (most > number ? "; at most " + (long) most + " at a time" : ""),
                        true)
                : NONE;
    }

    /** Users of an open load, or an unknown number of them. */
    static final SummaryUsers NONE = new SummaryUsers(0, "", true);

    /** Returns users with a number in the summary. */
    static SummaryUsers stated(double number, boolean thinks) {
        return number >= 1 ? new SummaryUsers((int) number, "as the results state", thinks) : NONE;
    }

    /**
     * Returns the connections of a load generator without think times, by Little's law: their number is the rate times
     * the mean response time. It is rounded, as a connection also spends some time between two requests.
     *
     * @param rate requests per second
     * @param meanMicros mean response time in microseconds
     */
    static SummaryUsers ofBusyConnections(double rate, double meanMicros) {
        double number = Math.rint(rate * meanMicros / 1e6);
        return number >= 1
                ? new SummaryUsers((int) number, "rate times mean response time, by Little's law", false)
                : NONE;
    }
}
