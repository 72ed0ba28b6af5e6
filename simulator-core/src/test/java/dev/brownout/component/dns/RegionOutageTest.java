package dev.brownout.component.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.component.dns.DnsSpec.RegionHealth;
import dev.brownout.component.dns.DnsSpec.Violators;
import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.Share;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Power failure of us-east, the home of 60 % of the users, for 400 s. The failed requests are 180/s x (29 s until
 * detection + the remaining lifetime of the cached records).
 */
class RegionOutageTest {
    private static final List<String> BOTH = List.of("us-east", "us-west");

    /** Returns a DNS spec with an authority that responds immediately. */
    private static DnsSpec names(
            Routing routing,
            Duration ttl,
            Optional<Violators> violators,
            int resolvers,
            Optional<RegionHealth> health,
            Map<String, Double> weights,
            List<String> order) {
        return new DnsSpec(
                routing,
                ttl,
                new ConstantDistribution(0),
                Duration.ofMillis(1_800),
                Duration.ZERO,
                Optional.empty(),
                violators,
                resolvers,
                health,
                weights,
                order);
    }

    private static VariantResult run(Duration ttl, Optional<Violators> violators, Duration every) {
        return scene(names(
                        Routing.LATENCY,
                        ttl,
                        violators,
                        200,
                        Optional.of(new RegionHealth(every, 3, 2, Duration.ofSeconds(4))),
                        Map.of(),
                        List.of()))
                .run();
    }

    private static Scenes scene(DnsSpec dns) {
        ServerSpec web = ServerSpecs.working(new ExponentialDistribution(2e7), s -> {
            s.nodes = 4;
            s.cores = 2;
            s.queue = Optional.of(50);
        });
        LoadBalancerSpec lb =
                LoadBalancerSpecs.spec(BalancingAlgorithm.ROUND_ROBIN, b -> b.health = Optional.of(HealthSpec.DEFAULT));
        return Scenes.scene()
                .networked()
                .seededBy("region outage")
                .withDuration(560, 30)
                .region("us-east", 0.6)
                .region("us-west", 0.4)
                .with("dns", dns)
                .with("lb", BOTH, lb)
                .with("web", BOTH, web)
                .requesting(
                        "page",
                        new PoissonLoad(300),
                        null,
                        Duration.ofSeconds(2),
                        List.of(),
                        Scenes.visit("dns"),
                        Scenes.visit("lb"),
                        Scenes.visit("web"))
                .withFault(new PowerOffFault(), "region", "us-east", 60, 460);
    }

    private static final Optional<Violators> FIVE_PERCENT =
            Optional.of(new Violators(new Share(0.05), Duration.ofMinutes(5)));

    @Test
    void requestsTimeOutUntilDetectionAndCacheExpiry() {
        VariantResult result = run(Duration.ofSeconds(20), FIVE_PERCENT, Duration.ofSeconds(10));
        RequestResult page = result.requests().get("page");
        double stale =
                result.components().get("dns").measures().get("stale_answers").value();
        assertThat(page.failed()).isBetween(7_000L, 9_600L);
        assertThat(page.failed() - stale).as("in flight at the power failure").isBetween(0.0, 20.0);
        assertThat(page.outcomes().get("timed_out")).isEqualTo(page.failed());
        assertThat(result.windows()
                                .get("fault")
                                .requests()
                                .get("page")
                                .successes()
                                .p50()
                        / 1e6)
                .as("60 % of requests take 73 ms longer")
                .isBetween(80.0, 95.0);
        double hits = result.components().get("dns").measures().get("hit_ratio").value();
        assertThat(hits).as("1.5 lookups per second and resolver, TTL 20 s").isBetween(0.95, 0.98);
    }

    @Test
    void detectionTakesThePhaseTwoPeriodsAndATimeout() {
        VariantResult result = run(Duration.ofSeconds(20), Optional.empty(), Duration.ofSeconds(30));
        double seconds = result.history().timeline().stream()
                        .filter(h -> h.what().equals("ejected") && h.component().equals("dns"))
                        .findFirst()
                        .orElseThrow()
                        .atNanos()
                / 1e9;
        assertThat(seconds).isBetween(124.0, 154.0);
        assertThat(result.history().timeline())
                .anySatisfy(h -> assertThat(h.text().toString()).isEqualTo("DNS: us-east removed from rotation of lb"))
                .anySatisfy(h -> assertThat(h.text().toString()).isEqualTo("DNS: us-east added to rotation of lb"));
    }

    @Test
    void withoutHealthChecksTheOutageLastsForTheWholeFault() {
        DnsSpec blind = names(
                Routing.LATENCY, Duration.ofSeconds(20), Optional.empty(), 200, Optional.empty(), Map.of(), List.of());
        RequestResult page = scene(blind).run().requests().get("page");
        assertThat(page.failed()).isBetween(70_750L, 73_250L);
    }

    @Test
    void failoverRoutingSendsAllUsersToTheFirstRegion() {
        DnsSpec west = names(
                Routing.FAILOVER,
                Duration.ofSeconds(20),
                Optional.empty(),
                200,
                Optional.empty(),
                Map.of(),
                List.of("us-west", "us-east"));
        VariantResult result = scene(west).run();
        assertThat(result.requests().get("page").failed()).isZero();
        assertThat(result.components()
                        .get("web")
                        .nodes()
                        .get("1")
                        .get("offered")
                        .value())
                .isZero();
    }

    @Test
    void rejectsMissingWeightsAndUnknownRegions() {
        assertThatThrownBy(() -> names(
                        Routing.WEIGHTED, Duration.ZERO, Optional.empty(), 1, Optional.empty(), Map.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'weights' and routing: weighted need each other");
        DnsSpec unknown = names(
                Routing.WEIGHTED,
                Duration.ZERO,
                Optional.empty(),
                1,
                Optional.empty(),
                Map.of("tokyo", 1.0),
                List.of());
        assertThatThrownBy(() -> scene(unknown).run())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("'tokyo' has no nodes");
    }
}
