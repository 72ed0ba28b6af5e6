package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * Counts of times in buckets with the layout of HdrHistogram, for recording only. A few shifts give the bucket of a
 * time. Only buckets between the shortest and the longest time use memory. A small number of times is kept without
 * buckets. Among ten thousand hosts most have few samples, and buckets would use a hundred times as much of the
 * processor cache.
 */
final class HistogramBuckets {
    private static final int[] NO_COUNTS = {};
    private static final long[] NO_TIMES = {};

    private final int unitBits;
    private final int halfBits;
    private final int digits;
    private final long mask;
    /** Number of leading zeros of the times below the first power of two that has buckets of its own. */
    private final int linear;

    /** Maximum number of times kept without buckets. */
    private final int fewest;

    /** The times kept without buckets, in the first {@code count} elements; {@code null} once buckets are used. */
    private long[] few = NO_TIMES;
    /** Length of the sorted prefix of the times kept without buckets. */
    private int inOrder;

    private int first;
    private int[] counts = NO_COUNTS;
    private long count;
    /** Number of times of exactly 0 ns. They are distinguished from the rest of the lowest bucket. */
    private long zeros;

    /** Sum of the times in two parts. The lower part has 63 bits. */
    private long sum;

    private long sumUpper;
    private long max;

    /**
     * Creates empty buckets.
     *
     * @param unitBits times below 2<sup>unitBits</sup> ns are not distinguished
     * @param digits number of significant decimal digits of a time, 1 to 5
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

    /**
     * Records a time of at least 0 ns. Throws an {@code ArithmeticException} if the count of a bucket exceeds
     * 2<sup>31</sup> - 1.
     */
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
            store(nanos);
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

    /** Keeps a time without buckets, or moves all times to buckets if there are too many. */
    private void store(long nanos) {
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

    /** Moves all times to buckets. */
    private void sortAllIn() {
        if (few != null) {
            long[] kept = few;
            few = null;
            for (int i = 0; i < count; i++) {
                sortIn(kept[i]);
            }
        }
    }

    /** Returns the times kept without buckets, sorted. */
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

    /** Records the first {@code many} times of an array. */
    void record(long[] nanos, int many) {
        for (int i = 0; i < many; i++) {
            record(nanos[i]);
        }
    }

    /** Returns the bucket of a time. Each power of two beyond the linear range has 2<sup>halfBits</sup> buckets. */
    private int bucket(long nanos) {
        int octave = linear - Long.numberOfLeadingZeros(nanos | mask);
        return (octave << halfBits) + (int) (nanos >>> octave + unitBits);
    }

    /** Returns the shortest time of a bucket, in ns. */
    private long minimum(int bucket) {
        int octave = Math.max(0, (bucket >>> halfBits) - 1);
        return bucket - ((long) octave << halfBits) << octave + unitBits;
    }

    /** Returns the longest time of a bucket, in ns. */
    private long maximum(int bucket) {
        return minimum(bucket + 1) - 1;
    }

    /** Extends the range of buckets to include a time, with a reserve. */
    private void reach(long nanos) {
        if (nanos < 0) {
            throw negative(nanos);
        }
        int target = bucket(nanos);
        int spare = 32 + counts.length / 2;
        int from = counts.length == 0 || target < first ? Math.max(0, target - spare) : first;
        cover(from, target < first ? first : target + spare);
    }

    /** Extends the range of buckets to include an interval of bucket numbers; the end is exclusive. */
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

    /** Returns the number of times recorded. */
    long count() {
        return count;
    }

    /** Returns the sum of the times, in ns. */
    BigInteger sum() {
        return sumUpper == 0
                ? BigInteger.valueOf(sum)
                : BigInteger.valueOf(sumUpper).shiftLeft(Long.SIZE - 1).add(BigInteger.valueOf(sum));
    }

    /** Returns the longest time, in ns; 0 without times. */
    long max() {
        return max;
    }

    /** Adds the times of other buckets with the same layout. */
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

    /** Returns the times recorded since an earlier copy of these buckets. */
    HistogramBuckets differenceTo(HistogramBuckets earlier) {
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

    /** Returns the index of the first bucket that is not empty, or the length if all are empty. */
    private int begin() {
        int from = 0;
        while (from < counts.length && counts[from] == 0) {
            from++;
        }
        return from;
    }

    /** Returns the index after the last bucket that is not empty, or {@code from} if all are empty. */
    private int end(int from) {
        int to = counts.length;
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        return to;
    }

    /** Releases the memory beyond the shortest and the longest time. */
    void trim() {
        if (few != null) {
            few = Arrays.copyOf(few, (int) count);
            return;
        }
        int from = begin();
        counts = Arrays.copyOfRange(counts, from, end(from));
        first += from;
    }

    /** Returns the number of buckets, or times, that use memory. */
    int length() {
        return few == null ? counts.length : few.length;
    }

    /**
     * Returns a percentile of the times, in ns. This is the longest time of its bucket, as in HdrHistogram, but 0 if
     * the percentile is one of the times of 0 ns. It is 0 without times.
     *
     * @param percent 0 to 100
     */
    long percentile(double percent) {
        return percentile(percent, 0);
    }

    /**
     * Returns a percentile of these times and of additional times that are longer than all of them. Returns
     * {@link Long#MAX_VALUE} if the percentile is one of the additional times.
     *
     * @param longer number of additional times
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
            return count == 0 ? 0 : maximum(bucket(ordered()[(int) left - 1]));
        }
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left <= 0) {
                return maximum(first + i);
            }
        }
        return 0;
    }

    /** Returns the number of times in buckets above that of a time in ns; for 0 ns, the number of all longer times. */
    long countAbove(long nanos) {
        if (nanos == 0) {
            return count - zeros;
        }
        long above = 0;
        if (few != null) {
            for (int i = 0; i < count; i++) {
                above += bucket(few[i]) > bucket(nanos) ? 1 : 0;
            }
            return above;
        }
        for (int i = Math.max(0, bucket(nanos) + 1 - first); i < counts.length; i++) {
            above += counts[i];
        }
        return above;
    }

    /** Reports the shortest time and the count of each bucket that is not empty, in ascending order. */
    void forEach(Tally tally) {
        if (few != null) {
            eachOfFew(tally);
            return;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                tally.accept(minimum(first + i), counts[i]);
            }
        }
    }

    private void eachOfFew(Tally tally) {
        long[] times = ordered();
        int reported = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || bucket(times[i]) != bucket(times[reported])) {
                tally.accept(minimum(bucket(times[reported])), i - reported);
                reported = i;
            }
        }
    }

    /** Receives counts of times. */
    interface Tally {
        /**
         * Receives the number of times in a bucket.
         *
         * @param nanos shortest time of the bucket, in ns
         */
        void accept(long nanos, int many);
    }

    /** Returns a histogram in which every time is the shortest of its bucket. */
    Histogram histogram() {
        long most = Math.max(maximum(bucket(max)), 2L << unitBits + halfBits);
        Histogram histogram = new Histogram(1L << unitBits, most, digits);
        forEach(histogram::recordValueWithCount);
        return histogram;
    }
}
