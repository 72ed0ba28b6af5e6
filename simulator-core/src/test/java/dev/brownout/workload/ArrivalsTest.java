package dev.brownout.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private static List<OpenLoad> chances() {
        return List.of(
                new PoissonLoad(720),
                new RampLoad(0, 500, 5 * MINUTE),
                new RampLoad(500, 0, 5 * MINUTE),
                new StepLoad(List.of(100.0, 0.0, 240.0), 2 * MINUTE),
                new SpikeLoad(80, 300, MINUTE, 4 * MINUTE, MINUTE),
                new DiurnalLoad(0, 600, 0, 7 * MINUTE),
                new SequentialLoad(
                        List.of(new SequentialLoad.Stage(new DiurnalLoad(10, 900, 0, MINUTE), 4 * MINUTE)),
                        new PoissonLoad(30)));
    }

    /** The n-th arrival occurs when the integral of the load reaches the sum of n exponential random numbers. */
    @ParameterizedTest
    @MethodSource("chances")
    void arrivalsInvertTheIntegralOfTheLoad(OpenLoad flow) {
        List<LoadMultiplier> surges = List.of(
                new LoadMultiplier(MINUTE, 3 * MINUTE, 3),
                new LoadMultiplier(2 * MINUTE, 4 * MINUTE, 0.5),
                new LoadMultiplier(250 * SECOND, 260 * SECOND, 0));
        KeyedRandom unit = randomStream(flow.toString());
        Arrivals arrivals = Arrivals.of(flow, surges, randomStream(flow.toString()));
        double due = 0;
        long before = 0;
        double expected = 0;
        for (int i = 0; i < 30_000; i++) {
            due += unit.exponential();
            long instant = arrivals.nextAt();
            if (instant == LoadProfile.FOREVER) {
                assertThat(expected(flow, surges, before, 100 * HOUR) + expected)
                        .isLessThan(due);
                return;
            }
            assertThat(instant).isGreaterThanOrEqualTo(before);
            expected += expected(flow, surges, before, instant);
            before = instant;
            assertThat(expected).isCloseTo(due, within(1e-4));
        }
    }

    private static double expected(OpenLoad flow, List<LoadMultiplier> surges, long from, long to) {
        double sum = 0;
        long instant = from;
        while (instant < to) {
            long until = Math.min(to, LoadMultiplier.nextChange(surges, instant));
            sum += LoadMultiplier.factorAt(surges, instant) * flow.expected(instant, until);
            instant = until;
        }
        return sum;
    }

    @Test
    void gapsAndCountsAreThoseOfAPoissonProcess() {
        Arrivals arrivals = Arrivals.of(new PoissonLoad(100), List.of(), randomStream("arrivals.cv.a"));
        int seconds = 2000;
        long[] counts = new long[seconds];
        double sum = 0;
        double squares = 0;
        int gaps = 0;
        long before = 0;
        for (long instant = arrivals.nextAt(); instant < seconds * SECOND; instant = arrivals.nextAt()) {
            counts[(int) (instant / SECOND)]++;
            sum += instant - before;
            squares += (double) (instant - before) * (instant - before);
            gaps++;
            before = instant;
        }
        double mean = sum / gaps;
        assertThat(Math.sqrt(squares / gaps - mean * mean) / mean).isCloseTo(1, within(0.01));
        double meanCount = (double) gaps / seconds;
        double variance = 0;
        for (long count : counts) {
            variance += (count - meanCount) * (count - meanCount) / (seconds - 1);
        }
        assertThat(variance / meanCount).isCloseTo(1, within(0.13));
    }

    @Test
    void aSineLoadBringsItsKnownNumberOfRequests() {
        Arrivals arrivals =
                Arrivals.of(new DiurnalLoad(25, 225, 15 * MINUTE, HOUR), List.of(), randomStream("arrivals.sine.a"));
        int all = 0;
        int firstQuarter = 0;
        for (long instant = arrivals.nextAt(); instant < HOUR; instant = arrivals.nextAt()) {
            all++;
            firstQuarter += instant < 15 * MINUTE ? 1 : 0;
        }
        assertThat((double) all).isCloseTo(450_000, within(4_500.0));
        assertThat((double) firstQuarter).isCloseTo(169_795.8, within(1_698.0));
    }

    @Test
    void anotherRateOnlyStretchesTime() {
        Arrivals slow = Arrivals.of(new PoissonLoad(100), List.of(), randomStream("stretch"));
        Arrivals fast = Arrivals.of(new PoissonLoad(400), List.of(), randomStream("stretch"));
        for (int i = 0; i < 10_000; i++) {
            assertThat((double) slow.nextAt()).isCloseTo(4.0 * fast.nextAt(), within(5.0));
        }
    }

    @Test
    void pacedRequestsComeAtEvenIntervalsWithoutDrift() {
        Arrivals arrivals = Arrivals.of(new ConstantIntervalLoad(3), List.of(), randomStream("paced"));
        double drift = 0;
        for (long i = 1; i <= 300_000; i++) {
            drift = Math.max(drift, Math.abs(arrivals.nextAt() - i * 1e9 / 3));
        }
        assertThat(drift).isLessThan(1.1);
    }

    @Test
    void aSurgeMultipliesThePaceWhileItLasts() {
        LoadMultiplier surge = new LoadMultiplier(10 * SECOND, 20 * SECOND, 3);
        List<Long> instants = arrivalsUntil(
                Arrivals.of(new ConstantIntervalLoad(2), List.of(surge), randomStream("surge")), 30 * SECOND);
        assertThat(instants.stream().filter(instant -> instant < 10 * SECOND)).hasSizeBetween(19, 20);
        assertThat(instants.stream().filter(instant -> instant >= 10 * SECOND && instant < 20 * SECOND))
                .hasSizeBetween(59, 61);
        assertThat(instants.stream().filter(instant -> instant >= 20 * SECOND)).hasSizeBetween(19, 21);
    }

    @Test
    void aTraceIsPlayedBackAsRecordedAndMultipliedInSurges() {
        TraceArrivals trace = new TraceArrivals(1, 4, 4, 10, 11, 12, 20);
        assertThat(arrivalsUntil(Arrivals.of(trace, List.of(), randomStream("trace")), LoadProfile.FOREVER))
                .containsExactly(1L, 4L, 4L, 10L, 11L, 12L, 20L);
        assertThat(arrivalsUntil(
                        Arrivals.of(trace, List.of(new LoadMultiplier(4, 5, 3)), randomStream("trace")),
                        LoadProfile.FOREVER))
                .containsExactly(1L, 4L, 4L, 4L, 4L, 4L, 4L, 10L, 11L, 12L, 20L);
        assertThat(arrivalsUntil(
                        Arrivals.of(trace, List.of(new LoadMultiplier(10, 13, 1.0 / 3)), randomStream("trace")),
                        LoadProfile.FOREVER))
                .containsExactly(1L, 4L, 4L, 12L, 20L);
        assertThat(arrivalsUntil(
                        Arrivals.of(trace, List.of(new LoadMultiplier(0, 12, 0)), randomStream("trace")),
                        LoadProfile.FOREVER))
                .containsExactly(12L, 20L);
    }

    @Test
    void arrivalsAreReproducible() {
        long hash = 0;
        for (OpenLoad flow : chances()) {
            Arrivals arrivals =
                    Arrivals.of(flow, List.of(new LoadMultiplier(MINUTE, 2 * MINUTE, 1.5)), randomStream("pinned"));
            for (int i = 0; i < 5000; i++) {
                hash = KeyedRandom.mix(hash + arrivals.nextAt());
            }
        }
        assertThat(hash).isEqualTo(-3843629666724789980L);
    }

    @Test
    void noRateMeansNoArrivals() {
        Arrivals never = Arrivals.of(new PoissonLoad(0), List.of(new LoadMultiplier(0, 5, 2)), randomStream("never"));
        assertThat(never.nextAt()).isEqualTo(LoadProfile.FOREVER);
        assertThat(never.nextAt()).isEqualTo(LoadProfile.FOREVER);
        Arrivals later = Arrivals.of(new StepLoad(List.of(0.0, 1.0), HOUR), List.of(), randomStream("never"));
        assertThat(later.nextAt()).isGreaterThan(HOUR);
    }

    @Test
    void rejectsAClosedLoad() {
        ClosedLoad users = new ClosedLoad(5, new ConstantDistribution(1e9));
        assertThatThrownBy(() -> Arrivals.of(users, List.of(), randomStream("users")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("response times");
    }

    private static List<Long> arrivalsUntil(Arrivals arrivals, long end) {
        List<Long> instants = new ArrayList<>();
        for (long instant = arrivals.nextAt(); instant < end; instant = arrivals.nextAt()) {
            instants.add(instant);
        }
        return instants;
    }

    private static KeyedRandom randomStream(String name) {
        return new KeyedRandom(KeyedRandom.key(0, 0, "ArrivalsTest/" + name));
    }
}
