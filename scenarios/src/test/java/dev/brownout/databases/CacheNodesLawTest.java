package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes of a cache work, so that a hot key fills one of them; and what is on a lost one is missing, or has a copy. */
@Tag("law")
class CacheNodesLawTest {
    private static final int NODES = 4;
    /** By how much the shares of so many keys are off on a node, three times their standard deviation. */
    private static final double SPREAD = 3 * Math.sqrt(0.25 * 0.75 / 100_000);

    private static String hot(int seed) {
        return """
                run: { duration: 6s, warmup: 2s, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  cache: { kind: cache, nodes: 4, cores: 1, lookup: 0.2ms, queue: 100, warm: 100001, source: db }
                  db: { kind: database, replicas: 0, cores: 1000, read: 0ms }
                requests:
                  look: { rate: 10k/s, key: hot(40%% on star rest uniform(100k)), steps: [web, read: cache] }
                predict:
                  n1: cache/1.utilization ~ 50%% +/- 90%%
                  n2: cache/2.utilization ~ 50%% +/- 90%%
                  n3: cache/3.utilization ~ 50%% +/- 90%%
                  n4: cache/4.utilization ~ 50%% +/- 90%%
                """.formatted(seed);
    }

    /** 4,000/s and a quarter of 6,000/s for the node of the star, of 5,000/s; 1,500/s for each other. */
    @Test
    void aHotKeyFillsItsNode() {
        List<Station> nodes = CapacityForecast.of(PlayedSite.load(hot(0)).scenario()).analysis().stations().stream()
                .filter(station -> station.station().startsWith("cache/"))
                .toList();
        Station busiest = nodes.stream()
                .filter(station -> station.utilization() > 1)
                .findFirst()
                .orElseThrow(() -> new AssertionError(nodes));
        assertThat(busiest.utilization()).isCloseTo(1.1, within(0.6 * SPREAD * 2));
        assertThat(nodes)
                .filteredOn(station -> !station.equals(busiest))
                .isNotEmpty()
                .allSatisfy(station -> assertThat(station.utilization()).isCloseTo(0.3, within(0.6 * SPREAD * 2)));
        String name = "n" + busiest.station().substring("cache/".length());
        for (int node = 1; node <= NODES; node++) {
            String each = "n" + node;
            boolean full = each.equals(name);
            Means.agree(
                    seed -> PlayedSite.measured(PlayedSite.run(hot(seed)), each),
                    full ? 1 : 0.3,
                    full ? 0.002 : 0.6 * SPREAD * 2,
                    0.01);
        }
        Means.agree(
                seed -> PlayedSite.measure(PlayedSite.run(hot(seed)), "cache", "skew"), 5500 / 2500.0, SPREAD, 0.01);
    }

    private static VariantResult lost(int seed, int copies) {
        return PlayedSite.run("""
                run: { duration: 100s, warmup: 5s, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1000, service: 0ms }
                  cache: { kind: cache, nodes: 4, copies: %d, failover: 30s, lookup: 0.2ms, warm: 100k, source: db }
                  db: { kind: database, replicas: 0, cores: 1000, read: 0ms }
                requests:
                  get: { rate: 500/s, key: uniform(100k), path: [web, cache, db] }
                faults:
                  - at 20s: crash cache/1 as lost
                predict:
                  before: db.offered ~ 1 +/- 90%% from 5s to 20s
                  gone: db.offered ~ 1 +/- 90%% from 20s to 50s
                  after: db.offered ~ 1 +/- 90%% from 50s to 100s
                """.formatted(seed, copies));
    }

    /** Of 500 look-ups a second a quarter is missing for 30 s with a copy, and for ever without one. */
    @Test
    void aLostNodeIsMissedUntilACopyTakesOver() {
        for (int copies : new int[] {1, 2}) {
            VariantResult[] runs = IntStream.range(0, Means.SEEDS)
                    .mapToObj(seed -> lost(seed, copies))
                    .toArray(VariantResult[]::new);
            for (VariantResult run : runs) {
                assertThat(PlayedSite.measured(run, "before")).isZero();
            }
            Means.agree(seed -> PlayedSite.measured(runs[seed], "gone"), 500 * 30 / 4.0, 500 * 30 * SPREAD, 0.02);
            if (copies == 2) {
                for (VariantResult run : runs) {
                    assertThat(PlayedSite.measured(run, "after")).isZero();
                }
            } else {
                Means.agree(seed -> PlayedSite.measured(runs[seed], "after"), 500 * 50 / 4.0, 500 * 50 * SPREAD, 0.02);
            }
        }
    }
}
