package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time series counts in bounded memory, compared with exact counts. */
class TimeBucketsTest {
    private static final long MICROS = 1_000_000;

    @Test
    void bucketsAreAsNarrowAsTheLimitAllows() {
        SplittableRandom random = new SplittableRandom("blocks".hashCode());
        for (long seconds : List.of(50L, 100L, 101L, 5000L, 90_000L, 40_000_000L)) {
            TimeBuckets<long[]> blocks = new TimeBuckets<>(100, () -> new long[1], (sum, other) -> sum[0] += other[0]);
            long[] times = random.longs(2000, -seconds * MICROS / 2, seconds * MICROS / 2)
                    .toArray();
            for (long time : times) {
                blocks.bucketAt(time)[0]++;
            }
            assertThat(blocks.span()).isLessThanOrEqualTo(101);
            TreeMap<Long, Long> counted = new TreeMap<>();
            for (long time : times) {
                counted.merge(Math.floorDiv(time, blocks.widthMicros()), 1L, Long::sum);
            }
            assertThat(blocks.all().keySet()).isEqualTo(counted.keySet());
            blocks.all().forEach((number, block) -> assertThat(block[0]).isEqualTo(counted.get(number)));
            assertThat(blocks.sum(blocks.all().firstKey(), blocks.span())[0]).isEqualTo(2000);
            if (seconds <= 100) {
                assertThat(blocks.widthMicros()).isEqualTo(MICROS);
            }
        }
    }

    @Test
    void histogramErrorIsBelowOnePercent() {
        SplittableRandom random = new SplittableRandom("times".hashCode());
        TookHistogram histogram = new TookHistogram();
        TookHistogram half = new TookHistogram();
        long[] times = random.longs(10_000, 0, 62).map(bits -> 1L << bits / 2).toArray();
        for (int i = 0; i < times.length; i++) {
            times[i] += random.nextLong(times[i]);
            (i % 2 == 0 ? histogram : half).add(times[i]);
        }
        histogram.add(half);
        Arrays.sort(times);
        for (double share : new double[] {0.001, 0.01, 0.5, 0.99, 0.999, 1}) {
            long exact = times[(int) Math.ceil(share * times.length) - 1];
            assertThat(histogram.percentile(share)).isBetween(exact * 0.99, exact * 1.01);
        }
        double[] values = histogram.values(times.length, 1);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isBetween(times[i] * 0.99 - 0.5, times[i] * 1.01 + 0.5);
        }
        assertThat(histogram.values(100, 1)).hasSize(100);
        assertThat(histogram.size()).isEqualTo(times.length);
    }

    private static TimeBuckets<long[]> buckets() {
        return new TimeBuckets<>(AccessLog.COUNTS, () -> new long[1], (sum, other) -> sum[0] += other[0]);
    }

    @Test
    void poissonArrivalsOfVaryingRateHaveDispersionOne() {
        SplittableRandom random = new SplittableRandom("dispersion".hashCode());
        TimeBuckets<long[]> poisson = buckets();
        TimeBuckets<long[]> pairs = buckets();
        double position = 0;
        while (position < 40_000) {
            double rate = 20 * (1 + StrictMath.sin(position / 5000)) + 1;
            position -= StrictMath.log(1 - random.nextDouble()) / rate;
            // The first bucket has arrivals only at its end, as if the log began at an arbitrary time.
            poisson.bucketAt((long) ((position + 14.9) * MICROS))[0]++;
            pairs.bucketAt((long) ((position + 14.9) * MICROS))[0] += 2;
        }
        LoadSteps steps = LoadSteps.of(poisson);
        double freedom = 40_000.0 / (2 * steps.windowSeconds());
        double chance = 4.5 * StrictMath.sqrt(2 / freedom);
        assertThat(steps.dispersion()).isBetween(1 - chance, 1 + chance);
        assertThat(LoadSteps.of(pairs).dispersion()).isBetween(2 - 2 * chance, 2 + 2 * chance);
        assertThat(steps.rates()).hasSizeBetween(20, 60);
        double requests =
                poisson.all().values().stream().mapToLong(block -> block[0]).sum();
        double reported = 0;
        for (int i = 0; i < steps.rates().size(); i++) {
            reported +=
                    steps.rates().get(i) * Math.min(steps.everySeconds(), steps.seconds() - i * steps.everySeconds());
        }
        assertThat(reported).isCloseTo(requests, Offset.offset(0.01));
    }

    /** A peak is an interval of its own, at the resolution of the buckets. The mean stays that of the log. */
    @ParameterizedTest
    @CsvSource({
        "one minute in 40 days, 3456000, 60, 2000000, 60, 40",
        "two minutes in 10 hours, 36000, 1, 20000, 120, 30",
        "ten seconds in 5 minutes, 300, 1, 100, 10, 200",
        "half an hour in a year, 31536000, 900, 9000000, 1800, 5"
    })
    void peaksAreKept(String what, long seconds, long width, long at, int length, int rate) {
        TimeBuckets<long[]> counts = buckets();
        long requests = 0;
        for (long second = 0; second < seconds; second += Math.max(1, seconds / 3000)) {
            counts.bucketAt(second * MICROS)[0]++;
            requests++;
        }
        for (long second = at / width * width; second < at / width * width + length; second++) {
            counts.bucketAt(second * MICROS)[0] += rate;
            requests += rate;
        }
        LoadSteps steps = LoadSteps.of(counts);
        assertThat(steps.widthSeconds()).as(what).isEqualTo(width);
        assertThat(steps.highest()).as(what).isCloseTo(rate, Offset.offset(0.05 * rate + 10));
        assertThat(steps.steps()).as(what).anySatisfy(step -> {
            assertThat(step.seconds()).isBetween(length / 2L, 2L * length);
            assertThat(step.rate()).isEqualTo(steps.highest());
        });
        assertThat(steps.steps().stream()
                        .mapToDouble(step -> step.rate() * step.seconds())
                        .sum())
                .isCloseTo(requests, Offset.offset(0.01 * requests));
    }

    /** Several peaks are kept; the noise of Poisson arrivals is none. */
    @Test
    void onlyPeaksAreSeparate() {
        SplittableRandom random = new SplittableRandom("peaks".hashCode());
        TimeBuckets<long[]> counts = buckets();
        for (double second = 0; second < 20_000; second -= 2 * StrictMath.log(1 - random.nextDouble())) {
            counts.bucketAt((long) (second * MICROS))[0]++;
        }
        LoadSteps even = LoadSteps.of(counts);
        assertThat(even.hasPeaks()).isFalse();
        assertThat(even.steps()).hasSize(even.rates().size()).hasSizeBetween(30, 60);
        for (int peak = 0; peak < 5; peak++) {
            for (int second = 0; second < 20; second++) {
                counts.bucketAt((2000 + 3000 * peak + second) * MICROS)[0] += 20;
            }
        }
        assertThat(LoadSteps.of(counts).steps())
                .filteredOn(step -> step.rate() > 15)
                .hasSizeBetween(5, 10);
    }
}
