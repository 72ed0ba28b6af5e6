package dev.brownout.importing.calibrate;

import java.util.Arrays;

/**
 * Figures of the order of calls that show a queue. In a queue, calls that arrive one after another wait for the same
 * calls, so their response times are alike, and few calls overtake others. Without a queue, response times are
 * independent of each other.
 */
final class QueueOrder {
    /** Maximum number of calls that a call is compared with. */
    private static final int MAX_WINDOW = 256;

    private QueueOrder() {}

    /** Returns the mean number of earlier calls that a call overtakes. */
    static double overtaken(CallSample calls) {
        long[] ends = new long[calls.size()];
        Arrays.setAll(ends, i -> calls.arrivedNanos()[i] + calls.responseNanos()[i]);
        long count = 0;
        for (int i = 0; i < ends.length; i++) {
            for (int earlier = Math.max(0, i - MAX_WINDOW); earlier < i; earlier++) {
                count += ends[earlier] > ends[i] ? 1 : 0;
            }
        }
        return (double) count / calls.size();
    }

    /** Returns the correlation of the response times of calls with those of the calls after a number of others. */
    static double correlation(CallSample calls, int lag) {
        double[] times = Arrays.stream(calls.responseNanos()).asDoubleStream().toArray();
        int size = Math.max(0, times.length - lag);
        return correlation(
                Arrays.copyOfRange(times, 0, size), Arrays.copyOfRange(times, times.length - size, times.length));
    }

    /** Returns the correlation of the response times with the number of calls in the system at the arrival. */
    static double correlationWithFound(CallSample calls) {
        return correlation(
                Arrays.stream(calls.responseNanos()).asDoubleStream().toArray(),
                Arrays.stream(new QueueReplay(calls, 1, 0).numberFound)
                        .asDoubleStream()
                        .toArray());
    }

    private static double correlation(double[] first, double... second) {
        double meanFirst = Arrays.stream(first).average().orElse(0);
        double meanSecond = Arrays.stream(second).average().orElse(0);
        double varianceFirst = 0;
        double varianceSecond = 0;
        double covariance = 0;
        for (int i = 0; i < first.length; i++) {
            double a = first[i] - meanFirst;
            double b = second[i] - meanSecond;
            varianceFirst += a * a;
            varianceSecond += b * b;
            covariance += a * b;
        }
        double product = Math.sqrt(varianceFirst) * Math.sqrt(varianceSecond);
        return product == 0 ? 0 : covariance / product;
    }
}
