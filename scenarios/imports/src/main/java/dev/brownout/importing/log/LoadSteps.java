package dev.brownout.importing.log;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Request rates of a log in intervals of equal length. There are at most 60 intervals, with an average of at least 30
 * requests per interval. Peaks within an interval, of at least twice its rate, are intervals of their own.
 *
 * @param everySeconds length of an interval without a peak in seconds
 * @param steps intervals in their order; the last interval may be shorter
 * @param seconds total length of all intervals in seconds
 * @param dispersion index of dispersion of the arrivals: the mean, over pairs of consecutive short windows without a
 *     peak, of the squared difference of their request counts divided by the sum of both. The value is 1 for Poisson
 *     arrivals of any rate, since each arrival of a pair is in either window with probability 1/2. It is greater than 1
 *     for bursts, and NaN if there are too few requests
 * @param windowSeconds length of such a window in seconds
 * @param widthSeconds shortest length of a peak that is recognized, in seconds
 */
record LoadSteps(
        long everySeconds,
        List<RateStep> steps,
        long seconds,
        double dispersion,
        long windowSeconds,
        long widthSeconds) {
    /**
     * Interval with its rate.
     *
     * @param rate requests per second
     */
    record RateStep(double rate, long seconds) {}

    /**
     * Peak of the rate within an interval.
     *
     * @param interval interval in buckets
     * @param from first bucket of the peak
     * @param to bucket after the peak
     * @param score excess of the log-likelihood of its count over that of the rate of the interval
     */
    private record Peak(Interval interval, int from, int to, double score) {}

    private record Interval(int from, int to) {}

    private static final int MAXIMUM = 60;
    private static final int LEAST_IN_STEP = 30;
    /** Minimum length of the last interval as a share of the interval length. A shorter one is omitted. */
    private static final double LEAST_OF_STEP = 0.1;

    /** Minimum ratio of the rate of a peak to that of its interval. */
    private static final double PEAK_RATIO = 2;

    /** Minimum score of a peak. Poisson arrivals exceed it in one of e^20 windows. */
    private static final double LEAST_SCORE = 20;

    /** Maximum ratio of the rate of a partly covered bucket to that of its peak. */
    private static final double EDGE_RATIO = 0.8;

    /** Minimum number of buckets of a peak with edges. */
    private static final int EDGED = 3;

    private static final int MOST_PEAKS = 60;
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
        steps = List.copyOf(steps);
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
        int rest = counts.length % each;
        int length = counts.length > each && rest < LEAST_OF_STEP * each ? counts.length - rest : counts.length;
        long[] sums = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            sums[i + 1] = sums[i] + counts[i];
        }
        List<Interval> intervals = new ArrayList<>();
        for (int from = 0; from < length; from += each) {
            intervals.add(new Interval(from, Math.min(length, from + each)));
        }
        List<Peak> peaks = separatePeaks(intervals, sums);
        List<RateStep> rates = intervals.stream()
                .map(one -> new RateStep(
                        requests(sums, one) / (double) ((one.to() - one.from()) * width),
                        (one.to() - one.from()) * width))
                .toList();
        long inWindow = (long) Math.ceil(LEAST_IN_WINDOW * (double) counts.length / requests);
        int window = (int) Math.max(inWindow, (SHORTEST_WINDOW + width - 1) / width);
        return new LoadSteps(every, rates, length * width, dispersion(sums, peaks, window), window * width, width);
    }

    private static long requests(long[] sums, Interval interval) {
        return sums[interval.to()] - sums[interval.from()];
    }

    /** Divides the intervals with the clearest peaks at the ends of these. Returns the peaks. */
    private static List<Peak> separatePeaks(List<Interval> intervals, long[] sums) {
        PriorityQueue<Peak> peaks = new PriorityQueue<>(
                Comparator.comparingDouble((Peak peak) -> -peak.score()).thenComparingInt(Peak::from));
        intervals.forEach(interval -> peak(sums, interval).ifPresent(peaks::add));
        List<Peak> separate = new ArrayList<>();
        while (separate.size() < MOST_PEAKS && !peaks.isEmpty()) {
            Peak peak = peaks.remove();
            separate.add(peak);
            intervals.remove(peak.interval());
            for (Interval part : List.of(
                    new Interval(peak.interval().from(), peak.from()),
                    new Interval(peak.from(), peak.to()),
                    new Interval(peak.to(), peak.interval().to()))) {
                if (part.from() < part.to()) {
                    intervals.add(part);
                    peak(sums, part).ifPresent(peaks::add);
                }
            }
        }
        intervals.sort(Comparator.comparingInt(Interval::from));
        return separate;
    }

    /** Returns the clearest peak of an interval; empty if none has enough requests and a much higher rate. */
    private static Optional<Peak> peak(long[] sums, Interval interval) {
        int buckets = interval.to() - interval.from();
        double rate = requests(sums, interval) / (double) buckets;
        Peak clearest = null;
        for (int length = 1; PEAK_RATIO * length <= buckets; length += Math.max(1, length / 4)) {
            for (int from = interval.from(); from + length <= interval.to(); from++) {
                long requests = sums[from + length] - sums[from];
                double expected = rate * length;
                if (requests >= LEAST_IN_STEP && requests >= PEAK_RATIO * expected) {
                    double score = requests * ElementaryFunctions.log(requests / expected) - requests + expected;
                    if (score > (clearest == null ? LEAST_SCORE : clearest.score())) {
                        clearest = new Peak(interval, from, from + length, score);
                    }
                }
            }
        }
        return Optional.ofNullable(clearest).map(peak -> withoutEdges(sums, peak));
    }

    /** Returns a peak without a first or last bucket of a lower rate, which it covers partly. */
    private static Peak withoutEdges(long[] sums, Peak peak) {
        int from = peak.from();
        int to = peak.to();
        if (to - from >= EDGED) {
            double inner = (sums[to - 1] - sums[from + 1]) / (double) (to - from - 2);
            from += sums[from + 1] - sums[from] < EDGE_RATIO * inner ? 1 : 0;
            to -= sums[to] - sums[to - 1] < EDGE_RATIO * inner ? 1 : 0;
        }
        return new Peak(peak.interval(), from, to, peak.score());
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

    /**
     * Returns the index of dispersion outside of peaks. The first and the last bucket are skipped, since the log covers
     * them only partly.
     */
    private static double dispersion(long[] sums, List<Peak> peaks, int window) {
        double sum = 0;
        long pairs = 0;
        for (int from = 1; from + 2 * window < sums.length - 1; from += 2 * window) {
            int begin = from;
            long first = sums[from + window] - sums[from];
            long second = sums[from + 2 * window] - sums[from + window];
            boolean hasPeak = peaks.stream().anyMatch(peak -> peak.from() < begin + 2 * window && peak.to() > begin);
            if (first + second > 0 && !hasPeak) {
                sum += (double) (first - second) * (first - second) / (first + second);
                pairs++;
            }
        }
        return pairs < LEAST_PAIRS ? Double.NaN : sum / pairs;
    }

    /** Returns whether intervals are divided at peaks. */
    boolean hasPeaks() {
        return steps.size() > (seconds + everySeconds - 1) / everySeconds;
    }

    /** Returns the rates of the intervals in requests per second. */
    List<Double> rates() {
        return steps.stream().map(RateStep::rate).toList();
    }

    /** Returns the highest rate, in requests per second. */
    double highest() {
        return rates().stream().mapToDouble(rate -> rate).max().orElse(0);
    }

    /** Returns the lowest rate, in requests per second. */
    double lowest() {
        return rates().stream().mapToDouble(rate -> rate).min().orElse(0);
    }
}
