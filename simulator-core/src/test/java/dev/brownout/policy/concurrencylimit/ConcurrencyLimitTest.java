package dev.brownout.policy.concurrencylimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.concurrencylimit.ConcurrencyLimitSpec.Algorithm;
import dev.brownout.service.Service;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final long MS = 1_000_000;

    private static ConcurrencyLimitSpec spec(Algorithm algorithm, int initial, int min, int max) {
        return new ConcurrencyLimitSpec(algorithm, initial, min, max, Duration.ofMillis(100));
    }

    @Test
    void aimdGrowsByOneWhileHalfIsInUseAndShrinksByATenth() {
        Limit limit = spec(Algorithm.AIMD, 20, 10, 22).limit();
        limit.record(MS, 9, false);
        assertThat(limit.currentLimit()).isEqualTo(20);
        limit.record(MS, 10, false);
        assertThat(limit.currentLimit()).isEqualTo(21);
        limit.record(MS, 15, false);
        limit.record(MS, 15, false);
        assertThat(limit.currentLimit()).isEqualTo(22);
        limit.record(MS, 15, true);
        assertThat(limit.currentLimit()).isEqualTo(19);
        limit.record(101 * MS, 15, false);
        assertThat(limit.currentLimit()).isEqualTo(17);
        for (int i = 0; i < 10; i++) {
            limit.record(MS, 15, true);
        }
        assertThat(limit.currentLimit()).isEqualTo(10);
    }

    @Test
    void gradientGrowsAtSteadyLatencyAndShrinksWhenItRises() {
        Limit limit = spec(Algorithm.GRADIENT, 20, 10, 200).limit();
        for (int i = 0; i < 50; i++) {
            limit.record(10 * MS, 150, false);
        }
        assertThat(limit.currentLimit()).isEqualTo(60);
        for (int i = 0; i < 10; i++) {
            limit.record(100 * MS, 150, false);
        }
        assertThat(limit.currentLimit()).isLessThan(35);
    }

    /** Random responses up to ten times slower than before, some of which fail. */
    @Test
    void noLimitMovesAgainstItsResponses() {
        SplittableRandom random = new SplittableRandom(1);
        for (int min : new int[] {1, 2, 20}) {
            Limit aimd = spec(Algorithm.AIMD, 20, min, 60).limit();
            Limit gradient = spec(Algorithm.GRADIENT, 20, min, 60).limit();
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < 5_000; i++) {
                long latency = random.nextLong(20, 200) * MS;
                boolean dropped = random.nextInt(10) == 0;
                boolean bad = dropped || latency > 100 * MS;
                int before = aimd.currentLimit();
                aimd.record(latency, random.nextInt(60), dropped);
                assertThat(Integer.signum(aimd.currentLimit() - before)).isIn(0, bad ? -1 : 1);
                // The average is at least the fastest response, and 1.5 times the average is tolerated.
                fastest = Math.min(fastest, latency);
                before = gradient.currentLimit();
                gradient.record(latency, random.nextInt(60), dropped);
                if (latency <= 1.5 * fastest) {
                    assertThat(gradient.currentLimit()).isGreaterThanOrEqualTo(before);
                }
            }
        }
    }

    @Test
    void rejectsCallsBeyondTheLimit() {
        NetworkTestBench bench = new NetworkTestBench(0);
        Host place = bench.host("web", "1", "");
        ConcurrencyLimitSpec.Measures measures =
                new ConcurrencyLimitSpec.Measures(new Counter(bench.grid), new TimeWeighted(bench.grid));
        Service limited = new ConcurrencyLimit(spec(Algorithm.AIMD, 2, 1, 10), bench.simulation, place, 7, measures)
                .wrap(bench.answering(place, 10 * MS));
        for (String name : new String[] {"a", "b", "c"}) {
            limited.call(bench.request(), bench.reply(name));
        }
        bench.simulation.runUntil(20 * MS);
        assertThat(bench.responses).containsExactly("c rejected 0.0", "a ok 10.0", "b ok 10.0");
        assertThat(measures.concurrencyLimit().value()).isEqualTo(4);
        place.begin(FailureMode.CRASH);
        assertThat(measures.concurrencyLimit().value()).isEqualTo(2);
    }

    @Test
    void rejectsAnInitialLimitBelowTheMinimum() {
        assertThatThrownBy(() -> spec(Algorithm.AIMD, 5, 10, 20)).hasMessageContaining("'initial' (5)");
    }
}
