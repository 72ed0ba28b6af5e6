package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.Markdown;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Successful responses that are worse than they should be have a line on the screen, as losses have. */
class DegradedResponsesTest {
    private static RunResult run(String components, String steps) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty())
                .load("site", """
                run: { duration: 20s, warmup: 0s }
                network: none
                components:
                %s
                requests:
                  page: { rate: 20/s, key: uniform(10), steps: [%s] }
                  change: { rate: 1/s, key: uniform(10), steps: [write: db] }
                """.formatted(components.indent(2).stripTrailing(), steps), Overrides.NONE)
                .check(Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        return file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
    }

    private static RunResult pages(String partner, String fallback) throws InvalidScenarioException {
        return run("""
                web: { kind: server, cores: 100, service: 0.1ms }
                db: { kind: database }
                partner: { %s }
                """.formatted(partner), "web, { call: partner%s }".formatted(fallback));
    }

    private static String screen(RunResult result) {
        return RunOverview.render(result, new Options(false, 80, false, List.of()), 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: external, latency: 10ms, quota: { calls: 100, every: 1h } | calls over quota
            kind: function, service: 1s, account: { reserved: 1 }          | throttled calls
            """)
    void rejectedCallsBehindAFallback(String partner, String words) throws InvalidScenarioException {
        RunResult result = pages(partner, ", fallback: {}");
        assertThat(result.variants().get(0).requests().get("page").failed()).isZero();
        assertThat(screen(result)).containsPattern("degraded: partner [0-9]+ " + words + "; web [0-9]+ fallbacks");
        assertThat(Markdown.write(result)).containsPattern(words + " \\| [0-9]+");
        assertThat(screen(pages(partner, ""))).doesNotContain("degraded");
    }

    @Test
    void fallbackAfterErrors() throws InvalidScenarioException {
        assertThat(screen(pages("kind: external, latency: 10ms, errors: 50%", ", fallback: {}")))
                .containsPattern("degraded: web [0-9]+ fallbacks");
    }

    @Test
    void staleResponsesOfACdn() throws InvalidScenarioException {
        RunResult result = run("""
                edge: { kind: cdn, ttl: 10s, changes: 10/min, source: web }
                web: { kind: server, cores: 100, service: 0.1ms }
                db: { kind: database }
                """, "edge, web");
        assertThat(screen(result)).containsPattern("degraded: edge [0-9]+ stale responses");
    }
}
