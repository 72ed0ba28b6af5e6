package dev.brownout.component.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.random.KeyedRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Caches of DNS resolvers against renewal theory. */
class DnsRecordTest {
    private static final long SECOND = 1_000_000_000;
    private static final long TTL = 60 * SECOND;

    private final TimeGrid grid = new TimeGrid(100_000 * SECOND, 100 * SECOND, List.of());
    private final DnsRecord.Measures measures =
            new DnsRecord.Measures(new Counter(grid), new Counter(grid), new Ratio(grid));
    private final KeyedRandom arrivals = new KeyedRandom(KeyedRandom.key(1, 0, "arrivals"));
    private long calls;
    private double now;

    private DnsRecord name(RoutingPolicy steering, int resolvers, long ttlNanos, int violators) {
        DnsRecord name = new DnsRecord(
                steering,
                2,
                1,
                new KeyedRandom(KeyedRandom.key(1, 0, "resolver")),
                new KeyedRandom(KeyedRandom.key(1, 0, "answer")),
                measures);
        name.populate(0, resolvers, ttlNanos, violators, 5 * TTL, new KeyedRandom(KeyedRandom.key(1, 0, "warm")));
        return name;
    }

    private static RoutingPolicy firstOf(int regions) {
        double[] order = new double[regions];
        for (int i = 0; i < regions; i++) {
            order[i] = i;
        }
        return new RoutingPolicy.Cheapest(new double[][] {order});
    }

    private static int answer(DnsRecord name, long call, long instant) {
        Resolver resolver = name.resolver(0, call);
        if (!name.lookup(resolver, instant)) {
            name.countQuery(instant);
            name.learn(resolver, call, instant);
        }
        return resolver.answer;
    }

    /**
     * Sends Poisson arrivals until the given time. Returns the number of responses that name the first region, and the
     * number of all responses.
     */
    private long[] responseCounts(DnsRecord name, double perSecond, double untilSeconds) {
        long[] counts = new long[2];
        for (now += arrivals.exponential() / perSecond; now < untilSeconds; now += arrivals.exponential() / perSecond) {
            long call = KeyedRandom.mix(calls++);
            counts[0] += answer(name, call, (long) (now * SECOND)) == 0 ? 1 : 0;
            counts[1]++;
        }
        now = untilSeconds;
        return counts;
    }

    @Test
    void warmCachesDrainLinearlyFromTheStart() {
        DnsRecord name = name(firstOf(2), 2_000, TTL, 0);
        name.turn(0, false);
        assertThat(share(responseCounts(name, 20_000, 1))).isCloseTo(59.5 / 60, within(0.01));
        responseCounts(name, 20_000, 44);
        assertThat(share(responseCounts(name, 20_000, 46))).isCloseTo(0.25, within(0.04));
    }

    @Test
    void fiveResolversDrainInSteps() {
        DnsRecord name = name(firstOf(2), 5, TTL, 0);
        name.turn(0, false);
        int steps = 0;
        double last = 1;
        for (int second = 1; second <= 60; second++) {
            double share = share(responseCounts(name, 1_000, second));
            assertThat(share).isLessThan(last + 0.1);
            steps += last - share > 0.12 ? 1 : 0;
            last = share;
        }
        assertThat(last).isLessThan(0.01);
        assertThat(steps).isBetween(3, 5);
    }

    @Test
    void ttlViolatorsKeepTheRecordForTheirHoldTime() {
        DnsRecord name = name(firstOf(2), 100, TTL, 5);
        responseCounts(name, 1_000, 700);
        name.turn(0, false);
        responseCounts(name, 1_000, 761);
        assertThat(share(responseCounts(name, 1_000, 762))).isBetween(0.005, 0.06);
        responseCounts(name, 1_000, 1_000);
        assertThat(share(responseCounts(name, 1_000, 1_001))).isZero();
    }

    @Test
    void flushForcesNewQueries() {
        DnsRecord name = name(firstOf(2), 50, TTL, 50);
        name.turn(0, false);
        name.flush();
        assertThat(responseCounts(name, 1_000, 5)[0]).isZero();
        assertThat(measures.hitRatio().part(grid.span(0, 100 * SECOND))).isPositive();
    }

    @Test
    void allRegionsAreEligibleWhenNoneIsUp() {
        DnsRecord name = name(firstOf(2), 50, 0, 0);
        name.turn(0, false);
        name.turn(1, false);
        assertThat(share(responseCounts(name, 1_000, 5))).isEqualTo(1);
    }

    private static double share(long[] counts) {
        return (double) counts[0] / counts[1];
    }
}
