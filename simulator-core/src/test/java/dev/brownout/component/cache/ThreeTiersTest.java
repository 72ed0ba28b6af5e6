package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.database.DatabaseSpecs;
import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.eviction.CheApproximation;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import dev.brownout.result.Latency;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache between web servers and a store. The expected values come from independent simulations. */
class ThreeTiersTest {
    private static CacheSpec cache(int entries, Optional<Duration> ttl, ReadPolicy policy) {
        return CacheSpecs.with(c -> {
            c.entries = Optional.of(entries);
            c.ttl = ttl;
            c.readPolicy = policy;
        });
    }

    private static ServerSpec server(int nodes, int cores, Optional<Integer> workers, int queue, Distribution service) {
        return ServerSpecs.working(service, s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.workers = workers;
            s.queue = Optional.of(queue);
        });
    }

    private static double measure(VariantResult result, String name) {
        return Scenes.measure(result, "cache", name);
    }

    /** W2+: hit ratio 0.565, mean 18.75 ms, p99 53 ms in every representation of the model. */
    @Test
    void blockedWorkersWaitForAReadThroughCache() {
        Distribution work = LognormalDistribution.byMeanSigma(10e6, 0.5);
        VariantResult result = Scenes.scene()
                .networked()
                .withDuration(100, 10)
                .seededBy("w2plus")
                .with("cache", cache(10_000, Optional.empty(), ReadPolicy.READ_THROUGH))
                .with("db", server(1, 16, Optional.empty(), 1_000_000, new ExponentialDistribution(8e6)))
                .with("lb", LoadBalancerSpecs.spec(BalancingAlgorithm.ROUND_ROBIN))
                .with("web", server(4, 8, Optional.of(8), 1_000_000, work))
                .requesting(
                        "get",
                        new PoissonLoad(2000),
                        new ZipfKeys(0.99, 1_000_000),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"),
                        Scenes.visit("cache"),
                        Scenes.visit("db"))
                .run();
        assertThat(measure(result, "hit_ratio")).isCloseTo(0.565, within(0.006));
        assertThat(measure(result, "hit_ratio"))
                .isCloseTo(new CheApproximation(new ZipfKeys(0.99, 1_000_000)).lru(10_000), within(0.006));
        Latency latency = result.requests().get("get").successes();
        assertThat(latency.mean()).isCloseTo(18.75e6, within(0.5e6));
        assertThat(latency.p99()).isCloseTo(53.0e6, within(2e6));
        assertThat(measure(result, "entries")).isCloseTo(10_000, within(50.0));
    }

    /** Runs a cache in front of a small database. Puts at 60/s delete popular keys. */
    private static VariantResult tier(int entries, Optional<Duration> ttl, KeyPopularity keys, Step... webSteps) {
        List<Step> path = new ArrayList<>(List.of(Scenes.visit("web")));
        path.addAll(List.of(webSteps));
        return Scenes.scene()
                .networked()
                .withDuration(120, 40)
                .seededBy("cache-tier")
                .with("cache", cache(entries, ttl, ReadPolicy.LOOK_ASIDE))
                .with("db", database())
                .with("web", server(4, 8, Optional.empty(), 1000, new ConstantDistribution(1e6)))
                .requesting(
                        "get", new PoissonLoad(2000), keys, Duration.ofSeconds(1), List.of(), path.toArray(Step[]::new))
                .requesting(
                        "put",
                        new PoissonLoad(60),
                        keys,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.write("cache"))
                .run();
    }

    private static VariantResult tier(int entries, Optional<Duration> ttl, KeyPopularity keys) {
        return tier(entries, ttl, keys, Scenes.visit("cache"), Scenes.read("db"));
    }

    private static DatabaseSpec database() {
        return DatabaseSpecs.working(new ExponentialDistribution(10e6), d -> {
            d.cores = 4;
            d.queue = Optional.of(200);
            d.replicas = 2;
        });
    }

    private static double load(VariantResult result) {
        return result.components()
                .get("db")
                .nodes()
                .get("replica-1")
                .get("utilization")
                .value();
    }

    private static double p99Millis(VariantResult result) {
        return result.components().get("db").latency().p99() / 1e6;
    }

    @ParameterizedTest
    @Tag("change")
    @CsvSource({"10000, 0.71, 0.80, 62, 8", "20000, 0.785, 0.615, 50, 4"})
    void cacheProtectsADatabaseFromOverload(
            int entries, double hitRatio, double load, double p99Millis, double tolerance) {
        VariantResult result = tier(entries, Optional.empty(), new ZipfKeys(1, 100_000));
        assertThat(measure(result, "hit_ratio")).isCloseTo(hitRatio, within(0.004));
        assertThat(load(result)).isCloseTo(load, within(0.02));
        assertThat(p99Millis(result)).isCloseTo(p99Millis, within(tolerance));
        assertThat(result.requests().get("all").availability()).isEqualTo(1);
    }

    @Test
    @Tag("change")
    void databaseIsOverloadedWithoutTheCache() {
        VariantResult result = tier(10_000, Optional.empty(), new ZipfKeys(1, 100_000), Scenes.read("db"));
        assertThat(measure(result, "hit_ratio")).isNaN();
        assertThat(result.requests().get("all").availability()).isCloseTo(0.388, within(0.006));
        assertThat(p99Millis(result)).isCloseTo(562, within(14.0));
    }

    @Test
    @Tag("change")
    void hitRatioOfUniformKeysIsTheCachedShare() {
        VariantResult result = tier(10_000, Optional.empty(), new UniformKeys(100_000));
        assertThat(measure(result, "hit_ratio")).isCloseTo(0.1, within(0.003));
        assertThat(result.requests().get("all").availability()).isCloseTo(0.485, within(0.006));
    }

    @Test
    @Tag("change")
    void shortTtlOverloadsTheDatabase() {
        VariantResult result = tier(10_000, Optional.of(Duration.ofSeconds(1)), new ZipfKeys(1, 100_000));
        assertThat(measure(result, "hit_ratio")).isCloseTo(0.308, within(0.006));
        assertThat(result.requests().get("all").availability()).isCloseTo(0.687, within(0.008));
    }

    /**
     * Expected values stampede.a without coalescing: each expiry of a key with 500 reads/s causes 1 + 500/s x 0.2 s
     * loads. Each load restarts the TTL of 10 s, which makes 101 loads in 10.4 s.
     */
    @Test
    void everyExpiryOfAHotKeyIsAStampede() {
        VariantResult result = Scenes.scene()
                .withDuration(1040, 0)
                .seededBy("stampede.a")
                .with("cache", cache(10, Optional.of(Duration.ofSeconds(10)), ReadPolicy.READ_THROUGH))
                .with("db", server(1, 1000, Optional.empty(), 0, new ConstantDistribution(200e6)))
                .requesting(
                        "get",
                        new PoissonLoad(500),
                        new UniformKeys(1),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("cache"),
                        Scenes.visit("db"))
                .run();
        assertThat(measure(result, "misses") / 1040).isCloseTo(101 / 10.4, within(0.02 * 9.7));
        assertThat(measure(result, "hit_ratio")).isCloseTo(1 - 101 / 10.4 / 500, within(0.005));
    }

    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void everyLookupIsAHitOrAMiss(ReadPolicy policy) {
        VariantResult result = Scenes.scene()
                .withDuration(20, 0)
                .with("cache", cache(100, Optional.empty(), policy))
                .with("db", server(1, 4, Optional.empty(), 1000, new ExponentialDistribution(1e6)))
                .requesting(
                        "get",
                        new PoissonLoad(500),
                        new ZipfKeys(1, 1000),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("cache"),
                        Scenes.visit("db"))
                .run();
        double offered = result.requests().get("get").offered();
        assertThat(measure(result, "hits") + measure(result, "misses")).isEqualTo(offered);
        assertThat(measure(result, "hit_ratio")).isEqualTo(measure(result, "hits") / offered);
        assertThat(measure(result, "misses") - measure(result, "evictions")).isGreaterThanOrEqualTo(100);
    }
}
