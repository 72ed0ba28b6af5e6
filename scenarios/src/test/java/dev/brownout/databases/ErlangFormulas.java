package dev.brownout.databases;

/** Erlang's formulas for Poisson arrivals at servers, by the recursion of the loss probability. */
public final class ErlangFormulas {
    private ErlangFormulas() {}

    /**
     * Returns the probability that a call is lost at servers without a queue (M/G/c/c, Erlang B).
     *
     * @param load offered load in Erlangs
     */
    public static double lossProbability(double load, int servers) {
        double lost = 1;
        for (int n = 1; n <= servers; n++) {
            lost = load * lost / (n + load * lost);
        }
        return lost;
    }

    /**
     * Returns the probability that a call waits at servers with an unlimited queue (M/M/c, Erlang C).
     *
     * @param load offered load in Erlangs, less than the number of servers
     */
    public static double waitProbability(double load, int servers) {
        double lost = lossProbability(load, servers);
        return lost / (1 - load / servers * (1 - lost));
    }
}
