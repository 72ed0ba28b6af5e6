package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Histograms that keep few values exactly and many values in buckets. Both forms report the same statistics. */
class SmallHistogramTest {
    private static final int UNIT_BITS = 9;
    private static final int DIGITS = 3;
    private static final double[] PERCENTS = {0, 1, 50, 90, 99, 99.9, 100};

    private static long time(SplittableRandom random) {
        return random.nextInt(10) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 40));
    }

    /** Returns the statistics of a histogram, and the value and count of each bucket. */
    private static List<Object> statistics(HistogramBuckets buckets) {
        List<Object> values = new ArrayList<>(List.of(buckets.count(), buckets.sum(), buckets.max()));
        for (double percent : PERCENTS) {
            values.add(buckets.percentile(percent));
        }
        buckets.forEach((nanos, many) -> values.add(nanos + " " + many));
        values.add(buckets.histogram());
        return values;
    }

    /**
     * Returns a histogram of the given times in bucket form. The times are added to many other values, which are then
     * subtracted.
     */
    private static HistogramBuckets inBuckets(long[] times) {
        HistogramBuckets many = new HistogramBuckets(UNIT_BITS, DIGITS);
        for (int i = 0; i < 1000; i++) {
            many.record(5);
        }
        HistogramBuckets before = new HistogramBuckets(UNIT_BITS, DIGITS);
        before.add(many);
        many.record(times, times.length);
        return many.differenceTo(before);
    }

    @Test
    void fewValuesReportTheSameStatisticsAsBuckets() {
        SplittableRandom random = new SplittableRandom(1);
        for (int many = 0; many < 300; many++) {
            long[] times = random.longs(many).map(i -> time(random)).toArray();
            HistogramBuckets few = new HistogramBuckets(UNIT_BITS, DIGITS);
            few.record(times, many);
            HistogramBuckets sorted = inBuckets(times);
            for (double percent : PERCENTS) {
                assertThat(few.percentile(percent)).as("%d: p%s", many, percent).isEqualTo(sorted.percentile(percent));
            }
            assertThat(few.sum()).isEqualTo(sorted.sum());
            assertThat(few.max()).isEqualTo(Arrays.stream(times).max().orElse(0));
            List<String> each = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            few.forEach((nanos, times1) -> each.add(nanos + " " + times1));
            sorted.forEach((nanos, times1) -> expected.add(nanos + " " + times1));
            assertThat(each).isEqualTo(expected);
        }
    }

    @Test
    void histogramsAddUpInEitherForm() {
        SplittableRandom random = new SplittableRandom(2);
        for (int many : new int[] {1, 100, 200, 255, 256, 257, 1000}) {
            for (int more : new int[] {1, 100, 200, 255, 256, 257, 1000}) {
                HistogramBuckets one = new HistogramBuckets(UNIT_BITS, DIGITS);
                HistogramBuckets other = new HistogramBuckets(UNIT_BITS, DIGITS);
                HistogramBuckets all = new HistogramBuckets(UNIT_BITS, DIGITS);
                for (int i = 0; i < many + more; i++) {
                    long time = time(random);
                    (i < many ? one : other).record(time);
                    all.record(time);
                    if (i == many / 2) {
                        assertThat(one.percentile(50))
                                .as("percentile between two records")
                                .isNotNegative();
                    }
                }
                one.add(other);
                assertThat(statistics(one)).as("%d and %d", many, more).isEqualTo(statistics(all));
            }
        }
    }

    /** Memory for ten thousand hosts with two hundred times each: 2 KB per host, compared with 24 KB for buckets. */
    @Test
    void fewValuesNeedLittleMemory() {
        HistogramBuckets few = new HistogramBuckets(UNIT_BITS, DIGITS);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            few.record(time(random));
        }
        assertThat(few.length() * Long.BYTES).isLessThanOrEqualTo(2048);
    }
}
