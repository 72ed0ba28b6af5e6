package dev.brownout.bench;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.cache.CacheSpecs;
import dev.brownout.component.cache.SourceAccess;
import dev.brownout.component.database.DatabaseSpec;
import dev.brownout.component.database.DatabaseSpecs;
import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.ZipfKeys;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Benchmark workloads as scenarios. W1 is one queue. W2 is three tiers. W2+ is W2 with a network, a limited number of
 * workers and a timeout.
 */
final class BenchmarkScenarios {
    /** Arrival rate of W2 and W2+, in requests per second. */
    static final int RATE = 2000;

    private BenchmarkScenarios() {}

    /** M/M/1 at utilization 0.8. The mean waiting time in the queue is 4 ms. */
    static Scenes w1(long requests) {
        return Scenes.scene()
                .withDuration(requests / 800.0, 0)
                .with("box", server(1, 1, Optional.empty(), new ExponentialDistribution(1e6)))
                .requesting("job", new PoissonLoad(800), null, null, List.of(), Scenes.visit("box"));
    }

    /**
     * Returns W2: hit ratio 0.565, mean latency 13.73 ms, p99 43.5 ms. The server reads from the database after a cache
     * miss. The rate and the cores are multiplied by {@code scale}.
     */
    static Scenes w2(long requests, int scale) {
        return tiers(Scenes.scene(), requests, scale, SourceAccess.ReadPolicy.LOOK_ASIDE, Optional.empty(), null);
    }

    /**
     * Returns W2+: hit ratio 0.565, mean latency 18.75 ms, p99 53 ms. The cache reads from the database after a miss.
     */
    static Scenes w2plus(long requests) {
        return tiers(
                Scenes.scene().networked(),
                requests,
                1,
                SourceAccess.ReadPolicy.READ_THROUGH,
                Optional.of(8),
                Duration.ofSeconds(1));
    }

    /** Returns W2+ with a client timeout of 20 ms, which is too short for one in three requests. */
    static Scenes withShortTimeout(long requests) {
        return tiers(
                Scenes.scene().networked(),
                requests,
                1,
                SourceAccess.ReadPolicy.READ_THROUGH,
                Optional.of(8),
                Duration.ofMillis(20));
    }

    private static Scenes tiers(
            Scenes scene,
            long requests,
            int scale,
            SourceAccess.ReadPolicy policy,
            Optional<Integer> workers,
            Duration timeout) {
        return scene.withDuration((double) requests / RATE / scale, 0)
                .with("cache", cache(policy))
                .with("db", database(16 * scale))
                .with("lb", balancer())
                .with("web", server(4, 8 * scale, workers, LognormalDistribution.byMeanSigma(10e6, 0.5)))
                .requesting(
                        "get",
                        new PoissonLoad((double) RATE * scale),
                        new ZipfKeys(0.99, 1_000_000),
                        timeout,
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"),
                        Scenes.visit("cache"),
                        Scenes.visit("db"));
    }

    private static LoadBalancerSpec balancer() {
        return LoadBalancerSpecs.spec(BalancingAlgorithm.ROUND_ROBIN, b -> b.health = Optional.of(HealthSpec.DEFAULT));
    }

    private static ServerSpec server(int nodes, int cores, Optional<Integer> workers, Distribution service) {
        return ServerSpecs.working(service, s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.workers = workers;
            s.queue = Optional.empty();
        });
    }

    private static CacheSpec cache(SourceAccess.ReadPolicy policy) {
        return CacheSpecs.with(c -> {
            c.entries = Optional.of(10_000);
            c.readPolicy = policy;
        });
    }

    private static DatabaseSpec database(int cores) {
        return DatabaseSpecs.working(new ExponentialDistribution(8e6), d -> {
            d.cores = cores;
            d.queue = Optional.empty();
            d.replication = DatabaseSpecs.following(LognormalDistribution.byPercentiles(50e6, 500e6));
        });
    }
}
