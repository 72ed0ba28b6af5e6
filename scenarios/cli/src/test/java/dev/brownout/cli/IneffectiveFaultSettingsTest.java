package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings and faults without effect, because other faults or regions are missing. */
class IneffectiveFaultSettingsTest extends SettingReview {
    private static final String SITE = """
            run: 1m
            components:
              web: { kind: server, nodes: 2 }
            requests:
              page: { rate: 10/s, steps: [web] }
            """;

    /** Versioned names need a release, and the delay of purges a purge. A file may describe a real CDN without them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            purge_delay: 1s | | 'purge_delay' has no effect: no fault purges cdn; add, for example, at 5m: purge cdn
            purge_delay: 1s | purge cdn |
            versioned: true | purge cdn | 'versioned' has no effect: no fault releases content of cdn; add, for
            versioned: true | release cdn |
            versioned: false | |
            endpoints: { html: { versioned: true } } | | 'versioned' has no effect: no fault releases content of cdn;
            """)
    void contentSettingsOfACdnNeedAChangeOfContent(String setting, String fault, String message) throws IOException {
        String text = """
                run: 1m
                components:
                  cdn: { kind: cdn, source: web, SETTING }
                  web: { kind: server }
                requests:
                  page: { rate: 10/s, key: uniform(10), path: [cdn, web] }
                """;
        String full =
                replaceParts(text, "SETTING", setting) + (fault == null ? "" : "faults: [at 10s: " + fault + "]\n");
        assertThat(errors(full)).isEmpty();
        if (message == null) {
            assertThat(warnings(full)).isEmpty();
        } else {
            assertThat(warnings(full)).anySatisfy(warning -> assertThat(warning).contains(message));
        }
    }

    /** A rate limit of a request counts the calls of its users. Without regions, all users share one quota anyway. */
    @Test
    void sharedRateLimitOfARequestNeedsRegions() throws IOException {
        String text = replaceParts(
                SITE, "page: { rate: 10/s,", "page: { rate: 10/s, rate_limit: { rate: 5/s, shared: true },");
        assertThat(errors(text))
                .singleElement()
                .asString()
                .contains("'shared' has no effect: all users have one quota, as the scenario has no 'regions'");
        String regions = "regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }\n";
        assertThat(errors(regions + text)).noneMatch(error -> error.contains("'shared'"));
    }

    /** A rollback needs a deployment before it; the time of a deployment by an alert is unknown. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            at 10s: rollback web, at 20s: deploy web v2 | 6:18: web cannot be rolled back at 10s
            at 10s: rollback web, at 10s: deploy web v2 | 6:18: web cannot be rolled back at 10s
            at 10s: deploy web v2, at 10s: rollback web |
            at 10s: deploy web/1 v2, at 20s: rollback web |
            at 30s: rollback web, at 20s: deploy web v2 |
            """)
    void rollbackNeedsAnEarlierDeployment(String faults, String message) throws IOException {
        String versions = "web: { kind: server, nodes: 2, versions: { v2: { errors: 20% } } }";
        String text = replaceParts(SITE, "web: { kind: server, nodes: 2 }", versions) + "faults: [" + faults + "]\n";
        if (message == null) {
            assertThat(errors(text)).isEmpty();
        } else {
            assertThat(errors(text)).singleElement().asString().startsWith(message);
        }
    }
}
