package dev.brownout.component.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.component.cdn.CdnFixture.Content;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.ZipfKeys;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.ReplyComponent;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hit ratios of edges against Che's approximation and the renewal formula of expiry, at each edge's share of the load.
 */
@Tag("law")
class CdnTheoryTest {
    private static final KeyPopularity KEYS = new ZipfKeys(0.9, 1000);

    private static Scenes scene(CdnSpec spec, Step... steps) {
        return Scenes.scene()
                .withDuration(400, 100)
                .seededBy("hit ratio of an edge")
                .with("cdn", spec)
                .with("origin", ReplyComponent.atOnce())
                .requesting("get", new PoissonLoad(200), KEYS, Duration.ofSeconds(1), List.of(), steps);
    }

    private static ScenarioExplanation.Store forecast(Scenes scene) {
        return CapacityForecast.of(scene.scenario())
                .explanation("test")
                .stores()
                .get(0);
    }

    /** Each edge receives 50 reads per second. A key with r reads per TTL has the hit ratio r / (1 + r). */
    @Test
    void hitRatioWithTtlFollowsTheRenewalFormula() {
        Content content = new Content();
        content.edges = 4;
        content.ttl = Duration.ofSeconds(20);
        double expected = 0;
        for (int rank = 1; rank <= 1000; rank++) {
            double reads = KEYS.probability(rank) * 50 * 20;
            expected += KEYS.probability(rank) * reads / (1 + reads);
        }
        Scenes scene = scene(content.spec(), Scenes.visit("cdn"));
        VariantResult result = scene.run();
        assertThat(CdnFixture.measure(result, "hit_ratio")).isCloseTo(expected, within(0.01));
        assertThat(forecast(scene).hitRatio()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void hitRatioOfASmallEdgeFollowsChesApproximation() {
        Content content = new Content();
        content.edges = 4;
        content.ttl = Duration.ofDays(1);
        content.entries = Optional.of(100);
        Scenes scene = scene(content.spec(), Scenes.visit("cdn"));
        VariantResult result = scene.run();
        assertThat(CdnFixture.measure(result, "hit_ratio"))
                .isCloseTo(forecast(scene).hitRatio(), within(0.01));
    }

    @Test
    void forecastPassesEdgeMissesToTheOrigin() {
        Content content = new Content();
        content.edges = 4;
        content.ttl = Duration.ofSeconds(20);
        Scenes scene = scene(content.spec(), Scenes.visit("cdn"));
        VariantResult result = scene.run();
        double measured = CdnFixture.measure(result, "origin_requests") / 300;
        assertThat(200 * (1 - forecast(scene).hitRatio())).isCloseTo(measured, within(2.0));
        content.shield = Optional.of(new CdnSpec.Shield(Optional.empty(), Optional.empty(), Optional.empty()));
        VariantResult shielded = scene(content.spec(), Scenes.visit("cdn")).run();
        assertThat(CdnFixture.measure(shielded, "origin_requests")).isLessThan(300 * measured / 2);
    }

    /**
     * Behind a shield the copies of a key expire together at all edges. In a TTL of T with r reads per edge, one edge
     * reads the origin and each other edge the shield, unless it has no read.
     */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void hitRatioBehindAShieldFollowsTheCommonExpiry(int edges) {
        Content content = new Content();
        content.edges = edges;
        content.ttl = Duration.ofSeconds(20);
        content.shield = Optional.of(new CdnSpec.Shield(Optional.empty(), Optional.empty(), Optional.empty()));
        double missed = 0;
        double fetched = 0;
        for (int rank = 1; rank <= 1000; rank++) {
            double reads = KEYS.probability(rank) * 200 * 20;
            double misses = 1 + (edges - 1) * (1 - Math.exp(-reads / edges));
            missed += KEYS.probability(rank) * misses / (1 + reads);
            fetched += KEYS.probability(rank) * 200 / (1 + reads);
        }
        Scenes scene = scene(content.spec(), Scenes.visit("cdn"));
        VariantResult result = scene.run();
        assertThat(CdnFixture.measure(result, "hit_ratio")).isCloseTo(1 - missed, within(0.01));
        double perSecond = CdnFixture.measure(result, "origin_requests") / 300;
        assertThat(perSecond).isCloseTo(fetched, withinPercentage(3));
    }
}
