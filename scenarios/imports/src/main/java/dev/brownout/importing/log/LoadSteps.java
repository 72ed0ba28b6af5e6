package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * Request rates of a log in intervals of equal length. There are at most 60 intervals, with an average of at least 30
 * requests per interval.
 *
 * @param everySeconds length of an interval in seconds
 * @param rates requests per second of each interval; the last interval may be shorter
 * @param seconds total length of all intervals in seconds
 * @param dispersion index of dispersion of the arrivals: the mean, over pairs of consecutive short windows, of the
 *     squared difference of their request counts divided by the sum of both. The value is 1 for Poisson arrivals of any
 *     rate, since each arrival of a pair is in either window with probability 1/2. It is greater than 1 for bursts, and
 *     NaN if there are too few requests
 * @param windowSeconds length of such a window in seconds
 */
record LoadSteps(long everySeconds, List<Double> rates, long seconds, double dispersion, long windowSeconds) {
    private static final int MAXIMUM = 60;
    private static final int LEAST_IN_STEP = 30;
    /** Minimum length of the last interval as a share of the interval length. A shorter one is omitted. */
    private static final double LEAST_OF_STEP = 0.1;

    private static final int LEAST_IN_WINDOW = 10;
    private static final int LEAST_PAIRS = 30;
    private static final long SHORTEST_WINDOW = 5;
    private static final long MICROS = 1_000_000;
    private static final long DAY = 86_400;
    private static final long[] LENGTHS = {
        1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 14_400, 21_600, 28_800,
        43_200, DAY
    };

    LoadSteps {
        rates = List.copyOf(rates);
    }

    static LoadSteps of(TimeBuckets<long[]> blocks) {
        NavigableMap<Long, long[]> counted = blocks.all();
        long first = counted.firstKey();
        long[] counts = new long[blocks.span()];
        long requests = 0;
        for (var block : counted.entrySet()) {
            counts[(int) (block.getKey() - first)] = block.getValue()[0];
            requests += block.getValue()[0];
        }
        long width = blocks.widthMicros() / MICROS;
        long steps = Math.max(1, Math.min(MAXIMUM, requests / LEAST_IN_STEP));
        long every = length(counts.length * width, width, steps);
        int each = (int) (every / width);
        List<Double> rates = new ArrayList<>();
        int rest = counts.length % each;
        int length = counts.length > each && rest < LEAST_OF_STEP * each ? counts.length - rest : counts.length;
        for (int from = 0; from < length; from += each) {
            int to = Math.min(length, from + each);
            rates.add(sum(counts, from, to) / (double) ((to - from) * width));
        }
        long inWindow = (long) Math.ceil(LEAST_IN_WINDOW * (double) counts.length / requests);
        int window = (int) Math.max(inWindow, (SHORTEST_WINDOW + width - 1) / width);
        return new LoadSteps(every, rates, length * width, dispersion(counts, window), window * width);
    }

    /**
     * Returns the shortest interval length, in seconds, that gives at most the wanted number of intervals: a round
     * length, or a multiple of a day.
     */
    private static long length(long seconds, long width, long steps) {
        for (long length : LENGTHS) {
            if (length % width == 0 && (seconds + length - 1) / length <= steps) {
                return length;
            }
        }
        long unit = Math.max(DAY, width);
        return unit * ((seconds + unit * steps - 1) / (unit * steps));
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /**
     * Returns the index of dispersion. The first and the last bucket are skipped, since the log covers them only
     * partly.
     */
    private static double dispersion(long[] counts, int window) {
        double sum = 0;
        long pairs = 0;
        for (int from = 1; from + 2 * window < counts.length; from += 2 * window) {
            long first = sum(counts, from, from + window);
            long second = sum(counts, from + window, from + 2 * window);
            if (first + second > 0) {
                sum += (double) (first - second) * (first - second) / (first + second);
                pairs++;
            }
        }
        return pairs < LEAST_PAIRS ? Double.NaN : sum / pairs;
    }

    /** Returns the highest rate, in requests per second. */
    double highest() {
        return rates.stream().mapToDouble(rate -> rate).max().orElse(0);
    }

    /** Returns the lowest rate, in requests per second. */
    double lowest() {
        return rates.stream().mapToDouble(rate -> rate).min().orElse(0);
    }
}
