package dev.brownout.policy.clientthrottling;

import static dev.brownout.network.NetworkTestBench.MS;
import static dev.brownout.network.NetworkTestBench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.NetworkTestBench;
import dev.brownout.policy.SeedInterval;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client-side throttling against its formula: the calls that reach the callee in the long run. */
class ClientThrottlingTest {
    private final NetworkTestBench bench = new NetworkTestBench(0);
    private final Host place = bench.host("web", "1", "");
    private final Counter throttled = new Counter(bench.grid);
    private int arrived;

    private Service throttling(double k, int windowSeconds, int seed, Service next) {
        ClientThrottlingSpec spec = new ClientThrottlingSpec(k, Duration.ofSeconds(windowSeconds));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "client throttling"));
        return new ClientThrottling(spec, bench.simulation, place, random, 1, throttled).wrap(next);
    }

    private Service answering(Function<Integer, Outcome> outcomes) {
        return (request, reply) -> reply.accept(outcomes.apply(arrived++), 0);
    }

    private long total() {
        return throttled.total(bench.grid.span(0, bench.grid.end()));
    }

    @Test
    void acceptedCallsAreNeverThrottled() {
        Service service = throttling(2, 120, 1, answering(i -> i % 2 == 0 ? Outcome.OK : Outcome.REJECTED));
        for (int i = 0; i < 1000; i++) {
            bench.scheduleAt(i * MS, () -> service.call(bench.request(), bench.reply("call")));
        }
        bench.simulation.runUntil(SECOND);
        assertThat(arrived).isEqualTo(1000);
        assertThat(total()).isZero();
    }

    @Test
    void errorsOfTheCalleeCountAsAccepted() {
        Service service = throttling(2, 120, 1, answering(i -> Outcome.FAILED));
        for (int i = 0; i < 1000; i++) {
            bench.scheduleAt(i * MS, () -> service.call(bench.request(), bench.reply("call")));
        }
        bench.simulation.runUntil(SECOND);
        assertThat(total()).isZero();
    }

    /**
     * The n-th of 1,000 failing calls reaches the callee with probability 1/n: 7.5 calls, with a standard deviation of
     * 2.4. A crash and the end of the window delete the counts.
     */
    @Test
    void crashAndTimeDeleteTheCounts() {
        Service service = throttling(2, 10, 1, answering(i -> Outcome.TIMED_OUT));
        for (int i = 0; i < 1000; i++) {
            bench.scheduleAt(i * MS, () -> service.call(bench.request(), bench.reply("call")));
        }
        bench.simulation.runUntil(SECOND);
        int before = arrived;
        assertThat(before).isBetween(1, 19);
        assertThat(before + total()).isEqualTo(1000);
        bench.scheduleAt(2 * SECOND, () -> place.begin(FailureMode.CRASH));
        bench.scheduleAt(3 * SECOND, () -> place.end(FailureMode.CRASH));
        bench.scheduleAt(4 * SECOND, () -> service.call(bench.request(), bench.reply("call")));
        bench.scheduleAt(20 * SECOND, () -> service.call(bench.request(), bench.reply("call")));
        bench.simulation.runUntil(30 * SECOND);
        assertThat(arrived).isEqualTo(before + 2);
    }

    /** Returns the calls per second that arrive at a callee, from 10 s to 60 s, of 200 calls/s. */
    private static double arrivals(int seed, double k, int windowSeconds, Function<Long, Outcome> callee) {
        ClientThrottlingTest run = new ClientThrottlingTest();
        long[] counted = new long[1];
        Service service = run.throttling(k, windowSeconds, seed, (request, reply) -> {
            counted[0] += run.bench.simulation.now() >= 10 * SECOND ? 1 : 0;
            reply.accept(callee.apply(run.bench.simulation.now()), 0);
        });
        for (int i = 0; i < 12_000; i++) {
            run.bench.scheduleAt(i * 5L * MS, () -> service.call(run.bench.request(), (outcome, detail) -> {}));
        }
        run.bench.simulation.runUntil(60 * SECOND);
        return counted[0] / 50.0;
    }

    /**
     * A callee that accepts 20 calls/s of 200 gets K times as many: (1 + K x accepts) / (calls + 1) of the calls. The
     * oldest of the 120 slices of the window is incomplete, which is 1 % of the calls.
     */
    @Tag("law")
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 4})
    void limitedCalleeGetsKTimesItsCapacity(double k) {
        double expected = 200 * (1 + k * 100) / 1001;
        SeedInterval interval = SeedInterval.of(seed -> {
            long[] accepted = new long[2];
            return arrivals(seed, k, 5, now -> {
                long slot = now / SECOND;
                accepted[1] = slot == accepted[0] ? accepted[1] : 0;
                accepted[0] = slot;
                return accepted[1]++ < 20 ? Outcome.OK : Outcome.REJECTED;
            });
        });
        assertThat(interval.high() - interval.low()).isLessThan(0.1 * expected);
        assertThat(expected).isBetween(interval.low() - 0.02 * expected, interval.high() + 0.02 * expected);
    }

    /** A callee that accepts a share q below 1/K gets 1 / (1 - K q) of the n calls in a window, by a factor n/(n+1). */
    @Tag("law")
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.2})
    void failingCalleeGetsProbesOnly(double share) {
        double expected = 200.0 / (201 - 2 * share * 200);
        SeedInterval interval = SeedInterval.of(seed -> {
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "accepted"));
            return arrivals(
                    seed, 2, 1, now -> random.withIdentity(now).uniform() < share ? Outcome.OK : Outcome.REFUSED);
        });
        assertThat(interval.high() - interval.low()).isLessThan(expected);
        assertThat(expected).isBetween(interval.low(), interval.high());
    }
}
