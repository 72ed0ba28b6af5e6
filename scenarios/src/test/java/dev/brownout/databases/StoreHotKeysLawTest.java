package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A store whose keys are not alike has a busiest node, which paper tells before the run. */
@Tag("law")
class StoreHotKeysLawTest {
    private static String site(String store, String key, int perSecond) {
        return """
                run: { duration: 100s, warmup: 5s, seed: SEED }
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
        return CapacityForecast.of(PlayedSite.load(site.replace("SEED", "0")).scenario())
                .analysis();
    }

    private static Station busiest(String site) {
        List<Station> stations = paper(site).stations();
        return stations.stream()
                .filter(station -> station.station().matches("kv/[0-9]+"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(stations));
    }

    /** The node that paper names is as busy as it says, the others on average are, and none is busier than that one. */
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
        Means.agree(
                seed -> PlayedSite.measured(PlayedSite.run(text.toString().replace("SEED", "" + seed)), name),
                busiest.utilization(),
                busiest.utilization() * 0.003,
                0.01);
        Means.agree(
                seed -> {
                    double all = PlayedSite.measure(
                            PlayedSite.run(text.toString().replace("SEED", "" + seed)), "kv", "utilization");
                    return (8 * all
                                    - PlayedSite.measured(
                                            PlayedSite.run(text.toString().replace("SEED", "" + seed)), name))
                            / 7;
                },
                others.utilization(),
                others.utilization() * 0.003,
                0.01);
        for (int node = 1; node <= 8; node++) {
            int each = node;
            double mean = java.util.stream.IntStream.range(0, Means.SEEDS)
                    .mapToDouble(seed ->
                            PlayedSite.measured(PlayedSite.run(text.toString().replace("SEED", "" + seed)), "n" + each))
                    .average()
                    .orElseThrow();
            assertThat(mean).isLessThan(busiest.utilization() * 1.02);
        }
    }

    @Test
    void keysByZipfsLaw() {
        agrees(site("copies: 2", "zipf(1.0 50k)", 300));
    }

    @Test
    void oneHotKey() {
        String site = site("copies: 1", "hot(30% on bieber rest uniform(100k))", 200);
        agrees(site);
        assertThat(busiest(site).utilization()).isGreaterThan(0.3 * (200 * 0.004 + 50 * 0.002) / 2);
    }

    /**
     * Keys that are alike, but points of a ring that are not: with one copy the widest part of it is the busiest node.
     */
    @Test
    void keysThatAreAlike() {
        agrees(site("copies: 1, virtual_nodes: 4", "uniform(500k)", 400));
    }

    /** Where each node has each key all are alike, and there is nothing to tell apart. */
    @Test
    void aCopyOnEachNode() {
        assertThat(paper(site("copies: 8", "zipf(1.2 50k)", 100)).stations())
                .filteredOn(station -> station.station().startsWith("kv"))
                .singleElement()
                .satisfies(station ->
                        assertThat(station.utilization()).isCloseTo((100 * 0.004 + 50 * 0.002) / 2, within(1e-9)));
    }

    /** Each of two copies has 670/s for one key, and two cores of 4 ms can do 500/s. */
    @Test
    void isWarnedOf() {
        assertThat(paper(site("copies: 2", "hot(67% on bieber rest uniform(100k))", 1000))
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).matches("kv/\\d cannot keep up: .*"));
    }
}
