package dev.brownout.databases;

import static dev.brownout.language.ScenarioTexts.replaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lost writes of a store with last-write-wins: analytical estimates against runs, with correct and with wrong clocks.
 */
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

    private static List<ScenarioExplanation.Encounters> encounters(String site) {
        return TestScenarioRunner.explanation(site.replace("SEED", "0")).encounters();
    }

    private static ScenarioExplanation.Encounters paper(String site) {
        return encounters(site).get(0);
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
        assertThat(paper(site).writesPerSecond()).isEqualTo(200);
        assertThat(paper(site).conflictsPerSecond()).isCloseTo(lost, within(1e-9));
        assertThat(paper(site).lost()).isTrue();
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), lost, 0.01);
        assertThat(perSecond(runs[0], "clock_losses")).isZero();
    }

    @ParameterizedTest
    @Tag("change")
    @CsvSource(
            delimiter = '|',
            value = {
                "{ rtt: 20ms } | read: 0ms, write: exp(50ms), quorum: { write: 2 } | uniform(100)",
                "none | read: 0ms, write: 0ms, legs: { write: uniform(10ms 20ms), ack: exp(50ms) } | uniform(20)",
            })
    void conflictRateWithVaryingDelays(String network, String store, String key) {
        String site = site(network, store, key, "");
        double lost = paper(site).conflictsPerSecond();
        assertThat(lost).isBetween(8.0, 150.0);
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), lost, 0.003 * lost, 0.01);
    }

    /** Delays vary as much as the time between writes: a late write may meet a later one that contains it. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource(
            delimiter = '|',
            value = {
                "none | read: 0ms, write: 0ms, legs: { write: exp(100ms), ack: exp(50ms) }, quorum: { write: 3 }"
                        + " | uniform(30)",
                "{ rtt: 10ms } | nodes: 5, copies: 3, read: 0ms, write: exp(80ms), virtual_nodes: 64"
                        + " | zipf(1.0 500)"
            })
    void conflictRateIsAnUpperBoundForLargeVariation(String network, String store, String key) {
        String site = site(network, store, key, "");
        double most = paper(site).conflictsPerSecond();
        assertThat(perSecond(runs(site)[0], "conflicts")).isBetween(0.85 * most, most);
    }

    /**
     * A write with the correct clock is hidden by a write of the other node that arrived within the last two seconds.
     */
    @Test
    @Tag("change")
    void clockAheadHidesWritesOfTheOtherNode() {
        String site =
                site("none", LATE + ", nodes: 2, copies: 2", "uniform(1k)", "faults: [at 0s: clock-jump kv/1 2s]");
        ScenarioExplanation.WrongClocks wrong = paper(site).wrongClocks().get(0);
        double hidden = -100 * StrictMath.expm1(-0.1 * 1.9);
        assertThat(wrong.toNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(wrong.hiddenPerSecond()).isCloseTo(hidden, within(1e-9));
        assertThat(wrong.lostPerSecond()).isGreaterThan(wrong.hiddenPerSecond());
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), wrong.lostPerSecond(), 0.01);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), wrong.hiddenPerSecond(), 0.01);
    }

    /** The node with the wrong clock has a part of the keys, and the waiting time of its clients varies. */
    @ParameterizedTest
    @ChosenRows(3)
    @ValueSource(strings = {"500ms", "-200ms", "30ms"})
    void wrongClockOfOneReplicaAffectsItsKeys(String by) {
        String site = site(
                "{ rtt: 10ms }",
                "nodes: 5, copies: 3, read: 0ms, write: exp(50ms), quorum: { write: 2 }",
                "uniform(100)",
                "faults: [at 0s: clock-jump kv/2 %s]".formatted(by));
        ScenarioExplanation.WrongClocks wrong = paper(site).wrongClocks().get(0);
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), wrong.lostPerSecond(), 0.01);
        if (!by.equals("30ms")) {
            SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), wrong.hiddenPerSecond(), 0.02);
        }
    }

    /** A clock gains 10 ms per second for 200 s, and another clock 5 ms per second from 100 s on. */
    @Test
    @Tag("change")
    void clockDriftLosesAnIncreasingNumberOfWrites() {
        String site = replaced(site("none", LATE, "uniform(200)", """
                faults:
                  - at 0s: clock-drift kv/1 10000ppm
                  - at 100s: clock-drift kv/3 5000ppm
                predict:
                  first: kv.conflicts ~ 1 +/- 90% from 0s to 100s
                  last: kv.conflicts ~ 1 +/- 90% from 100s to 200s
                """), "duration: 100s", "duration: 200s");
        List<ScenarioExplanation.WrongClocks> wrong = paper(site).wrongClocks();
        assertThat(wrong).hasSize(2);
        assertThat(wrong.get(0).firstPerSecond()).isCloseTo(paper(site).conflictsPerSecond(), within(1e-9));
        assertThat(wrong.get(1).firstPerSecond()).isCloseTo(wrong.get(0).lastPerSecond(), within(1e-9));
        assertThat(wrong.get(1).lastPerSecond()).isGreaterThan(2 * wrong.get(0).firstPerSecond());
        VariantResult[] runs = runs(site);
        double first = 100 * wrong.get(0).lostPerSecond();
        double last = 100 * wrong.get(1).lostPerSecond();
        SeedAssertions.agree(seed -> TestScenarioRunner.measured(runs[seed], "first"), first, 0.01 * first, 0.02);
        SeedAssertions.agree(seed -> TestScenarioRunner.measured(runs[seed], "last"), last, 0.01 * last, 0.02);
        double hidden = 100 * (wrong.get(0).hiddenPerSecond() + wrong.get(1).hiddenPerSecond());
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(runs[seed], "kv", "clock_losses"), hidden, 0.01 * hidden, 0.02);
    }

    @Test
    @Tag("change")
    void conflictRateWithUnequalRegionDistances() {
        String site = """
                run: { duration: 100s, seed: SEED }
                regions:
                  a: { users: 50%%, rtt: { b: 100ms, c: 400ms } }
                  b: { users: 30%%, rtt: { c: 200ms } }
                  c: { users: 20%% }
                components:
                  web: { kind: server, regions: [a, b, c], service: 0ms }
                  kv:
                    kind: store
                    regions: [a, b, c]
                    nodes: 2
                    cores: 64
                    read: 0ms
                    write: exp(20ms)
                    quorum: { write: 2 }
                requests:
                  %s
                faults: [at 0s: clock-jump kv/b 300ms]
                """.formatted(replaced(SAVES.formatted("uniform(100)"), "write: kv", "web, write: kv"));
        ScenarioExplanation.WrongClocks wrong = paper(site).wrongClocks().get(0);
        VariantResult[] runs = runs(site);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "conflicts"), wrong.lostPerSecond(), 0.01);
        SeedAssertions.agree(seed -> perSecond(runs[seed], "clock_losses"), wrong.hiddenPerSecond(), 0.02);
    }

    @Test
    void noEstimateForUnsupportedSettings() {
        assertThat(encounters(site("none", LATE + ", conflicts: vector-clock", "uniform(100)", "")))
                .isEmpty();
        assertThat(encounters(replaced(site("none", LATE, "uniform(100)", ""), "[write: kv]", "[read: kv, write: kv]")))
                .isEmpty();
        assertThat(encounters(site("{ rtt: exp(1ms) }", LATE, "uniform(100)", "")))
                .isEmpty();
        assertThat(encounters(replaced(site("none", LATE, "uniform(100)", ""), "[write: kv]", "[write: kv, read: kv]")))
                .hasSize(1);
    }
}
