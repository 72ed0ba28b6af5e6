package dev.brownout.capacity;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Time until the first k of n parallel responses have arrived, each independent of the others. One response may be
 * local to the caller; the other responses are a round trip away. The mean of this order statistic is the integral of
 * the probability that fewer than k responses have arrived. For exponential response times without a round trip, it is
 * H(n) - H(n - k) times their mean.
 */
final class OrderStatistics {
    /**
     * Number of steps between two quantiles, of which the second is exceeded less often by a factor of e<sup>-1</sup>.
     */
    private static final int FINE = 100;
    /** Negative logarithm of the smallest probability considered, e<sup>-30</sup>. */
    private static final int DEEP = 30;
    /** Number of equally likely values that approximate each time of a sum, except one. */
    private static final int ATOMS = 200;

    private final Sum own;
    private final Sum others;
    private final double way;

    /**
     * Creates the statistics of responses that each take the sum of several times.
     *
     * @param own times of the local response, independent of each other, with finite means
     * @param others times of each remote response, independent of each other, with finite means
     * @param way round trip to the remote nodes
     */
    OrderStatistics(List<Distribution> own, List<Distribution> others, double way) {
        this.own = Sum.of(own);
        this.others = Sum.of(others);
        this.way = way;
    }

    /**
     * Sum of independent times. The varying time with the largest mean has its exact distribution. The other varying
     * times are approximated by equally likely values.
     */
    private record Sum(Distribution law, double[] atoms, double mean) {
        static Sum of(List<Distribution> times) {
            List<Distribution> varying = new ArrayList<>(times);
            varying.removeIf(time -> time.constantValue().isPresent());
            varying.sort(Comparator.comparingDouble(Distribution::mean).reversed());
            double fixed = times.stream()
                    .mapToDouble(time -> time.constantValue().orElse(0))
                    .sum();
            double[] values = {fixed};
            for (Distribution time : varying.subList(Math.min(1, varying.size()), varying.size())) {
                values = sum(values, OrderStatistics.atoms(time));
            }
            double mean = times.stream().mapToDouble(Distribution::mean).sum();
            return new Sum(varying.isEmpty() ? new ConstantDistribution(0) : varying.get(0), values, mean);
        }

        double cumulative(double time) {
            double sum = 0;
            for (double atom : atoms) {
                sum += law.cumulative(time - atom);
            }
            return sum / atoms.length;
        }

        /** Adds the instants between which the probability is assumed to change linearly. */
        void addTimes(double[] times, int from, double later) {
            for (int i = 0; i < FINE * DEEP; i++) {
                double below = -StrictMath.expm1(-i / (double) FINE);
                times[from + i] = law.quantile(below) + atoms[(int) (below * atoms.length)] + later;
            }
        }
    }

    /**
     * Returns equally likely values that approximate a distribution: the quantiles in the middle of intervals of equal
     * probability. The last value is chosen so that the mean of all values is the mean of the distribution, but is not
     * below the one before it.
     */
    private static double[] atoms(Distribution time) {
        double[] means = new double[ATOMS];
        double rest = time.mean() * ATOMS;
        for (int i = 0; i < ATOMS - 1; i++) {
            means[i] = time.quantile((i + 0.5) / ATOMS);
            rest -= means[i];
        }
        means[ATOMS - 1] = Math.max(rest, means[ATOMS - 2]);
        return means;
    }

    /** Returns the sums of all pairs of values, averaged in groups to as many values as {@code others} has. */
    private static double[] sum(double[] some, double[] others) {
        double[] sums = new double[some.length * others.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = some[i / others.length] + others[i % others.length];
        }
        Arrays.sort(sums);
        double[] gathered = new double[others.length];
        for (int i = 0; i < sums.length; i++) {
            gathered[i / some.length] += sums[i] / some.length;
        }
        return gathered;
    }

    /** Returns the mean time until the local response. */
    double ownNanos() {
        return own.mean();
    }

    /** Returns the mean time until k of n responses have arrived, one of which is the local one. */
    double meanNanos(int k, int n) {
        return mean(k, true, n - 1);
    }

    /** Returns the mean time until k of n remote responses have arrived; 0 for k = 0. */
    double othersNanos(int k, int n) {
        return k == 0 ? 0 : mean(k, false, n);
    }

    private double mean(int k, boolean near, int far) {
        double[] times = new double[2 * FINE * DEEP + 1];
        own.addTimes(times, 1, 0);
        others.addTimes(times, 1 + FINE * DEEP, way);
        Arrays.sort(times);
        double mean = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] > times[i - 1]) {
                double first = fewer(k, near, far, times[i - 1]);
                double last = fewer(k, near, far, Math.nextDown(times[i]));
                mean += (times[i] - times[i - 1]) * (first + last) / 2;
            }
        }
        return mean;
    }

    /**
     * Returns equally likely values of the time of one remote response, without the round trip.
     *
     * @param many the number of values
     */
    double[] values(int many) {
        double[] times = new double[FINE * DEEP + 1];
        others.addTimes(times, 1, 0);
        Arrays.sort(times);
        double[] likely = new double[many];
        double[] sums = new double[many];
        double before = 0;
        for (int i = 0; i < times.length; i++) {
            if (i > 0 && times[i] > times[i - 1]) {
                double by = others.cumulative(Math.nextDown(times[i]));
                spread((times[i - 1] + times[i]) / 2, before, by, likely, sums);
                before = Math.max(before, by);
            }
            double by = i + 1 < times.length ? others.cumulative(times[i]) : 1;
            spread(times[i], before, by, likely, sums);
            before = Math.max(before, by);
        }
        for (int i = 0; i < many; i++) {
            sums[i] /= likely[i];
        }
        return sums;
    }

    /**
     * Adds a time to the intervals of equal probability that lie between two probabilities, weighted by the overlap.
     */
    private static void spread(double time, double from, double to, double[] likely, double[] sums) {
        for (double at = from; at < to; ) {
            int part = Math.min(likely.length - 1, (int) (at * likely.length));
            double end = part == likely.length - 1 ? to : Math.min(to, (part + 1.0) / likely.length);
            likely[part] += Math.max(end - at, 0);
            sums[part] += Math.max(end - at, 0) * time;
            at = end > at ? end : Math.nextUp(at);
        }
    }

    /** Returns the probability that fewer than k responses have arrived by a time. */
    private double fewer(int k, boolean near, int far, double time) {
        double[] answered = new double[k];
        answered[0] = 1;
        double p = far > 0 ? others.cumulative(time - way) : 0;
        for (int i = 0; i < far; i++) {
            add(answered, p);
        }
        if (near) {
            add(answered, own.cumulative(time));
        }
        return Arrays.stream(answered).sum();
    }

    private static void add(double[] answered, double p) {
        for (int many = answered.length - 1; many >= 0; many--) {
            answered[many] = answered[many] * (1 - p) + (many == 0 ? 0 : answered[many - 1] * p);
        }
    }
}
