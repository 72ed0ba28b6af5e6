package dev.brownout.component.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cdn.CdnFixture.Content;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Lifetime of cached copies. The expected values are worked out by hand: a response of the origin takes 1 s, the TTL is
 * 100 s, and there is no network delay.
 */
class CdnFreshnessTest {
    private static CdnFixture site(Consumer<Content> change) {
        Content content = new Content();
        change.accept(content);
        return CdnFixture.of(content);
    }

    private static RequestResult get(VariantResult result) {
        return result.requests().get("get");
    }

    @Test
    void copyIsFreshForItsTtlAfterItsArrival() {
        CdnFixture site = site(content -> {}).withRequests(7, 10, 7, 20, 8, 30, 7, 110.9, 7, 111.1);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 30.0", "7 at 111.1");
        assertThat(CdnFixture.measures(result, "hits", "misses", "requests", "origin_requests"))
                .containsExactly(2.0, 3.0, 5.0, 3.0);
        assertThat(CdnFixture.measure(result, "hit_ratio")).isCloseTo(0.4, within(1e-9));
        assertThat(CdnFixture.measures(result, "bytes_out", "origin_bytes")).containsExactly(50_000.0, 30_000.0);
    }

    /** Revalidation finds the copy unmodified at 50 s and modified at 100 s. It fails at 140 s. */
    @Test
    void expiredCopyIsRevalidated() {
        CdnFixture site = site(content -> {
                    content.revalidate = true;
                    content.ttl = Duration.ofSeconds(30);
                    content.errorTtl = Duration.ZERO;
                })
                .withFault(90, new ReleaseContentFault())
                .failing(second -> second > 130)
                .withRequests(7, 10, 7, 50, 7, 70, 7, 100, 7, 120, 7, 140);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "7 at 50.0", "7 at 100.0", "7 at 140.0");
        assertThat(CdnFixture.measures(result, "revalidated", "not_modified", "misses", "origin_bytes"))
                .containsExactly(3.0, 1.0, 4.0, 20_500.0);
        assertThat(get(result).outcomes().get("failed")).isEqualTo(1);
    }

    @Test
    void concurrentMissesAreCoalesced() {
        CdnFixture site = site(content -> {}).withRequests(7, 10, 7, 10.2, 8, 10.3, 7, 10.9);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 10.3");
        assertThat(CdnFixture.measures(result, "coalesced", "misses")).containsExactly(2.0, 2.0);
        assertThat(get(result).successes().mean()).isCloseTo((1 + 0.8 + 1 + 0.1) / 4 * 1e9, within(2e6));
    }

    @Test
    void withoutCoalescingEachMissReachesTheOrigin() {
        CdnFixture site = site(content -> content.coalesce = false).withRequests(7, 10, 7, 10.2, 7, 10.9, 7, 11.5);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "7 at 10.2", "7 at 10.9");
        assertThat(CdnFixture.measures(result, "coalesced", "misses", "hits")).containsExactly(0.0, 3.0, 1.0);
    }

    @Test
    void staleWhileRevalidateServesTheExpiredCopy() {
        CdnFixture site = site(content -> content.whileRevalidate = Duration.ofSeconds(20))
                .withRequests(7, 10, 7, 115, 7, 115.5, 7, 117, 9, 118, 7, 199);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "7 at 115.0", "9 at 118.0");
        assertThat(CdnFixture.measures(result, "expired_served", "hits")).containsExactly(2.0, 4.0);
        assertThat(get(result).outcomes()).as("no newer release exists").containsOnlyKeys("ok");
        assertThat(get(result).good()).isEqualTo(6);
    }

    @Test
    void staleIfErrorServesTheExpiredCopyForALimitedTime() {
        CdnFixture site = site(content -> content.ifError = Duration.ofSeconds(50))
                .failing(second -> second > 100)
                .withRequests(7, 10, 7, 120, 7, 125, 7, 140, 7, 162);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "7 at 120.0", "7 at 140.0", "7 at 162.0");
        assertThat(CdnFixture.measure(result, "expired_served")).isEqualTo(3);
        assertThat(get(result).outcomes()).as("no newer release exists").containsOnlyKeys("ok", "failed");
        assertThat(get(result).outcomes().get("failed")).isEqualTo(1);
    }

    @Test
    void failureIsCachedForItsTtl() {
        CdnFixture site = site(content -> {})
                .failing(second -> second < 15)
                .withRequests(7, 10, 7, 11.5, 7, 20, 8, 20.5, 7, 21.5, 7, 30);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 20.5", "7 at 21.5");
        assertThat(CdnFixture.measures(result, "errors_served", "misses", "hits"))
                .containsExactly(2.0, 3.0, 1.0);
        assertThat(get(result).outcomes().get("failed")).isEqualTo(3);
    }

    @Test
    void failuresAreNotCachedWithAnErrorTtlOfZero() {
        CdnFixture site = site(content -> content.errorTtl = Duration.ZERO)
                .failing(second -> second < 15)
                .withRequests(7, 10, 7, 11.5, 7, 20);
        assertThat(get(site.run()).outcomes().get("failed")).isEqualTo(2);
        assertThat(site.requests).hasSize(3);
    }

    @Test
    void leastRecentlyUsedCopyIsEvicted() {
        CdnFixture site = site(content -> content.entries = Optional.of(2))
                .withRequests(1, 10, 2, 12, 1, 14, 3, 16, 1, 18, 2, 20);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("1 at 10.0", "2 at 12.0", "3 at 16.0", "2 at 20.0");
        assertThat(CdnFixture.measure(result, "evictions")).isEqualTo(2);
    }

    @Test
    void shieldFetchesAnObjectOnceForAllEdges() {
        Content content = new Content();
        content.edges = 50;
        double[] requests = new double[80];
        for (int i = 0; i < requests.length; i += 2) {
            requests[i] = 7;
            requests[i + 1] = 10 + i;
        }
        VariantResult plain = CdnFixture.of(content).withRequests(requests).run();
        content.shield = Optional.of(new CdnSpec.Shield(Optional.empty(), Optional.empty(), Optional.empty()));
        VariantResult shielded = CdnFixture.of(content).withRequests(requests).run();
        assertThat(CdnFixture.measure(plain, "origin_requests")).isBetween(20.0, 35.0);
        assertThat(CdnFixture.measure(shielded, "origin_requests")).isEqualTo(1);
        assertThat(CdnFixture.measure(shielded, "hit_ratio")).isEqualTo(CdnFixture.measure(plain, "hit_ratio"));
        assertThat(shielded.components().get("cdn").nodes())
                .containsKey("shield")
                .hasSize(51);
    }

    @Test
    void edgeOutageLosesCopiesAndMovesUsersToTheNextEdge() {
        Content content = new Content();
        content.edges = 2;
        CdnFixture site =
                CdnFixture.of(content).dark("*", 50, 60).withRequests(7, 10, 7, 11.5, 7, 20, 7, 100, 7, 101.5, 7, 102);
        site.run();
        assertThat(site.requests.stream().filter(line -> line.endsWith(" at 10.0") || line.endsWith(" at 100.0")))
                .as("each edge fetches it again")
                .hasSize(2);
        CdnFixture half = CdnFixture.of(content).dark("1", 50, 190);
        double[] requests = new double[120];
        for (int i = 0; i < requests.length; i += 2) {
            requests[i] = 7;
            requests[i + 1] = 52 + i;
        }
        VariantResult result = half.withRequests(requests).run();
        RequestResult get = get(result);
        assertThat(get.failed()).as("half of 14 requests within 30 s").isBetween(1L, 13L);
        assertThat(result.components()
                        .get("cdn")
                        .nodes()
                        .get("2")
                        .get("offered")
                        .value())
                .isEqualTo(60.0 - get.failed());
    }

    @Test
    void trafficFailsOverFromADownCdnAndReturns() {
        Content content = new Content();
        content.failover = Optional.of(new CdnSpec.Failover(Optional.empty(), Duration.ofSeconds(20)));
        CdnFixture site = CdnFixture.of(content)
                .dark("*", 50, 100)
                .withRequests(7, 10, 7, 55, 8, 71, 8, 99, 8, 115, 9, 150, 9, 160);
        RequestResult get = get(site.run());
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 71.0", "8 at 99.0", "8 at 115.0", "9 at 150.0");
        assertThat(get.outcomes().get("timed_out")).isEqualTo(1);
        Content other = new Content();
        content.failover = Optional.of(new CdnSpec.Failover(Optional.of("other"), Duration.ofSeconds(20)));
        CdnFixture two = CdnFixture.of(content)
                .with("other", other.spec())
                .dark("*", 50, 100)
                .withRequests(7, 10, 7, 55, 8, 71, 8, 99, 8, 115, 9, 150, 9, 160);
        two.run();
        assertThat(two.requests).containsExactly("7 at 10.0", "8 at 71.0", "9 at 150.0");
        assertThat(List.of(two.requests.size(), site.requests.size())).containsExactly(3, 5);
    }
}
