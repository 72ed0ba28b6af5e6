package dev.brownout.component.cdn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.cdn.CdnFixture.Content;
import dev.brownout.result.VariantResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Age of a response behind several caches (RFC 9111, section 4.2.3): each lifetime starts with the response of the
 * origin, so that the origin is asked once per lifetime however many caches are in front of it.
 */
class CdnAgeTest {
    /** Response time of the origin of the fixture, in s. */
    private static final double ORIGIN = 1;

    private static final Optional<CdnSpec.Shield> SHIELD =
            Optional.of(new CdnSpec.Shield(Optional.empty(), Optional.empty(), Optional.empty()));

    /** Requests for one object, one a second, from 0.5 s on. */
    private static double[] requests() {
        double[] keysAndSeconds = new double[2 * 199];
        for (int i = 0; i < keysAndSeconds.length / 2; i++) {
            keysAndSeconds[2 * i] = 7;
            keysAndSeconds[2 * i + 1] = i + 0.5;
        }
        return keysAndSeconds;
    }

    private static List<String> requestOnce(double lifetime) {
        List<String> requested = new ArrayList<>();
        for (double position = 0.5; position < 199; position = 0.5 + Math.ceil(position + ORIGIN + lifetime - 0.5)) {
            requested.add("7 at " + position);
        }
        return requested;
    }

    private static List<String> responses(CdnFixture fixture) {
        fixture.withRequests(requests()).run();
        return fixture.requests;
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 20", "8, 20", "2, 50", "8, 50", "16, 70"})
    void theOriginIsRequestedOncePerLifetimeBehindAShield(int edges, int ttl) {
        Content content = new Content();
        content.edges = edges;
        content.ttl = Duration.ofSeconds(ttl);
        content.shield = SHIELD;
        assertThat(responses(CdnFixture.of(content))).isEqualTo(requestOnce(ttl));
    }

    @ParameterizedTest
    @CsvSource({"1, 20, 20", "4, 20, 20", "4, 50, 50", "4, 30, 90", "4, 90, 30"})
    void theOriginIsRequestedOncePerLifetimeBehindTwoCdns(int edges, int outerTtl, int innerTtl) {
        Content outer = new Content();
        outer.edges = edges;
        outer.shield = SHIELD;
        outer.ttl = Duration.ofSeconds(outerTtl);
        outer.source = "inner";
        Content inner = new Content();
        inner.edges = 2;
        inner.shield = SHIELD;
        inner.ttl = Duration.ofSeconds(innerTtl);
        CdnFixture fixture = CdnFixture.of(outer).with("inner", inner.spec());
        // The outer CDN asks when its copy expires, and the inner one when its own copy has expired by then.
        assertThat(responses(fixture)).isEqualTo(requestOnce(Math.max(outerTtl, innerTtl)));
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "4, 5", "8, 10", "8, 30"})
    void anErrorIsCachedOnceForAllCaches(int edges, int errorTtl) {
        Content content = new Content();
        content.edges = edges;
        content.errorTtl = Duration.ofSeconds(errorTtl);
        content.shield = SHIELD;
        assertThat(responses(CdnFixture.of(content).failing(second -> true))).isEqualTo(requestOnce(errorTtl));
    }

    /** The first request after an expiry is served from an expired copy, while the shield fetches the next one. */
    @ParameterizedTest
    @CsvSource({"1, 20", "4, 20", "8, 50"})
    void theOriginIsRequestedOncePerLifetimeWithStaleWhileRevalidate(int edges, int ttl) {
        Content content = new Content();
        content.edges = edges;
        content.ttl = Duration.ofSeconds(ttl);
        content.whileRevalidate = Duration.ofSeconds(5);
        content.shield = SHIELD;
        CdnFixture fixture = CdnFixture.of(content);
        VariantResult result = fixture.withRequests(requests()).run();
        assertThat(fixture.requests).isEqualTo(requestOnce(ttl));
        assertThat(CdnFixture.measure(result, "expired_served")).isPositive();
    }
}
