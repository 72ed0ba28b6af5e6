package dev.brownout.policy;

/**
 * Mean number of attempts per call in the long run, if each attempt fails with the probability p, independently of the
 * others, and a call has at most a attempts.
 *
 * <p>Without a budget it is the geometric series G = 1 + p + ... + p^(a-1). A budget allows a failed attempt its retry
 * with a probability b, and b is a fixed point: the retries that it allows are those that the budget can pay.
 */
public final class LongRunAttempts {
    private static final int UNIT = 1000;
    private static final double HUGE = 1e200;

    private LongRunAttempts() {}

    /** Returns the number of attempts per call without a budget, G. */
    public static double unlimited(int attempts, double failing) {
        double sum = 0;
        double reached = 1;
        for (int attempt = 0; attempt < attempts && reached > 0; attempt++) {
            sum += reached;
            reached *= failing;
        }
        return sum;
    }

    /**
     * Returns the number of attempts per call if a call pays for a share s of a retry: min(G, 1 + s). It is the limit
     * for many calls in the 10 s after which the payments expire: less than one retry in this time remains unused.
     *
     * @param share retries per call that the budget allows, at least 0
     */
    static double withShare(int attempts, double failing, double share) {
        return Math.min(unlimited(attempts, failing), 1 + share);
    }

    /**
     * Returns the number of attempts per call if a retry costs c tokens, and a success returns the price of its retry,
     * or one token without a retry. Failed retries are the only loss of tokens: with R retries per call, p R of them
     * lose c. In balance with the successes of first attempts, c p R = 1 - p. The number is min(G, 1 + (1 - p) / (c
     * p)), the limit for many tokens.
     *
     * @param price tokens of a retry after a failure
     * @param timeoutPrice tokens of a retry after a timeout
     * @return the number, or {@code NaN} if it depends on the share of timeouts among the failures
     */
    static double withQuota(int attempts, double failing, int price, int timeoutPrice) {
        if (price != timeoutPrice && failing < 1) {
            return Double.NaN;
        }
        return Math.min(unlimited(attempts, failing), 1 + (1 - failing) / (price * failing));
    }

    /**
     * Returns the number of attempts per call if a failure takes one of n tokens, a success returns r, and retries need
     * more than half of the tokens. The level after each attempt is a Markov chain with steps of -1 and r within 0 and
     * n, whatever the retries are, as every attempt fails with the same probability. Let b be the stationary
     * probability that the level after a failure is more than n/2. Attempts with such a level are G per call, others 1
     * per call, as the level changes slowly compared with the attempts of a call. Of all attempts a share b has such a
     * level, so that their number per call is 1 / (1 - b + b/G). If the number of attempts is unlimited, this is 1 / (1
     * - b p), which is exact. For many tokens, b is 1 below p = r / (1 + r) and 0 above.
     *
     * @param tokens n
     * @param ratio r; decimals after the third are ignored
     * @return the number, or {@code NaN} if neither r nor 1/r is a whole number
     */
    static double withThrottling(int attempts, double failing, int tokens, double ratio) {
        int up = (int) Math.floor(ratio * UNIT + 1e-6);
        if (failing >= 1) {
            return 1;
        }
        double allowed;
        if (UNIT % up == 0) {
            allowed = allowedBySmallGains(tokens, UNIT / up, failing);
        } else if (up % UNIT == 0) {
            allowed = allowedByLargeGains(tokens, up / UNIT, failing);
        } else {
            return Double.NaN;
        }
        return 1 / (1 - allowed + allowed / unlimited(attempts, failing));
    }

    /**
     * Returns the stationary probability that the level after a failure allows a retry, if a token has k parts and a
     * success returns one part. In balance, as many attempts raise the level from i to i + 1 as lower it below i + 1:
     * (1 - p) w(i) = p (w(i+1) + ... + w(i+k)).
     */
    private static double allowedBySmallGains(int tokens, int parts, double failing) {
        int most = tokens * parts;
        double[] weights = new double[most + 1];
        weights[most] = 1;
        double above = 0;
        for (int level = most - 1; level >= 0; level--) {
            above += weights[level + 1] - (level + 1 + parts <= most ? weights[level + 1 + parts] : 0);
            weights[level] = failing / (1 - failing) * above;
            if (weights[level] > HUGE) {
                scale(weights);
                above /= HUGE;
            }
        }
        return allowed(weights, parts);
    }

    /**
     * Returns the stationary probability that the level after a failure allows a retry, if a success returns k tokens:
     * p w(i+1) = (1 - p) (w(i) + ... + w(i-k+1)).
     */
    private static double allowedByLargeGains(int tokens, int gain, double failing) {
        double[] weights = new double[tokens + 1];
        weights[0] = 1;
        double below = 0;
        for (int level = 0; level < tokens; level++) {
            below += weights[level] - (level >= gain ? weights[level - gain] : 0);
            weights[level + 1] = (1 - failing) / failing * below;
            if (weights[level + 1] > HUGE) {
                scale(weights);
                below /= HUGE;
            }
        }
        return allowed(weights, 1);
    }

    private static void scale(double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= HUGE;
        }
    }

    private static double allowed(double[] weights, int parts) {
        double sum = 0;
        double allowed = 0;
        for (int level = 0; level < weights.length; level++) {
            sum += weights[level];
            allowed += 2 * Math.max(0, level - parts) > weights.length - 1 ? weights[level] : 0;
        }
        return allowed / sum;
    }
}
