package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work of a read-through cache for each load: latency of a miss, utilization, coalesced loads and crashes. */
@Tag("law")
class ReadThroughLoadLawTest {
    /** A cache with half of 1,000 keys: every second uniform read misses, for each order of eviction. */
    private static String site(int seed, String cache, String more) {
        return """
                run: { duration: 40s, warmup: 10s, seed: %d }
                network: none
                components:
                  cache: { kind: cache, entries: 500, read_policy: read-through, %s }
                  db: { kind: database, cores: 1000, read: 5ms }
                requests:
                  look: { rate: 200/s, key: uniform(1k), timeout: 5s, path: [cache, db] }
                %s""".formatted(seed, cache, more);
    }

    private static VariantResult[] runs(String cache) {
        VariantResult[] results = new VariantResult[SeedAssertions.SEEDS];
        Arrays.setAll(results, seed -> TestScenarioRunner.run(site(seed + 1, cache, "")));
        return results;
    }

    /**
     * Lookup + miss ratio (source + load time) = 1 + (5 + 2) / 2 ms, and 2.5 ms of look-aside without the load time.
     */
    @Test
    void missTakesTheSourceAndTheLoadTime() {
        VariantResult[] results = runs("lookup: 1ms, load_time: 2ms");
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(results[seed], "look"), 4.5, 0.01);
        VariantResult[] variants = runs("lookup: 1ms").clone();
        SeedAssertions.agree(seed -> TestScenarioRunner.meanMillis(variants[seed], "look"), 3.5, 0.01);
        Analysis.Station station = TestScenarioRunner.station(site(1, "lookup: 1ms, load_time: 2ms", ""), "cache");
        assertThat(station.meanNanos()).isCloseTo(2e6, within(0.02e6));
    }

    /**
     * A core works for lookup + miss ratio x load time = 1 + 1 ms for each of 200 calls per second: 40 %. Each load
     * waits for the core again.
     */
    @Test
    void loadsOccupyTheCores() {
        String cores = "cores: 1, lookup: exp(1ms), load_time: exp(2ms)";
        VariantResult[] results = runs(cores);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(results[seed], "cache", "utilization"), 0.4, 0.01);
        Analysis.Station station = TestScenarioRunner.station(site(1, cores, ""), "cache");
        assertThat(station.utilization()).isCloseTo(0.4, within(0.005));
        VariantResult first = results[0];
        assertThat(TestScenarioRunner.measure(first, "cache", "load_works"))
                .isCloseTo(TestScenarioRunner.measure(first, "cache", "loads"), within(5.0));
    }

    /** Coalesced misses share one load and its work; a crash ends the work in progress, which the audit counts. */
    @Test
    void coalescedLoadsWorkOnceAndACrashEndsThem() {
        String cache = "lookup: 0.1ms, load_time: 200ms, coalesce: true, ttl: 1s";
        VariantResult result = TestScenarioRunner.run(
                site(3, cache, "faults: [at 20s: crash cache for 1s, at 30s: pause cache for 1s]\n")
                        .replace("uniform(1k)", "uniform(1)"));
        double works = TestScenarioRunner.measure(result, "cache", "load_works");
        assertThat(works).isBetween(20.0, 30.0);
        assertThat(TestScenarioRunner.measure(result, "cache", "coalesced")).isGreaterThan(20 * works);
    }

    @Test
    void rejectsLoadTimeOfLookAside() {
        String text = site(1, "load_time: 2ms", "").replace("read_policy: read-through, ", "");
        assertThatThrownBy(() -> TestScenarioRunner.load(text)).hasMessageContaining("read-through");
    }
}
