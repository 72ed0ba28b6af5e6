package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.cache.CacheSpecs;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.database.DatabaseSpecs;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.server.LocalCacheSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forecasts for the examples, with values calculated by hand: a cache before a database, a hot key, a lost replica. */
class CapacityExamplesTest {
    private static final long MINUTE = 60_000_000_000L;

    private static ServerSpec web(int nodes, int cores, double serviceMs, LocalCacheSpec cache) {
        return ServerSpecs.working(new ConstantDistribution(serviceMs * 1e6), s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.localCache = Optional.ofNullable(cache);
        });
    }

    private static DatabaseSpec database(
            int cores, int queue, double ms, int replicas, int shards, Map<String, HotKey> hotKeys) {
        Reads reads = new Reads(
                ReadFrom.REPLICAS,
                Reads.Algorithm.ROUND_ROBIN,
                HealthSpec.DEFAULT,
                Reads.Fallback.PRIMARY,
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty());
        Replication replication = new Replication(
                Replication.Mode.ASYNC,
                new ConstantDistribution(50e6),
                1,
                Optional.of(Duration.ofSeconds(10)),
                Optional.of(new Rate(200)),
                new Share(0.5),
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty());
        return DatabaseSpecs.working(new ExponentialDistribution(ms * 1e6), d -> {
            d.cores = cores;
            d.queue = Optional.of(queue);
            d.replicas = replicas;
            d.replication = replication;
            d.reads = reads;
            d.shards = shards;
            d.hotKeys = hotKeys;
        });
    }

    private static CacheSpec cache(int entries) {
        return CacheSpecs.with(c -> c.entries = Optional.of(entries));
    }

    private static Analysis cacheTier(boolean cached, KeyPopularity keys) {
        Scenes scene = Scenes.scene()
                .withDuration(120, 40)
                .with("web", web(4, 8, 1, null))
                .with("db", database(4, 200, 10, 2, 1, Map.of()))
                .with("cache", cache(10_000))
                .requesting(
                        "put",
                        new PoissonLoad(60),
                        keys,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.write("cache"));
        if (cached) {
            scene.requesting(
                    "get",
                    new PoissonLoad(2000),
                    keys,
                    Duration.ofSeconds(1),
                    List.of(),
                    Scenes.visit("web"),
                    Scenes.visit("cache"),
                    Scenes.read("db"));
        } else {
            scene.requesting(
                    "get",
                    new PoissonLoad(2000),
                    keys,
                    Duration.ofSeconds(1),
                    List.of(),
                    Scenes.visit("web"),
                    Scenes.read("db"));
        }
        return CapacityForecast.of(scene.scenario()).analysis();
    }

    private static Station station(Analysis analysis, String name) {
        return analysis.stations().stream()
                .filter(s -> s.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A simulation has 18 requests/s more: while a deleted key is reloaded, all other reads of the key miss it, too.
     */
    @Test
    void databaseLoadBehindACacheIsTheMisses() {
        Analysis analysis = cacheTier(true, new ZipfKeys(1, 100_000));
        Station replicas = station(analysis, "db/replica-*");
        assertThat(replicas.offeredPerSecond()).isCloseTo(562, within(1.0));
        assertThat(replicas.utilization()).isCloseTo(0.778, within(0.001));
        assertThat(station(analysis, "db/primary").offeredPerSecond()).isCloseTo(60, within(1e-9));
        assertThat(station(analysis, "cache").meanNanos()).isCloseTo(0.2e6, within(1e-3));
        assertThat(analysis.bottleneck()).isEqualTo("db/replica-*");
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }

    @Test
    void cacheDoesNotUnloadTheDatabaseWithUniformKeys() {
        Station replicas = station(cacheTier(true, new UniformKeys(100_000)), "db/replica-*");
        assertThat(replicas.offeredPerSecond()).isCloseTo(1800, within(10.0));
        assertThat(cacheTier(false, new ZipfKeys(1, 100_000)).warnings())
                .extracting(Object::toString)
                .containsExactly("db/replica-* overloaded: 2,000/s offered, capacity 777/s (258 %)");
    }

    private static Analysis hotspot(double reads, double likes, Map<String, HotKey> hotKeys, LocalCacheSpec cache) {
        KeyPopularity keys = new HotKeys(List.of(new HotKeys.Hot(0.3, "bieber")), new UniformKeys(100_000));
        return CapacityForecast.of(Scenes.scene()
                        .withDuration(100, 10)
                        .with("web", web(20, 2, 1, cache))
                        .with("db", database(3, 100, 10, 0, 10, hotKeys))
                        .requesting(
                                "read",
                                new PoissonLoad(reads),
                                keys,
                                Duration.ofSeconds(1),
                                List.of(),
                                Scenes.visit("web"),
                                Scenes.read("db"))
                        .requesting(
                                "like",
                                new PoissonLoad(likes),
                                keys,
                                Duration.ofSeconds(1),
                                List.of(),
                                Scenes.visit("web"),
                                Scenes.write("db"))
                        .scenario())
                .analysis();
    }

    private static double busiest(Analysis analysis) {
        return analysis.stations().stream()
                .filter(s -> s.station().startsWith("db"))
                .mapToDouble(Station::utilization)
                .max()
                .orElseThrow();
    }

    @Test
    void aHotKeyMakesAHotShard() {
        Analysis analysis = hotspot(1980, 20, Map.of(), null);
        assertThat(analysis.bottleneck()).isEqualTo("db/shard-8/primary");
        assertThat(station(analysis, "db/shard-8/primary").offeredPerSecond()).isCloseTo(740, within(1.0));
        assertThat(station(analysis, "db/shard-*/primary").offeredPerSecond()).isCloseTo(9 * 140, within(1.0));
        assertThat(station(analysis, "db/shard-*/primary").utilization()).isCloseTo(140 / 300.0, within(1e-3));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("db/shard-8/primary overloaded: 740/s offered, capacity 300/s (247 %)");
    }

    @Test
    void rulesForHotKeysHaveNoEstimate() {
        assertThat(hotspot(1980, 20, Map.of("bieber", new HotKey.Copies(10)), null)
                        .stations())
                .filteredOn(row -> row.station().startsWith("db/"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.formula().toString())
                        .isEqualTo("no estimate: rules for hot keys spread their load"));
    }

    @Test
    void localCachesUnloadAHotShard() {
        LocalCacheSpec small = new LocalCacheSpec(100, Optional.of(Duration.ofSeconds(1)));
        assertThat(busiest(hotspot(1980, 20, Map.of(), small))).isCloseTo((140 + 20 + 6) / 300.0, within(0.01));
    }

    @Test
    void remainingReplicaServesAllReads() {
        KeyPopularity keys = new UniformKeys(1000);
        FaultEntry fault = new FaultEntry(
                3 * MINUTE,
                Optional.empty(),
                "gone",
                Optional.of(new Selector("db", List.of("replica-1"))),
                Optional.empty(),
                new PowerOffFault(),
                "power-off db/replica-1");
        Analysis analysis = CapacityForecast.of(Scenes.scene()
                        .withDuration(600, 30)
                        .with("web", web(4, 2, 2, null))
                        .with("db", database(4, 100, 20, 2, 1, Map.of()))
                        .withFault(fault)
                        .requesting(
                                "read",
                                new PoissonLoad(135),
                                keys,
                                Duration.ofSeconds(2),
                                List.of(),
                                Scenes.visit("web"),
                                Scenes.read("db"))
                        .requesting(
                                "write",
                                new PoissonLoad(15),
                                keys,
                                Duration.ofSeconds(2),
                                List.of(),
                                Scenes.visit("web"),
                                Scenes.write("db"))
                        .scenario())
                .analysis();
        assertThat(analysis.stations().stream()
                        .filter(s -> s.station().equals("db/replica-*"))
                        .map(Station::utilization))
                .containsExactly(0.375, 0.7125);
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }
}
