package dev.brownout.component.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cdn.CdnFixture.Content;
import dev.brownout.fault.PurgeFault;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.random.TraceKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.ReplyComponent;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.TraceArrivals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Responses after the origin publishes a new release. The expected values are worked out by hand: a response of the
 * origin takes 1 s, the TTL is 100 s, and there is no network delay.
 */
class ContentReleasesTest {
    private static final CdnSpec.Endpoint NEVER_KEPT = new CdnSpec.Endpoint(
            Optional.of(Duration.ZERO),
            Optional.of(Duration.ZERO),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final CdnSpec.Endpoint AS_THE_REST = new CdnSpec.Endpoint(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final CdnSpec.Endpoint NAMED = new CdnSpec.Endpoint(
            Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty(), Optional.empty());

    private static CdnFixture pages(Content content, CdnSpec.Endpoint script, long... seconds) {
        content.endpoints = Map.of("html", NEVER_KEPT, "script", script);
        long[] instants = new long[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            instants[i] = seconds[i] * 1_000_000_000L;
        }
        return CdnFixture.of(content)
                .withLoad(new TraceArrivals(instants), new TraceKeys(7), CdnFixture.HTML, CdnFixture.SCRIPT);
    }

    @Test
    void copiesOfTheOldReleaseAreServedUntilTheyExpire() {
        CdnFixture site = CdnFixture.of(new Content())
                .withFault(50, new ReleaseContentFault())
                .withRequests(7, 10, 7, 40, 7, 60, 7, 110, 7, 112);
        VariantResult result = site.run();
        assertThat(CdnFixture.measure(result, "stale_served")).isEqualTo(2);
        assertThat(CdnFixture.measure(result, "stale_age.max")).isCloseTo(60e9, within(1e8));
        assertThat(site.requests).containsExactly("7 at 10.0", "7 at 112.0");
    }

    @Test
    void noResponseIsStaleAfterThePurgeDelay() {
        CdnFixture site = CdnFixture.of(new Content())
                .withFault(50, new ReleaseContentFault())
                .withFault(51, new PurgeFault(Optional.empty()))
                .withRequests(7, 10, 8, 20, 7, 55, 7, 57, 8, 58);
        VariantResult result = site.run();
        assertThat(CdnFixture.measure(result, "stale_served")).isEqualTo(1);
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 20.0", "7 at 57.0", "8 at 58.0");
        assertThat(CdnFixture.measure(result, "purged_paths")).isEqualTo(1);
        assertThat(result.history().timeline())
                .anySatisfy(h -> assertThat(h.text().toString()).isEqualTo("the purge has reached all edges"));
    }

    @Test
    void purgeOfOnePathKeepsTheOthers() {
        CdnFixture site = CdnFixture.of(new Content())
                .withFault(50, new PurgeFault(Optional.of("7")))
                .withFault(51, new PurgeFault(Optional.of("nobody")))
                .withRequests(7, 10, 8, 20, 7, 57, 8, 58);
        VariantResult result = site.run();
        assertThat(site.requests).containsExactly("7 at 10.0", "8 at 20.0", "7 at 57.0");
        assertThat(CdnFixture.measure(result, "purged_paths")).isEqualTo(2);
    }

    @Test
    void purgeDoesNotReachTheBrowserCache() {
        Content content = new Content();
        content.browserTtl = Duration.ofSeconds(30);
        CdnFixture site = CdnFixture.of(content)
                .withFault(50, new ReleaseContentFault())
                .withFault(50, new PurgeFault(Optional.empty()))
                .withRequests(7, 40, 7, 45, 7, 60, 7, 70, 7, 72);
        VariantResult result = site.run();
        assertThat(site.requests).as("the browser copy is of 41 s").containsExactly("7 at 40.0", "7 at 72.0");
        assertThat(CdnFixture.measures(result, "browser_hits", "stale_browser_hits", "stale_served", "requests"))
                .containsExactly(3.0, 2.0, 2.0, 2.0);
    }

    @Test
    void newPageWithOldScriptIsAVersionMismatch() {
        VariantResult result = pages(new Content(), AS_THE_REST, 10, 20, 60, 80)
                .withFault(50, new ReleaseContentFault())
                .run();
        assertThat(CdnFixture.measures(result, "version_mismatches", "stale_served", "passed"))
                .containsExactly(2.0, 2.0, 4.0);
    }

    @Test
    void versionedPathIsANewObjectAfterARelease() {
        CdnFixture site = pages(new Content(), NAMED, 10, 20, 60, 80).withFault(50, new ReleaseContentFault());
        VariantResult result = site.run();
        assertThat(CdnFixture.measures(result, "version_mismatches", "stale_served", "misses"))
                .containsExactly(0.0, 0.0, 2.0);
    }

    @Test
    void pageOfTheOldReleaseGetsTheOldScript() {
        CdnFixture site = pages(new Content(), NAMED, 10, 49).withFault(49.5, new ReleaseContentFault());
        VariantResult result = site.run();
        assertThat(site.requests)
                .as("the old script is still cached")
                .containsExactly("7 at 10.0", "7 at 11.0", "7 at 49.0");
        assertThat(CdnFixture.measure(result, "version_mismatches")).isZero();
    }

    @Test
    void purgeRequiresAComponentThatCachesContent() {
        Scenes scenes = Scenes.scene()
                .with("cdn", ReplyComponent.atOnce())
                .requesting("get", new TraceArrivals(0), null, null, java.util.List.of(), Scenes.visit("cdn"))
                .withFault(new PurgeFault(Optional.empty()), "cdn", "", 1, 2);
        assertThatThrownBy(scenes::run)
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("purge applies to a component that caches an origin's content");
    }
}
