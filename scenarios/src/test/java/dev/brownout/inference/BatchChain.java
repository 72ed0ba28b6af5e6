package dev.brownout.inference;

/**
 * Exact model of an engine with Poisson arrivals, geometric outputs and prompts without duration: a Markov chain of the
 * number of calls at the beginning of each step. A step with n sequences takes base + n x perSequence; each sequence
 * ends with it with the probability p, and calls that arrive meanwhile wait for the next step. With short steps the
 * chain is a birth-death process with the death rate n p / (base + n x perSequence).
 */
final class BatchChain {
    private final double perSecond;
    private final double base;
    private final double perSequence;
    private final double ending;
    private final int batch;
    /** Number of calls from which on the chain is cut off. */
    private final int maximum;

    /**
     * Creates a chain.
     *
     * @param perSecond arrivals per second
     * @param base seconds of a step that do not depend on the batch
     * @param perSequence further seconds for each sequence
     * @param meanOutput mean of the exponential distribution that is rounded up to the output
     * @param batch maximum number of sequences in a step
     * @param most number of calls from which on the chain is cut off
     */
    BatchChain(double perSecond, double base, double perSequence, double meanOutput, int batch, int most) {
        this.perSecond = perSecond;
        this.base = base;
        this.perSequence = perSequence;
        this.ending = -Math.expm1(-1 / meanOutput);
        this.batch = batch;
        this.maximum = most;
    }

    private double seconds(int calls) {
        return base + Math.min(calls, batch) * perSequence;
    }

    /**
     * Returns the stationary distribution of the number of calls at the beginning of a step; 0 stands for idle time.
     */
    private double[] stationary() {
        double[][] next = new double[maximum + 1][];
        for (int n = 1; n <= maximum; n++) {
            next[n] = convolved(survivors(Math.min(n, batch)), n - Math.min(n, batch), arrivals(n));
        }
        double[] now = new double[maximum + 1];
        now[1] = 1;
        double change = 1;
        while (change > 1e-13) {
            double[] then = new double[maximum + 1];
            then[1] += now[0];
            for (int n = 1; n <= maximum; n++) {
                for (int k = 0; k <= maximum; k++) {
                    then[k] += now[n] * next[n][k];
                }
            }
            change = 0;
            for (int k = 0; k <= maximum; k++) {
                change = Math.max(change, Math.abs(then[k] - now[k]));
            }
            now = then;
        }
        return now;
    }

    /** Returns the binomial distribution of the sequences that continue. */
    private double[] survivors(int sequences) {
        double[] shares = {1};
        for (int i = 0; i < sequences; i++) {
            double[] more = new double[shares.length + 1];
            for (int k = 0; k < shares.length; k++) {
                more[k] += shares[k] * ending;
                more[k + 1] += shares[k] * (1 - ending);
            }
            shares = more;
        }
        return shares;
    }

    /** Returns the Poisson distribution of the arrivals in a step. */
    private double[] arrivals(int calls) {
        double mean = perSecond * seconds(calls);
        double[] shares = new double[40];
        shares[0] = Math.exp(-mean);
        for (int k = 1; k < shares.length; k++) {
            shares[k] = shares[k - 1] * mean / k;
        }
        return shares;
    }

    private double[] convolved(double[] left, int waiting, double[] arrived) {
        double[] sum = new double[maximum + 1];
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < arrived.length; k++) {
                sum[Math.min(maximum, i + waiting + k)] += left[i] * arrived[k];
            }
        }
        return sum;
    }

    /** Returns the mean time of a call in the engine, in seconds, by Little's law. */
    double meanSeconds() {
        double[] shares = stationary();
        double time = shares[0] / perSecond;
        double calls = 0;
        for (int n = 1; n <= maximum; n++) {
            double step = seconds(n);
            time += shares[n] * step;
            calls += shares[n] * step * (n + perSecond * step / 2);
        }
        return calls / time / perSecond;
    }

    /** Returns the share of the time with a step. */
    double busyShare() {
        double[] shares = stationary();
        double idle = shares[0] / perSecond;
        double busy = 0;
        for (int n = 1; n <= maximum; n++) {
            busy += shares[n] * seconds(n);
        }
        return busy / (busy + idle);
    }

    /** Returns the mean time of a call of the birth-death process in continuous time, in seconds. */
    double birthDeathSeconds() {
        double share = 1;
        double all = 1;
        double calls = 0;
        for (int n = 1; n <= 10 * maximum; n++) {
            share *= perSecond * seconds(n) / (Math.min(n, batch) * ending);
            all += share;
            calls += n * share;
        }
        return calls / all / perSecond;
    }
}
