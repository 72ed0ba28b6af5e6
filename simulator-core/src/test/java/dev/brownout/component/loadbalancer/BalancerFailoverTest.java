package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.CrashFault;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Crash of a host behind a load balancer for 72 s. The expected numbers of failed requests are those of independent
 * simulations over 200 seeds, slightly widened.
 */
class BalancerFailoverTest {
    private static final double SECOND = 1e9;

    private static ServerSpec server(int nodes, int cores) {
        return ServerSpecs.working(new ExponentialDistribution(1e7), s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.queue = Optional.of(200);
        });
    }

    private static Scenes scene(int nodes, int cores, Optional<HealthSpec> health, int redispatch) {
        return Scenes.scene()
                .networked()
                .withDuration(150, 30)
                .seededBy("failover")
                .with("web", server(nodes, cores))
                .with("lb", LoadBalancerSpecs.spec(BalancingAlgorithm.ROUND_ROBIN, b -> {
                    b.health = health;
                    b.redispatch = redispatch;
                }))
                .requesting(
                        "page",
                        new PoissonLoad(720),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"))
                .withFault(new CrashFault(), "web", "1", 60, 132);
    }

    private static double instant(VariantResult result, String name) {
        return result.history().timeline().stream()
                        .filter(h -> h.what().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .atNanos()
                / SECOND;
    }

    @Test
    void trafficMovesToTheSecondHostAfterThreeFailedChecks() {
        VariantResult result = scene(2, 8, Optional.of(HealthSpec.DEFAULT), 0).run();
        RequestResult page = result.requests().get("page");
        assertThat(page.failed()).isBetween(1_400L, 2_200L);
        assertThat(page.availability()).isBetween(0.9745, 0.9838);
        assertThat(result.windows()
                                .get("fault")
                                .requests()
                                .get("page")
                                .successes()
                                .p99()
                        / 1e6)
                .isBetween(58.0, 92.0);
        assertThat(instant(result, "ejected")).isBetween(64.0, 66.0);
        assertThat(instant(result, "returned")).isBetween(134.0, 136.0);
        assertThat(result.components().get("lb").measures().get("healthy").value())
                .isBetween(1.40, 1.43);
    }

    /** A redispatch takes the turn of the other host, so that the next call goes to the crashed host again. */
    @Test
    void refusedConnectionIsRedispatchedToTheOtherHost() {
        VariantResult result = scene(2, 8, Optional.of(HealthSpec.DEFAULT), 1).run();
        RequestResult page = result.requests().get("page");
        assertThat(page.failed()).isBetween(0L, 12L);
        assertThat(page.outcomes()).doesNotContainKey("refused");
        assertThat(result.components().get("lb").measures().get("redispatched").value())
                .isBetween(2_500.0, 3_400.0);
    }

    @Test
    void refusalByADownstreamTierIsNotRedispatched() {
        VariantResult result = Scenes.scene()
                .networked()
                .withDuration(60, 0)
                .seededBy("failover")
                .with("web", server(2, 8))
                .with("prices", server(1, 8))
                .with("lb", LoadBalancerSpecs.spec(BalancingAlgorithm.ROUND_ROBIN, b -> b.redispatch = 1))
                .requesting(
                        "page",
                        new PoissonLoad(100),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"),
                        Scenes.visit("prices"))
                .withFault(new CrashFault(), "prices", "1", 20, 40)
                .run();
        assertThat(result.requests().get("page").outcomes().get("refused")).isBetween(1_800L, 2_200L);
        assertThat(result.components().get("lb").measures().get("redispatched").value())
                .isZero();
    }

    @Test
    void crashOfTheOnlyHostMakesTheTierUnavailable() {
        VariantResult result = scene(1, 16, Optional.of(HealthSpec.DEFAULT), 1).run();
        RequestResult page = result.requests().get("page");
        assertThat(page.availability()).isBetween(0.3585, 0.3910);
        assertThat(page.outcomes().get("unavailable")).isBetween(49_000L, 52_000L);
        assertThat(page.outcomes().get("refused")).isBetween(2_800L, 4_400L);
        assertThat(page.outcomes().get("reset")).isBetween(1L, 20L);
    }

    @Test
    void withoutHealthChecksTheHostIsNeverEjected() {
        VariantResult result = scene(2, 8, Optional.empty(), 0).run();
        assertThat(result.requests().get("page").outcomes().get("refused")).isBetween(25_500L, 26_400L);
        assertThat(result.history().timeline()).noneMatch(h -> h.what().equals("ejected"));
    }

    @Test
    void rejectsALoadBalancerWithoutATier() {
        Scenes alone = Scenes.scene()
                .with("lb", LoadBalancerSpecs.spec(BalancingAlgorithm.RANDOM))
                .requesting("page", new PoissonLoad(1), null, null, List.of(), Scenes.visit("lb"));
        Assertions.assertThatThrownBy(alone::run)
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("lb: no target; the next step of the path must be a component with nodes");
    }
}
