package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.server.LocalCacheSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shards and hot keys. The expected values come from independent simulations of a key that is hotter than its shard.
 */
class ShardedDatabaseTest {
    private static final Map<String, HotKey> NOTHING = Map.of();

    private static DatabaseSpec database(
            int shards, int cores, int queue, Distribution work, Sharding sharding, Map<String, HotKey> hotKeys) {
        return DatabaseSpecs.working(work, d -> {
            d.cores = cores;
            d.queue = Optional.of(queue);
            d.shards = shards;
            d.sharding = sharding;
            d.hotKeys = hotKeys;
        });
    }

    private static ServerSpec web(Optional<LocalCacheSpec> cache) {
        return ServerSpecs.working(new ConstantDistribution(1e6), s -> {
            s.nodes = 20;
            s.cores = 2;
            s.localCache = cache;
        });
    }

    private static KeyPopularity star(double share) {
        return new HotKeys(List.of(new HotKeys.Hot(share, "bieber")), new UniformKeys(100_000));
    }

    private static VariantResult hotspot(
            double reads, double likes, Map<String, HotKey> hotKeys, Optional<LocalCacheSpec> cache) {
        return Scenes.scene()
                .networked()
                .withDuration(100, 10)
                .seededBy("hotspot-keys")
                .with("db", database(10, 3, 100, new ExponentialDistribution(10e6), Sharding.MODULO, hotKeys))
                .with("web", web(cache))
                .requesting(
                        "read",
                        new PoissonLoad(reads),
                        star(0.3),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.read("db"))
                .requesting(
                        "like",
                        new PoissonLoad(likes),
                        star(0.3),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.write("db"))
                .run();
    }

    private static void expect(
            VariantResult result, double availability, double skew, String of, double p99Millis, double tolerance) {
        assertThat(result.requests().get("all").availability()).isCloseTo(availability, within(0.006));
        assertThat(result.components().get("db").measures().get("skew").value()).isCloseTo(skew, within(0.05));
        assertThat(result.requests().get(of).successes().p99() / 1e6).isCloseTo(p99Millis, within(tolerance));
    }

    @Test
    @Tag("change")
    void hotKeyOverloadsItsShard() {
        expect(hotspot(1980, 20, NOTHING, Optional.empty()), 0.780, 3.70, "read", 402, 14);
    }

    @Test
    void dedicatedShardServesTheHotKey() {
        VariantResult result = hotspot(1980, 20, Map.of("bieber", new HotKey.OwnShard(3)), Optional.empty());
        expect(result, 1, 204.0 / ((10 * 140 + 204) / 11.0), "read", 55, 3);
        Map<String, Map<String, ComponentResult.Measure>> nodes =
                result.components().get("db").nodes();
        assertThat(nodes).hasSize(13);
        for (String node : List.of("primary", "replica-1", "replica-2")) {
            assertThat(nodes.get("shard-bieber/" + node).get("utilization").value())
                    .isCloseTo(0.67, within(0.03));
        }
    }

    @Test
    void dedicatedShardOfANumericKeyHasADistinctName() {
        VariantResult result = Scenes.scene()
                .networked()
                .withDuration(20, 0)
                .with(
                        "db",
                        database(
                                8,
                                3,
                                100,
                                new ExponentialDistribution(1e6),
                                Sharding.MODULO,
                                Map.of("7", new HotKey.OwnShard(2))))
                .requesting(
                        "read",
                        new PoissonLoad(800),
                        new UniformKeys(8),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.read("db"))
                .run();
        ComponentResult db = result.components().get("db");
        assertThat(db.nodes().keySet()).contains("shard-7/primary", "shard-key-7/primary", "shard-key-7/replica-1");
    }

    @Test
    @Tag("change")
    void copiesSpreadReadsOfTheHotKey() {
        VariantResult result = hotspot(1980, 20, Map.of("bieber", new HotKey.Copies(10)), Optional.empty());
        expect(result, 1, 1.01, "read", 63, 4);
        assertThat(result.requests().get("like").successes().p99() / 1e6).isCloseTo(77, within(10.0));
    }

    @Test
    @Tag("change")
    void localCacheRelievesTheHotShard() {
        Optional<LocalCacheSpec> cache = Optional.of(new LocalCacheSpec(100, Optional.of(Duration.ofSeconds(1))));
        expect(hotspot(1980, 20, NOTHING, cache), 1, 1.21, "read", 49, 3);
    }

    @Test
    @Tag("change")
    void suffixesOverloadAllShardsUnderReads() {
        Map<String, HotKey> suffixes = Map.of("bieber", new HotKey.Suffixes(10));
        expect(hotspot(1980, 20, suffixes, Optional.empty()), 0.290, 1.003, "read", 430, 10);
    }

    @Test
    @Tag("change")
    void hotKeyOverloadsItsShardUnderWrites() {
        expect(hotspot(20, 1980, NOTHING, Optional.empty()), 0.780, 3.70, "like", 402, 14);
    }

    @Test
    @Tag("change")
    void suffixesSpreadWritesOfTheHotKey() {
        Map<String, HotKey> suffixes = Map.of("bieber", new HotKey.Suffixes(10));
        VariantResult result = hotspot(20, 1980, suffixes, Optional.empty());
        expect(result, 1, 1.01, "like", 59, 4);
        assertThat(result.requests().get("read").successes().p99() / 1e6).isCloseTo(74, within(11.0));
    }

    /**
     * Expected values shard.hot.a 0.3875, shard.salted.a 0.1625 and shard.cap.a 2.580645, for 8 even shards. A ring has
     * none.
     */
    @ParameterizedTest
    @EnumSource(names = {"MODULO", "DIRECTORY", "JUMP"})
    @ChosenRows
    void loadShareOfTheHotShardMatchesItsDefinition(Sharding sharding) {
        double hot = largestShare("shard.hot.a", 25, sharding, NOTHING);
        assertThat(hot).isCloseTo(0.3875, within(0.02 * 0.3875));
        assertThat(1 / hot).isCloseTo(2.580645, within(0.02 * 2.580645));
    }

    @ParameterizedTest
    @EnumSource(names = {"MODULO", "DIRECTORY", "JUMP"})
    @Tag("change")
    void remediesSpreadTheLoadOfTheHotKey(Sharding sharding) {
        for (HotKey remedy : List.of(new HotKey.Copies(4), new HotKey.Suffixes(4))) {
            assertThat(largestShare("shard.salted.a", 100, sharding, Map.of("bieber", remedy)))
                    .isCloseTo(0.1625, within(0.02 * 0.1625));
        }
    }

    /** Returns the load share of the busiest of 8 shards. Copies are read, suffixes are written. */
    private static double largestShare(String id, double seconds, Sharding sharding, Map<String, HotKey> hotKeys) {
        boolean writing = hotKeys.get("bieber") instanceof HotKey.Suffixes;
        VariantResult result = Scenes.scene()
                .withDuration(seconds, 0)
                .seededBy(id)
                .with("db", database(8, 8, 1000, new ConstantDistribution(1e5), sharding, hotKeys))
                .requesting(
                        "ask",
                        new PoissonLoad(4000),
                        star(0.3),
                        null,
                        List.of(),
                        writing ? Scenes.write("db") : Scenes.read("db"))
                .run();
        return result.components().get("db").measures().get("skew").value() / 8;
    }

    @Test
    void readsWithoutAKeyGoToAllShardsAndWritesToOne() {
        VariantResult result = Scenes.scene()
                .withDuration(20, 0)
                .with("db", database(4, 8, 1000, new ConstantDistribution(1e6), Sharding.MODULO, NOTHING))
                .requesting("search", new PoissonLoad(100), null, null, List.of(), Scenes.read("db"))
                .requesting("insert", new PoissonLoad(100), null, null, List.of(), Scenes.write("db"))
                .run();
        double offered = result.components().get("db").measures().get("offered").value();
        long searches = result.requests().get("search").offered();
        long inserts = result.requests().get("insert").offered();
        assertThat(offered).isEqualTo(4.0 * searches + inserts);
        assertThat(result.requests().get("search").availability()).isEqualTo(1);
        assertThat(result.accounting().data().get("db").attempted()).isEqualTo(inserts);
    }

    @Test
    void rejectsAnUnknownHotKey() {
        Map<String, HotKey> unknown = Map.of("nobody", new HotKey.Copies(2));
        assertThatThrownBy(() -> hotspot(20, 20, unknown, Optional.empty()))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("nobody");
    }
}
