package dev.brownout.component.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Grid;
import dev.brownout.measure.Ratio;
import dev.brownout.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolvers against renewal theory. */
class NameTest {
    private static final long SECOND = 1_000_000_000;
    private static final long TTL = 60 * SECOND;

    private final Grid grid = new Grid(100_000 * SECOND, 100 * SECOND, List.of());
    private final Name.Measures measures = new Name.Measures(new Counter(grid), new Counter(grid), new Ratio(grid));
    private final Draws arrivals = new Draws(Draws.key(1, 0, "arrivals"));
    private long calls;
    private double now;

    private Name name(Steering steering, int resolvers, long ttlNanos, int violators) {
        Name name = new Name(
                steering, 2, 1, new Draws(Draws.key(1, 0, "resolver")), new Draws(Draws.key(1, 0, "answer")), measures);
        name.populate(0, resolvers, ttlNanos, violators, 5 * TTL, new Draws(Draws.key(1, 0, "warm")));
        return name;
    }

    private static Steering firstOf(int regions) {
        double[] order = new double[regions];
        for (int i = 0; i < regions; i++) {
            order[i] = i;
        }
        return new Steering.Cheapest(new double[][] {order});
    }

    /** Answers that named the first region, and all answers, from now to a time, with Poisson arrivals. */
    private long[] ask(Name name, double perSecond, double untilSeconds) {
        long[] counts = new long[2];
        for (now += arrivals.exponential() / perSecond; now < untilSeconds; now += arrivals.exponential() / perSecond) {
            long call = Draws.mix(calls++);
            counts[0] += name.answer(0, call, call, (long) (now * SECOND)) == 0 ? 1 : 0;
            counts[1]++;
        }
        now = untilSeconds;
        return counts;
    }

    @ParameterizedTest
    @CsvSource({
        "dns.busy, 2000,  10,   0.9983361, 0.4991681, 299.5008, 0.01663894",
        "dns.rare, 40000, 0.01, 0.375,     0.1875,    0.1125,   0.00625",
    })
    void aDrainIsThatOfRenewalTheory(
            String id, int resolvers, double rate, double atOnce, double atHalf, double lost, double authority) {
        long settled = rate > 1 ? 600 : 6_000;
        double all = resolvers * rate;
        Name name = name(firstOf(2), resolvers, TTL, 0);
        ask(name, all, settled);
        name.turn(0, false);
        long[] first = ask(name, all, settled + 2);
        long[] before = ask(name, all, settled + 29);
        long[] half = ask(name, all, settled + 31);
        long[] rest = ask(name, all, settled + 60);
        long[] after = ask(name, all, settled + 120);
        double expectedFirst = atOnce * (1 - 1.0 / 60);
        assertThat((double) first[0] / first[1]).isCloseTo(expectedFirst, withinPercentage(5 * widening(first)));
        assertThat((double) half[0] / half[1]).isCloseTo(atHalf, withinPercentage(5 * widening(half)));
        double perResolver = (double) (first[0] + before[0] + half[0] + rest[0]) / resolvers;
        assertThat(perResolver).isCloseTo(lost, withinPercentage(5));
        assertThat(after[0]).as("stale answers later than the TTL").isZero();
        long from = settled / 2 / 100 * 100;
        long asked = measures.queries().total(grid.span(from * SECOND, settled * SECOND));
        double seconds = settled - from;
        assertThat(asked / seconds / resolvers).isCloseTo(authority, withinPercentage(2));
    }

    /** What fewer answers than twenty thousand add to a tolerance. */
    private static double widening(long[] counts) {
        return Math.max(1, Math.sqrt(20_000.0 / counts[1]));
    }

    @Test
    void warmCachesDrainLinearlyFromTheStart() {
        Name name = name(firstOf(2), 2_000, TTL, 0);
        name.turn(0, false);
        assertThat(share(ask(name, 20_000, 1))).isCloseTo(59.5 / 60, within(0.01));
        ask(name, 20_000, 44);
        assertThat(share(ask(name, 20_000, 46))).isCloseTo(0.25, within(0.04));
    }

    @Test
    void fiveResolversDrainInSteps() {
        Name name = name(firstOf(2), 5, TTL, 0);
        name.turn(0, false);
        int steps = 0;
        double last = 1;
        for (int second = 1; second <= 60; second++) {
            double share = share(ask(name, 1_000, second));
            assertThat(share).isLessThan(last + 0.1);
            steps += last - share > 0.12 ? 1 : 0;
            last = share;
        }
        assertThat(last).isLessThan(0.01);
        assertThat(steps).isBetween(3, 5);
    }

    @Test
    void violatorsHoldOnAsLongAsTheyDo() {
        Name name = name(firstOf(2), 100, TTL, 5);
        ask(name, 1_000, 700);
        name.turn(0, false);
        ask(name, 1_000, 761);
        assertThat(share(ask(name, 1_000, 762))).isBetween(0.005, 0.06);
        ask(name, 1_000, 1_000);
        assertThat(share(ask(name, 1_000, 1_001))).isZero();
    }

    @Test
    void aFlushAsksAnew() {
        Name name = name(firstOf(2), 50, TTL, 50);
        name.turn(0, false);
        name.flush();
        assertThat(ask(name, 1_000, 5)[0]).isZero();
        assertThat(measures.hit_ratio().part(grid.span(0, 100 * SECOND))).isPositive();
    }

    @Test
    void whereNothingIsUpAllIsNamed() {
        Name name = name(firstOf(2), 50, 0, 0);
        name.turn(0, false);
        name.turn(1, false);
        assertThat(share(ask(name, 1_000, 5))).isEqualTo(1);
    }

    @Test
    void weightsSplitIndependentAnswers() {
        Name name = name(new Steering.Weighted(new double[] {0.1, 0.9}), 200, 0, 0);
        long[] counts = ask(name, 100_000, 1);
        assertThat(share(counts)).isCloseTo(0.1, within(0.00379 * Math.sqrt(100_000.0 / counts[1])));
    }

    @Test
    void cachedAnswersSplitUnevenly() {
        double sum = 0;
        double squares = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            Name name = name(new Steering.Weighted(new double[] {0.1, 0.9}), 1, 50 * SECOND / 1_000, 0);
            name.flush();
            Draws chance = new Draws(Draws.key(run, 0, "split"));
            long first = 0;
            for (int i = 0; i < 100_000; i++) {
                first += name.answer(0, 0, chance.next(), i * SECOND / 1_000) == 0 ? 1 : 0;
            }
            double share = first / 1e5;
            sum += share;
            squares += share * share;
        }
        double mean = sum / runs;
        assertThat(Math.sqrt(squares / runs - mean * mean)).isCloseTo(0.006708204, withinPercentage(15));
    }

    private static double share(long[] counts) {
        return (double) counts[0] / counts[1];
    }
}
