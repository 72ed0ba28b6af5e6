package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lost writes of a store with last-write-wins, with correct and with wrong clocks, against Poisson processes. */
@Tag("law")
class StoreLastWriteLawTest {
    private static final double SECONDS = 100;
    private static final String SAVES = "save: { rate: 200/s, key: %s, steps: [write: kv] }";
    private static final String LATE = "read: 0ms, write: 0ms, legs: { write: 100ms }";

    private static String site(String network, String store, String key, String more) {
        return """
                run: { duration: 100s, seed: SEED }
                network: %s
                components:
                  kv: { kind: store, cores: 64, %s }
                requests:
                  %s
                %s""".formatted(network, store, SAVES.formatted(key), more);
    }

    private static VariantResult[] runs(String site) {
        VariantResult[] results = new VariantResult[SeedAssertions.SEEDS];
        Arrays.setAll(results, seed -> TestScenarioRunner.run(site.replace("SEED", "" + seed)));
        return results;
    }

    private static double perSecond(VariantResult result, String measure) {
        return TestScenarioRunner.measure(result, "kv", measure) / SECONDS;
    }

    /**
     * Each key is written twice per second. Two thirds of the other writes of a key are at another node, which learns
     * of a write after 100 ms.
     */
    @Test
    void conflictRateFollowsTheReplicationDelay() {
        String site = site("none", LATE, "uniform(100)", "");
        double lost = -200 * StrictMath.expm1(-2 * 2 / 3.0 * 0.1);
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), lost, 0.01);
        assertThat(perSecond(runs[0], "clock_losses")).isZero();
    }

    /** One way of 10 ms and exp(50 ms); or uniform(10 ms, 20 ms), whatever the acknowledgement takes. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ rtt: 20ms } | read: 0ms, write: exp(50ms), quorum: { write: 2 } | 100",
                "none | read: 0ms, write: 0ms, legs: { write: uniform(10ms 20ms), ack: exp(50ms) } | 20",
            })
    void conflictRateWithVaryingDelays(String network, String store, int keys) {
        boolean uniform = store.contains("uniform");
        DoubleUnaryOperator delay = p -> uniform ? 0.01 + 0.01 * p : 0.01 - 0.05 * StrictMath.log1p(-p);
        VariantResult[] runs = runs(site(network, store, "uniform(%d)".formatted(keys), ""));
        double lost = 200 * lossShare(200.0 / keys / 3, delay, 0);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), lost, 0.003 * lost, 0.01);
    }

    /**
     * Returns the share of lost writes of three nodes, of which one clock is ahead.
     *
     * @param perSecond writes of a key per second at each node
     * @param delay quantile function of the time until a write has reached another node, in s
     * @param ahead offset of the clock that is ahead, in s
     */
    private static double lossShare(double perSecond, DoubleUnaryOperator delay, double ahead) {
        double none = noWriteProbability(perSecond, delay, 1, 0);
        double afterClock = noWriteProbability(perSecond, delay, 1, ahead);
        double beforeClock = noWriteProbability(perSecond, delay, 1, -ahead);
        return (2 * (1 - none * afterClock) + 1 - beforeClock * beforeClock) / 3;
    }

    /** Returns the share of the writes that are lost to a write that they had been seen by. */
    private static double hidden(double perSecond, DoubleUnaryOperator delay, double ahead) {
        double beforeClock = noWriteProbability(perSecond, delay, -1, -ahead);
        return (2 * (1 - noWriteProbability(perSecond, delay, -1, ahead)) + 1 - beforeClock * beforeClock) / 3;
    }

    /** Returns the probability of no write within a time of D + ahead, or of ahead - D. */
    private static double noWriteProbability(double perSecond, DoubleUnaryOperator delay, int sign, double ahead) {
        return IntStream.range(0, 1000)
                .mapToDouble(i -> delay.applyAsDouble((i + 0.5) / 1000))
                .map(time -> StrictMath.exp(-perSecond * Math.max(0, sign * time + ahead)))
                .average()
                .orElseThrow();
    }

    /**
     * A write with the correct clock is hidden by a write of the other node that arrived within the last two seconds.
     */
    @Test
    @Tag("change")
    void clockAheadHidesWritesOfTheOtherNode() {
        String site =
                site("none", LATE + ", nodes: 2, copies: 2", "uniform(1k)", "faults: [at 0s: clock-jump kv/1 2s]");
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), -100 * StrictMath.expm1(-0.1 * 2.1), 0.01);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), -100 * StrictMath.expm1(-0.1 * 1.9), 0.01);
    }

    /** The waiting time of the clients of the node with the wrong clock varies. */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"500ms, 0.5", "-200ms, -0.2", "30ms, 0.03"})
    void wrongClockOfOneReplicaLosesWrites(String by, double ahead) {
        String site = site(
                "{ rtt: 10ms }",
                "read: 0ms, write: exp(50ms), quorum: { write: 2 }",
                "uniform(100)",
                "faults: [at 0s: clock-jump kv/2 %s]".formatted(by));
        DoubleUnaryOperator delay = p -> 0.005 - 0.05 * StrictMath.log1p(-p);
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), 200 * lossShare(2 / 3.0, delay, ahead), 0.01);
        if (!by.equals("30ms")) {
            SeedAssertions.agree(
                    seed -> perSecond(runs[seed], "clock_losses"), 200 * hidden(2 / 3.0, delay, ahead), 0.02);
        }
    }

    /** A clock gains 10 ms per second for 100 s. */
    @Test
    @Tag("change")
    void clockDriftLosesAnIncreasingNumberOfWrites() {
        VariantResult[] runs = runs(site("none", LATE, "uniform(200)", "faults: [at 0s: clock-drift kv/1 10000ppm]"));
        double lost = 0;
        double hidden = 0;
        for (int i = 0; i < 100; i++) {
            lost += 2 * lossShare(1 / 3.0, p -> 0.1, (i + 0.5) / 100);
            hidden += 2 * hidden(1 / 3.0, p -> 0.1, (i + 0.5) / 100);
        }
        double lostInAll = lost;
        double hiddenInAll = hidden;
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), lostInAll, 0.01 * lostInAll, 0.02);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), hiddenInAll, 0.01 * hiddenInAll, 0.02);
    }
}
