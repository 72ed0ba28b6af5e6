package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loads of the nodes of a store with skewed keys. */
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

    private static Analysis analyticalEstimate(String site) {
        return TestScenarioRunner.analysis(site.replace("SEED", "0"));
    }

    /** Returns the utilizations of the nodes. */
    private static double[] utilizations(String site, int seed) {
        StringBuilder text = new StringBuilder(site).append("predict:\n");
        IntStream.rangeClosed(1, 8)
                .forEach(node -> text.append("  n%d: kv/%d.utilization ~ 50%% +/- 90%%\n".formatted(node, node)));
        VariantResult result = TestScenarioRunner.run(text.toString().replace("SEED", "" + seed));
        return IntStream.rangeClosed(1, 8)
                .mapToDouble(node -> TestScenarioRunner.measure(result, "n" + node))
                .toArray();
    }

    private static void meanIs(String site, double utilization) {
        SeedAssertions.agree(
                seed -> DoubleStream.of(utilizations(site, seed)).average().orElseThrow(), utilization, 0.015);
    }

    @Test
    @Tag("change")
    void zipfKeysLoadTheNodesWithTheirReplicas() {
        meanIs(site("copies: 2", "zipf(1.0 50k)", 300), 2 * (300 * 0.004 + 50 * 0.002) / 16);
    }

    /** The node of the hot key gets 30 % of the load, and a part of the rest. */
    @Test
    void hotKeyLoadsItsNode() {
        String site = site("copies: 1", "hot(30% on bieber rest uniform(100k))", 200);
        double all = (200 * 0.004 + 50 * 0.002) / 2;
        meanIs(site, all / 8);
        SeedAssertions.agree(
                seed -> DoubleStream.of(utilizations(site, seed)).max().orElseThrow(),
                0.3 * all + 0.7 * all / 8,
                0.7 * all / 8,
                0.015);
    }

    @Test
    void partialReplicationHasNoEstimate() {
        assertThat(analyticalEstimate(site("copies: 2", "zipf(1.2 50k)", 100)).stations())
                .filteredOn(station -> station.station().startsWith("kv"))
                .singleElement()
                .satisfies(station -> assertThat(station.formula().toString())
                        .isEqualTo("no estimate: its keys decide the load of each node"));
    }

    /** If each node has each key, all nodes have the same load and are one station. */
    @Test
    void fullReplicationHasNoBusiestNode() {
        assertThat(analyticalEstimate(site("copies: 8", "zipf(1.2 50k)", 100)).stations())
                .filteredOn(station -> station.station().startsWith("kv"))
                .singleElement()
                .satisfies(station ->
                        assertThat(station.utilization()).isCloseTo((100 * 0.004 + 50 * 0.002) / 2, within(1e-9)));
    }
}
