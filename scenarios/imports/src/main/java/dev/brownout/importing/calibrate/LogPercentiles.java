package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;

/**
 * Natural logarithms of percentiles of rounded times. Equal rounded times are spread evenly over the rounding interval.
 */
final class LogPercentiles {
    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9, 0.99};
    private static final int MIN_VALUES_BEYOND = 20;

    private LogPercentiles() {}

    /**
     * Returns the ranks of the percentiles that a sample of this size can estimate: those with at least 20 values below
     * and 20 above.
     */
    static double[] carriedBy(long size) {
        return Arrays.stream(SHARES)
                .filter(share -> (1 - share) * size >= MIN_VALUES_BEYOND && share * size >= MIN_VALUES_BEYOND)
                .toArray();
    }

    /**
     * Returns the natural logarithms of percentiles.
     *
     * @param resolution resolution of the log in ns; the times are rounded to it
     */
    static double[] logarithms(long[] times, double[] shares, long resolution) {
        long[] rounded = Arrays.stream(times)
                .map(time -> (time + resolution / 2) / resolution * resolution)
                .sorted()
                .toArray();
        double[] logs = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            logs[i] = ElementaryFunctions.log(Math.max(resolution / 4.0, quantile(rounded, shares[i], resolution)));
        }
        return logs;
    }

    private static double quantile(long[] sorted, double share, long resolution) {
        double rank = share * sorted.length;
        long value = sorted[(int) Math.min(sorted.length - 1, rank)];
        int countBelow = countLess(sorted, value);
        int countUpTo = countLess(sorted, value + 1);
        return value + resolution * ((rank - countBelow) / (countUpTo - countBelow) - 0.5);
    }

    /** Returns the number of elements less than a value. */
    private static int countLess(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
