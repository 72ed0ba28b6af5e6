package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two primaries 500 ms apart, each with 10 writes per second over 100 keys, validated against Poisson processes. A
 * write conflicts with an unseen one with probability 1 - exp(-0.1/s x 0.5 s). The clocks alone decide which write is
 * lost.
 */
@Tag("law")
class MultiPrimaryLawTest {
    private static final double SECONDS = 600;
    /** Writes per second on one side. */
    private static final double WRITES = 10;

    private static final double OF_KEY = 0.1;
    private static final double DELAY = 0.5;

    private static VariantResult run(int seed, String conflicts, String more) {
        return TestScenarioRunner.run(text(seed, conflicts, more));
    }

    private static String text(int seed, String conflicts, String more) {
        return """
                run: { duration: 600s, seed: %d }
                regions:
                  east: { users: 50%%, rtt: { west: 1s } }
                  west: { users: 50%% }
                components:
                  db:
                    kind: database
                    regions: [east, west]
                    read: 0ms
                    write: 0ms
                    replication: { mode: multi-primary, backlog: 0ms, conflicts: %s }
                requests:
                  put: { rate: 20/s, key: uniform(100), steps: [write: db] }
                  get: { rate: 20/s, key: uniform(100), steps: [read: db] }
                %s""".formatted(seed, conflicts, more);
    }

    private static double perSecond(VariantResult result, String measure) {
        return TestScenarioRunner.measure(result, "db", measure) / SECONDS;
    }

    private static double overlapProbability(double seconds) {
        return -StrictMath.expm1(-OF_KEY * seconds);
    }

    private static VariantResult[] runs(String conflicts, String more) {
        return IntStream.range(0, SeedAssertions.SEEDS)
                .mapToObj(seed -> run(seed, conflicts, more))
                .toArray(VariantResult[]::new);
    }

    /**
     * A write conflicts with earlier unseen writes of the other side. Two writes are concurrent if either conflicts
     * with the other.
     */
    @Test
    void conflictingWritesLoseOneUpdate() {
        VariantResult[] runs = runs("last-write", "");
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), 2 * WRITES * overlapProbability(DELAY), 0.05);
        SeedAssertions.agree(
                seed -> perSecond(runs[seed], "lost_updates"), 2 * WRITES * overlapProbability(DELAY), 0.05);
        SeedAssertions.agree(
                seed -> perSecond(runs[seed], "concurrent_writes"), 2 * WRITES * overlapProbability(2 * DELAY), 0.05);
    }

    /** Clock losses are writes that lose against a write they have seen. With correct clocks there are none. */
    @Test
    @Tag("change")
    void clockAheadLosesTheWritesOfTheOtherSide() {
        VariantResult[] runs = runs("last-write", "faults: [ at 0s: clock-jump db/east +2s ]\n");
        SeedAssertions.agree(
                seed -> perSecond(runs[seed], "lost_updates"), WRITES * overlapProbability(2 + DELAY), 0.05);
        SeedAssertions.agree(
                seed -> perSecond(runs[seed], "clock_losses"), WRITES * overlapProbability(2 - DELAY), 0.05);
        assertThat(lostOf("east/primary", runs[0])).isZero();
        assertThat(lostOf("west/primary", runs[0]))
                .isEqualTo(TestScenarioRunner.measure(runs[0], "db", "lost_updates"));
    }

    private static double lostOf(String node, VariantResult result) {
        return result.components()
                .get("db")
                .nodes()
                .get(node)
                .get("lost_updates")
                .value();
    }

    @Test
    @Tag("change")
    void vectorClocksLoseNoUpdates() {
        VariantResult result = run(1, "vector-clock", "faults: [ at 0s: clock-jump db/east +2s ]\n");
        assertThat(TestScenarioRunner.measure(result, "db", "lost_updates")).isZero();
        assertThat(TestScenarioRunner.measure(result, "db", "conflicts"))
                .isCloseTo(
                        2 * WRITES * overlapProbability(DELAY) * SECONDS,
                        within(4 * StrictMath.sqrt(2 * WRITES * overlapProbability(DELAY) * SECONDS)));
        assertThat(TestScenarioRunner.measure(result, "db", "sibling_reads")).isPositive();
        assertThat(TestScenarioRunner.measure(result, "db", "unmerged")).isPositive();
        assertThat(result.accounting().data().get("db").lost()).isZero();
    }

    /** A read misses the writes that the other side has acknowledged within the last 500 ms. */
    @Test
    @Tag("change")
    void readsMissWritesInTransit() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(run(seed, "last-write", ""), "db", "stale_share"),
                overlapProbability(DELAY),
                0.05);
    }

    /** Clock offsets smaller than the delay between the primaries: both sides lose writes. */
    @Test
    @Tag("change")
    void smallClockOffsetLosesWritesOfBothSides() {
        VariantResult[] runs = runs("last-write", "faults: [ at 0s: clock-jump db/east +200ms ]\n");
        double lost = WRITES * (overlapProbability(0.2 + DELAY) + overlapProbability(DELAY - 0.2));
        SeedAssertions.agree(seed -> perSecond(runs[seed], "lost_updates"), lost, 0.05);
        assertThat(perSecond(runs[0], "clock_losses")).isZero();
    }

    /**
     * A clock that gains 10 ms per second is 6 s ahead at the end. The losses are the integral of the losses at each
     * offset over time. Both sides lose writes in the first 50 s.
     */
    @Test
    @Tag("change")
    void clockDriftLosesTheIntegralOfItsOffsets() {
        String faults = "faults: [ at 0s: clock-drift db/east 10000ppm ]\n";
        double lost = WRITES / 6 * (integral(0, 6, DELAY) + integral(0, DELAY, -DELAY));
        double hidden = WRITES / 6 * integral(DELAY, 6, -DELAY);
        VariantResult[] runs = runs("last-write", faults);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "lost_updates"), lost, 0.01 * lost, 0.05);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), hidden, 0.01 * hidden, 0.05);
    }

    /**
     * Returns the integral of {@link #overlapProbability} over clock offsets between two values, in s, shifted by a
     * delay.
     */
    private static double integral(double from, double to, double delay) {
        int steps = 10_000;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double ahead = from + (to - from) * (i + 0.5) / steps;
            sum += overlapProbability(Math.abs(ahead + delay)) * (to - from) / steps;
        }
        return sum;
    }

    /** Three primaries with different distances and one clock that is ahead, against a small reference simulation. */
    @Test
    @Tag("change")
    void threePrimariesMatchAReferenceSimulation() {
        List<Toy> toys = IntStream.range(0, 40)
                .mapToObj(seed -> new Toy(KeyedRandom.key(1, seed, "toy of primaries")))
                .toList();
        VariantResult[] runs = IntStream.range(0, SeedAssertions.SEEDS)
                .mapToObj(MultiPrimaryLawTest::three)
                .toArray(VariantResult[]::new);
        for (String measure : List.of("conflicts", "lost_updates", "clock_losses")) {
            double[] reference =
                    toys.stream().mapToDouble(toy -> toy.perSecond(measure)).toArray();
            double mean = DoubleStream.of(reference).average().orElseThrow();
            double squares = DoubleStream.of(reference)
                    .map(one -> (one - mean) * (one - mean))
                    .sum();
            double error = StrictMath.sqrt(squares / (reference.length - 1) / reference.length);
            SeedAssertions.agree(seed -> perSecond(runs[seed], measure), mean, 4 * error, 0.05);
        }
    }

    private static VariantResult three(int seed) {
        return TestScenarioRunner.run("""
                run: { duration: 600s, seed: %d }
                regions:
                  a: { users: 50%%, rtt: { b: 200ms, c: 1600ms } }
                  b: { users: 30%%, rtt: { c: 400ms } }
                  c: { users: 20%% }
                components:
                  db:
                    kind: database
                    regions: [a, b, c]
                    read: 0ms
                    write: 0ms
                    replication: { mode: multi-primary, backlog: 0ms }
                requests:
                  put: { rate: 20/s, key: uniform(20), steps: [write: db] }
                faults: [ at 0s: clock-jump db/b +1s ]
                """.formatted(seed));
    }

    /**
     * Reference simulation: each node has a set of known writes, and each write the set of writes known at its origin.
     */
    private static final class Toy {
        private static final double[] UP_TO = {0.5, 0.8, 1};
        private static final double[][] DELAYS = {{0, 0.1, 0.8}, {0.1, 0, 0.2}, {0.8, 0.2, 0}};
        private static final double[] AHEAD = {0, 1, 0};

        private final KeyedRandom random;
        private double conflicts;
        private double lost;
        private double byClocks;

        private record Write(int number, double stamp, BitSet past) {}

        private record Arrival(double at, int node, Write write) {}

        Toy(long key) {
            random = new KeyedRandom(key);
            for (int row = 0; row < 20; row++) {
                play(new BitSet[] {new BitSet(), new BitSet(), new BitSet()}, new Write[3], new BitSet());
            }
        }

        double perSecond(String measure) {
            double count = switch (measure) {
                case "conflicts" -> conflicts;
                case "lost_updates" -> lost;
                default -> byClocks;
            };
            return count / SECONDS;
        }

        private void play(BitSet[] known, Write[] last, BitSet down) {
            PriorityQueue<Arrival> coming = new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
            int number = 0;
            for (double time = random.exponential(); time < SECONDS; time += random.exponential()) {
                while (!coming.isEmpty() && coming.peek().at() <= time) {
                    Arrival arrival = coming.poll();
                    apply(arrival.node(), arrival.write(), known, last, down);
                }
                double point = random.uniform();
                int node = point < UP_TO[0] ? 0 : point < UP_TO[1] ? 1 : 2;
                Write write = new Write(number, time + AHEAD[node], (BitSet) known[node].clone());
                conflicts += write.past().cardinality() < number ? 1 : 0;
                number++;
                apply(node, write, known, last, down);
                for (int other = 0; other < 3; other++) {
                    if (other != node) {
                        coming.add(new Arrival(time + DELAYS[node][other], other, write));
                    }
                }
            }
        }

        private void apply(int node, Write write, BitSet[] known, Write[] last, BitSet down) {
            known[node].set(write.number());
            known[node].or(write.past());
            Write before = last[node];
            boolean wins = before == null || write.stamp() > before.stamp();
            last[node] = wins ? write : before;
            Write loser = wins ? before : write;
            if (loser != null && !down.get(loser.number()) && !last[node].past().get(loser.number())) {
                down.set(loser.number());
                lost++;
                byClocks += loser.past().get(last[node].number()) ? 1 : 0;
            }
        }
    }
}
