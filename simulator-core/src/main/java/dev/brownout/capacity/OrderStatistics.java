package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
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

    private final Sum localTime;
    private final Sum remoteTime;
    private final double roundTripNanos;

    /**
     * Creates the statistics of responses that each take the sum of several times.
     *
     * @param localTimes times of the local response, independent of each other, with finite means
     * @param remoteTimes times of each remote response, independent of each other, with finite means
     * @param roundTripNanos round trip to the remote nodes
     */
    OrderStatistics(List<Distribution> localTimes, List<Distribution> remoteTimes, double roundTripNanos) {
        this.localTime = Sum.of(localTimes);
        this.remoteTime = Sum.of(remoteTimes);
        this.roundTripNanos = roundTripNanos;
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
                double below = -ElementaryFunctions.expm1(-i / (double) FINE);
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
        double remaining = time.mean() * ATOMS;
        for (int i = 0; i < ATOMS - 1; i++) {
            means[i] = time.quantile((i + 0.5) / ATOMS);
            remaining -= means[i];
        }
        means[ATOMS - 1] = Math.max(remaining, means[ATOMS - 2]);
        return means;
    }

    /** Returns the sums of all pairs of values, averaged in groups to as many values as {@code second} has. */
    private static double[] sum(double[] first, double[] second) {
        double[] sums = new double[first.length * second.length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = first[i / second.length] + second[i % second.length];
        }
        Arrays.sort(sums);
        double[] gathered = new double[second.length];
        for (int i = 0; i < sums.length; i++) {
            gathered[i / first.length] += sums[i] / first.length;
        }
        return gathered;
    }

    /** Returns the mean time until the local response. */
    double ownNanos() {
        return localTime.mean();
    }

    /** Returns the mean time until k of n responses have arrived, one of which is the local one. */
    double meanNanos(int k, int n) {
        return mean(k, true, n - 1);
    }

    /** Returns the mean time until k of n remote responses have arrived; 0 for k = 0. */
    double othersNanos(int k, int n) {
        return k == 0 ? 0 : mean(k, false, n);
    }

    private double mean(int k, boolean withLocal, int remoteCount) {
        double[] times = new double[2 * FINE * DEEP + 1];
        localTime.addTimes(times, 1, 0);
        remoteTime.addTimes(times, 1 + FINE * DEEP, roundTripNanos);
        Arrays.sort(times);
        double mean = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] > times[i - 1]) {
                double first = probabilityOfFewer(k, withLocal, remoteCount, times[i - 1]);
                double last = probabilityOfFewer(k, withLocal, remoteCount, Math.nextDown(times[i]));
                mean += (times[i] - times[i - 1]) * (first + last) / 2;
            }
        }
        return mean;
    }

    /** Returns the probability that fewer than k responses have arrived by a time. */
    private double probabilityOfFewer(int k, boolean withLocal, int remoteCount, double time) {
        double[] answered = new double[k];
        answered[0] = 1;
        double p = remoteCount > 0 ? remoteTime.cumulative(time - roundTripNanos) : 0;
        for (int i = 0; i < remoteCount; i++) {
            add(answered, p);
        }
        if (withLocal) {
            add(answered, localTime.cumulative(time));
        }
        return Arrays.stream(answered).sum();
    }

    private static void add(double[] answered, double p) {
        for (int count = answered.length - 1; count >= 0; count--) {
            answered[count] = answered[count] * (1 - p) + (count == 0 ? 0 : answered[count - 1] * p);
        }
    }
}
