package dev.brownout.bench;

import dev.brownout.component.loadbalancer.Algorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.load.Steady;
import dev.brownout.node.Cores;
import dev.brownout.random.Distribution;
import dev.brownout.random.Exponential;
import dev.brownout.random.Lognormal;
import dev.brownout.random.ZipfKeys;
import dev.brownout.run.Scenes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workloads as scenes: W1 is one queue, W2 three tiers, W2+ the same with network, held workers and a timeout. */
final class Models {
    /** Arrivals a second of W2 and W2+. */
    static final int RATE = 2000;

    private Models() {}

    /** M/M/1 at load 0.8; mean time in the queue 4 ms. */
    static Scenes w1(long requests) {
        return Scenes.scene()
                .lasting(requests / 800.0, 0)
                .with("box", server(1, 1, Optional.empty(), new Exponential(1e6)))
                .requesting("job", new Steady(800), null, null, List.of(), Scenes.visit("box"));
    }

    /** Hit ratio 0.565, mean 13.73 ms, p99 43.5 ms. */
    static Scenes w2(long requests) {
        return tiers(Scenes.scene(), requests, Optional.empty(), null);
    }

    /** Hit ratio 0.565, mean 18.75 ms, p99 53 ms. */
    static Scenes w2plus(long requests) {
        return tiers(Scenes.scene().networked(), requests, Optional.of(8), Duration.ofSeconds(1));
    }

    private static Scenes tiers(Scenes scene, long requests, Optional<Integer> workers, Duration timeout) {
        return scene.lasting((double) requests / RATE, 0)
                .with("cache", new ReadThrough(10_000, Duration.ofNanos(200_000), "db"))
                .with("db", server(1, 16, Optional.empty(), new Exponential(8e6)))
                .with("lb", balancer())
                .with("web", server(4, 8, workers, Lognormal.byMeanSigma(10e6, 0.5)))
                .requesting(
                        "get",
                        new Steady(RATE),
                        new ZipfKeys(0.99, 1_000_000),
                        timeout,
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"),
                        Scenes.visit("cache"));
    }

    private static LoadBalancerSpec balancer() {
        return new LoadBalancerSpec(Algorithm.ROUND_ROBIN, List.of(), 2, Optional.empty(), 0);
    }

    private static ServerSpec server(int nodes, int cores, Optional<Integer> workers, Distribution service) {
        return new ServerSpec(
                nodes, cores, workers, Optional.empty(), Cores.Scheduling.FIFO, service, Optional.empty(), Map.of());
    }
}
