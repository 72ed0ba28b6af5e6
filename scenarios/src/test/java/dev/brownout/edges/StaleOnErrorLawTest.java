package dev.brownout.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudFront continues to serve its cached objects while the origin fails, expired or not. */
@Tag("law")
class StaleOnErrorLawTest {
    private static VariantResult run(String request, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 400s, seed: 5 }
                network: none
                components:
                  cdn: { kind: cdn, profile: cloudfront, edges: 1, ttl: 60s, rtt: 0ms, lookup: 0ms, source: web }
                  web: { kind: server, cores: 64, service: 1ms }
                requests:
                  page: { rate: 200/s, size: 10kB, timeout: 5s, path: [cdn, web], %s }
                faults: [ at 200s: %s for 120s as down ]
                predict:
                  well: page.availability ~ 99%% +/- 1%% during down
                  expired: cdn.expired_served ~ 1 +/- 100%% during down
                  asked: web.offered ~ 1 +/- 100%% from 262s to 318s
                """.formatted(request, fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors web 100%", "crash web"})
    void expiredObjectsAreServedWhileTheOriginFails(String fault) {
        VariantResult result = run("key: uniform(20)", fault);
        assertThat(TestScenarioRunner.measure(result, "well")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "expired")).isGreaterThan(0.5 * 200 * 60);
    }

    /** Each of 20 objects is requested again every 10 s, the error caching minimum TTL: 112 times in 56 s. */
    @Test
    void originIsRetriedEveryTenSeconds() {
        assertThat(TestScenarioRunner.measure(run("key: uniform(20)", "errors web 100%"), "asked"))
                .isCloseTo(112, within(15.0));
    }

    /** Objects outside the cache fail: nearly all of 1M objects. */
    @Test
    void uncachedObjectsFail() {
        assertThat(TestScenarioRunner.measure(run("key: uniform(1M)", "crash web"), "well"))
                .isLessThan(0.05);
    }
}
