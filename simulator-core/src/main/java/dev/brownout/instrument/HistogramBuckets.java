package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Counts of times in buckets as HdrHistogram lays them out, for recording and nothing else: a bucket's number is worked
 * out from a time with a few shifts, and only the buckets between the least and the greatest time take memory. A few
 * times are kept as they are: among ten thousand machines most have seen few, and buckets would take a hundred times as
 * much of the processor's cache as they.
 */
final class HistogramBuckets {
    private static final int[] NO_COUNTS = {};
    private static final long[] NO_TIMES = {};

    private final int unitBits;
    private final int halfBits;
    private final int digits;
    private final long mask;
    /** The leading zeros of all times below the first power of two that is cut into buckets of its own. */
    private final int linear;

    /** So many times at most are kept as they are. */
    private final int fewest;

    /** All times there are, in the first places, while they are few; {@code null} once they are in buckets. */
    private long[] few = NO_TIMES;
    /** So many of the few, from the first on, are in order. */
    private int inOrder;

    private int first;
    private int[] counts = NO_COUNTS;
    private long count;
    /** How many of them were no time at all: told apart from the rest of the lowest bucket. */
    private long zeros;

    /** The sum in two parts, of which the lower has 63 bits. */
    private long sum;

    private long sumUpper;
    private long max;

    /**
     * Empty buckets.
     *
     * @param unitBits times below 2<sup>unitBits</sup> ns are all the same
     * @param digits how many significant decimal digits of a time are kept, 1 to 5
     */
    HistogramBuckets(int unitBits, int digits) {
        this.unitBits = unitBits;
        this.digits = digits;
        int most = 2;
        for (int i = 0; i < digits; i++) {
            most *= 10;
        }
        this.halfBits = Integer.SIZE - Integer.numberOfLeadingZeros(most - 1) - 1;
        this.mask = (2L << halfBits) - 1 << unitBits;
        this.linear = Long.numberOfLeadingZeros(mask);
        this.fewest = 1 << halfBits - 2;
    }

    /** Counts a time, in nanoseconds; at least 0. Throws where a bucket would count more than 2<sup>31</sup> - 1. */
    void record(long nanos) {
        count(nanos);
        sum += nanos;
        if (sum < 0) {
            carry();
        }
        if (nanos > max) {
            max = nanos;
        }
        if (nanos == 0) {
            zeros++;
        }
    }

    private void count(long nanos) {
        if (few == null) {
            sortIn(nanos);
        } else {
            keep(nanos);
        }
        count++;
    }

    private void sortIn(long nanos) {
        int i = bucket(nanos) - first;
        if (i < 0 || i >= counts.length) {
            reach(nanos);
            i = bucket(nanos) - first;
        }
        counts[i] = Math.incrementExact(counts[i]);
    }

    /** Keeps one as it is while they are few. */
    private void keep(long nanos) {
        if (count == fewest) {
            sortAllIn();
            sortIn(nanos);
            return;
        }
        if (nanos < 0) {
            throw negative(nanos);
        }
        if (count == few.length) {
            few = Arrays.copyOf(few, Math.max(8, 2 * few.length));
        }
        few[(int) count] = nanos;
    }

    private static IllegalArgumentException negative(long nanos) {
        return new IllegalArgumentException("a time must be at least 0 ns: " + nanos);
    }

    /** From now on they are in buckets. */
    private void sortAllIn() {
        if (few != null) {
            long[] kept = few;
            few = null;
            for (int i = 0; i < count; i++) {
                sortIn(kept[i]);
            }
        }
    }

    /** The few in order. */
    private long[] ordered() {
        if (inOrder < count) {
            Arrays.sort(few, 0, (int) count);
            inOrder = (int) count;
        }
        return few;
    }

    private void carry() {
        sumUpper++;
        sum &= Long.MAX_VALUE;
    }

    /** Counts the first so many of some times. */
    void record(long[] nanos, int many) {
        for (int i = 0; i < many; i++) {
            record(nanos[i]);
        }
    }

    /** Each power of two beyond the linear range is cut into 2<sup>halfBits</sup> buckets. */
    private int bucket(long nanos) {
        int octave = linear - Long.numberOfLeadingZeros(nanos | mask);
        return (octave << halfBits) + (int) (nanos >>> octave + unitBits);
    }

    /** The least time of a bucket. */
    private long least(int bucket) {
        int octave = Math.max(0, (bucket >>> halfBits) - 1);
        return bucket - ((long) octave << halfBits) << octave + unitBits;
    }

    /** The greatest time of a bucket. */
    private long greatest(int bucket) {
        return least(bucket + 1) - 1;
    }

    /** Makes room for a time, and half as much again. */
    private void reach(long nanos) {
        if (nanos < 0) {
            throw negative(nanos);
        }
        int wanted = bucket(nanos);
        int spare = 32 + counts.length / 2;
        int from = counts.length == 0 || wanted < first ? Math.max(0, wanted - spare) : first;
        cover(from, wanted < first ? first : wanted + spare);
    }

    /** Makes room for the buckets from one to before another. */
    private void cover(int from, int to) {
        if (counts.length == 0) {
            first = from;
            counts = new int[to - from];
        } else if (from < first || to > first + counts.length) {
            int lowest = Math.min(from, first);
            int[] more = new int[Math.max(to, first + counts.length) - lowest];
            System.arraycopy(counts, 0, more, first - lowest, counts.length);
            counts = more;
            first = lowest;
        }
    }

    /** How many times were counted. */
    long count() {
        return count;
    }

    /** Their sum. */
    BigInteger sum() {
        return sumUpper == 0
                ? BigInteger.valueOf(sum)
                : BigInteger.valueOf(sumUpper).shiftLeft(Long.SIZE - 1).add(BigInteger.valueOf(sum));
    }

    /** The greatest of them; 0 without any. */
    long max() {
        return max;
    }

    /** Counts also what others have counted, whose layout is the same. */
    void add(HistogramBuckets other) {
        if (other.count == 0) {
            return;
        }
        if (other.few == null) {
            addSorted(other);
        } else {
            int many = (int) other.count;
            for (int i = 0; i < many; i++) {
                count(other.few[i]);
            }
        }
        sum += other.sum;
        sumUpper += other.sumUpper;
        if (sum < 0) {
            carry();
        }
        zeros += other.zeros;
        max = Math.max(max, other.max);
    }

    private void addSorted(HistogramBuckets other) {
        sortAllIn();
        int from = other.begin();
        int to = other.end(from);
        cover(other.first + from, other.first + to);
        int shift = other.first - first;
        for (int i = from; i < to; i++) {
            counts[i + shift] = Math.addExact(counts[i + shift], other.counts[i]);
        }
        count += other.count;
    }

    /** What has been counted since others were, of which these were a copy. */
    HistogramBuckets since(HistogramBuckets earlier) {
        sortAllIn();
        earlier.sortAllIn();
        HistogramBuckets more = new HistogramBuckets(unitBits, digits);
        more.few = null;
        more.first = first;
        more.counts = counts.clone();
        for (int i = 0; i < earlier.counts.length; i++) {
            if (earlier.counts[i] > 0) {
                more.counts[earlier.first + i - first] -= earlier.counts[i];
            }
        }
        more.count = count - earlier.count;
        more.sum = sum - earlier.sum;
        more.sumUpper = sumUpper - earlier.sumUpper;
        if (more.sum < 0) {
            more.sumUpper--;
            more.sum &= Long.MAX_VALUE;
        }
        more.zeros = zeros - earlier.zeros;
        return more;
    }

    /** The first that has any; after the last where none has. */
    private int begin() {
        int from = 0;
        while (from < counts.length && counts[from] == 0) {
            from++;
        }
        return from;
    }

    /** After the last that has any, or the first. */
    private int end(int from) {
        int to = counts.length;
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        return to;
    }

    /** Gives back the room that it has beyond the least and the greatest time. */
    void trim() {
        if (few != null) {
            few = Arrays.copyOf(few, (int) count);
            return;
        }
        int from = begin();
        counts = Arrays.copyOfRange(counts, from, end(from));
        first += from;
    }

    /** How many buckets, or times, take memory. */
    int length() {
        return few == null ? counts.length : few.length;
    }

    /**
     * The time that so many percent of them do not exceed, 0 to 100: the greatest of its bucket, as HdrHistogram says
     * it, but 0 where so many took no time at all; 0 without any.
     */
    long percentile(double percent) {
        return percentile(percent, 0);
    }

    /**
     * The same statistic of these times and of more that are longer than all of them; {@link Long#MAX_VALUE} where it
     * is one of the longer ones.
     */
    long percentile(double percent, long longer) {
        double rank = Math.nextDown(percent) * (count + longer) / 100;
        long left = Math.max(1, (long) Math.ceil(rank));
        if (left > count && longer > 0) {
            return Long.MAX_VALUE;
        }
        if (left <= zeros) {
            return 0;
        }
        if (few != null) {
            return count == 0 ? 0 : greatest(bucket(ordered()[(int) left - 1]));
        }
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left <= 0) {
                return greatest(first + i);
            }
        }
        return 0;
    }

    /** Tells of each bucket that has any its least time and how many it has, from the shortest to the longest. */
    void each(Tally tally) {
        if (few != null) {
            eachOfFew(tally);
            return;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                tally.counted(least(first + i), counts[i]);
            }
        }
    }

    private void eachOfFew(Tally tally) {
        long[] times = ordered();
        int told = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || bucket(times[i]) != bucket(times[told])) {
                tally.counted(least(bucket(times[told])), i - told);
                told = i;
            }
        }
    }

    /** Is told of times. */
    interface Tally {
        /** So many times are this long, as far as a bucket tells. */
        void counted(long nanos, int many);
    }

    /** The same as a histogram, in which every time is the least of its bucket. */
    Histogram histogram() {
        long most = Math.max(greatest(bucket(max)), 2L << unitBits + halfBits);
        Histogram histogram = new Histogram(1L << unitBits, most, digits);
        each(histogram::recordValueWithCount);
        return histogram;
    }
}
