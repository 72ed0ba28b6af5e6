package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Busiest node of a store with skewed keys, which the analytical model predicts before the run. */
@Tag("law")
class StoreHotKeysLawTest {
    private static String site(String store, String key, int perSecond) {
        return """
                run: { duration: 40s, warmup: 5s, seed: SEED }
                network: none
                components:
                  web: { kind: server, service: 0ms, cores: 100 }
                  kv: { kind: store, nodes: 8, cores: 2, read: exp(4ms), write: exp(2ms), queue: unlimited, %s }
                requests:
                  look: { rate: %d/s, key: %s, steps: [web, read: kv] }
                  save: { rate: 50/s, key: %s, steps: [web, write: kv] }
                """.formatted(store, perSecond, key, key);
    }

    private static Analysis paper(String site) {
        return TestScenarioRunner.analysis(site.replace("SEED", "0"));
    }

    private static Station busiest(String site) {
        List<Station> stations = paper(site).stations();
        return stations.stream()
                .filter(station -> station.station().matches("kv/[0-9]+"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(stations));
    }

    /**
     * Asserts that the predicted busiest node and the mean of the other nodes have their analytical utilization, and
     * that no node is busier.
     */
    private static void agrees(String site) {
        Station busiest = busiest(site);
        Station others = paper(site).stations().stream()
                .filter(station -> station.station().equals("kv/*"))
                .findFirst()
                .orElseThrow();
        StringBuilder text = new StringBuilder(site).append("predict:\n");
        for (int node = 1; node <= 8; node++) {
            text.append("  n%d: kv/%d.utilization ~ 50%% +/- 90%%\n".formatted(node, node));
        }
        String name = "n" + busiest.station().substring(3);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measured(
                        TestScenarioRunner.run(text.toString().replace("SEED", "" + seed)), name),
                busiest.utilization(),
                busiest.utilization() * 0.003,
                0.015);
        SeedAssertions.agree(
                seed -> {
                    double all = TestScenarioRunner.measure(
                            TestScenarioRunner.run(text.toString().replace("SEED", "" + seed)), "kv", "utilization");
                    return (8 * all
                                    - TestScenarioRunner.measured(
                                            TestScenarioRunner.run(
                                                    text.toString().replace("SEED", "" + seed)),
                                            name))
                            / 7;
                },
                others.utilization(),
                others.utilization() * 0.003,
                0.015);
        for (int node = 1; node <= 8; node++) {
            int each = node;
            double mean = java.util.stream.IntStream.range(0, SeedAssertions.SEEDS)
                    .mapToDouble(seed -> TestScenarioRunner.measured(
                            TestScenarioRunner.run(text.toString().replace("SEED", "" + seed)), "n" + each))
                    .average()
                    .orElseThrow();
            assertThat(mean).isLessThan(busiest.utilization() * 1.02);
        }
    }

    @Test
    @Tag("change")
    void zipfKeysMatchTheAnalyticalUtilization() {
        agrees(site("copies: 2", "zipf(1.0 50k)", 300));
    }

    @Test
    void hotKeyMatchesTheAnalyticalUtilization() {
        String site = site("copies: 1", "hot(30% on bieber rest uniform(100k))", 200);
        agrees(site);
        assertThat(busiest(site).utilization()).isGreaterThan(0.3 * (200 * 0.004 + 50 * 0.002) / 2);
    }

    /**
     * Uniform keys on an uneven ring: with one replica per key the node with the largest part of the ring is the
     * busiest.
     */
    @Test
    @Tag("change")
    void uniformKeysOnAnUnevenRing() {
        agrees(site("copies: 1, virtual_nodes: 4", "uniform(500k)", 400));
    }

    /** If each node has each key, all nodes have the same load and are one station. */
    @Test
    void fullReplicationHasNoBusiestNode() {
        assertThat(paper(site("copies: 8", "zipf(1.2 50k)", 100)).stations())
                .filteredOn(station -> station.station().startsWith("kv"))
                .singleElement()
                .satisfies(station ->
                        assertThat(station.utilization()).isCloseTo((100 * 0.004 + 50 * 0.002) / 2, within(1e-9)));
    }

    /** Each of two replicas gets 670/s for one key; two cores with 4 ms per call have a capacity of 500/s. */
    @Test
    void overloadedNodeOfAHotKeyHasAWarning() {
        assertThat(paper(site("copies: 2", "hot(67% on bieber rest uniform(100k))", 1000))
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).matches("kv/\\d overloaded: .*"));
    }
}
