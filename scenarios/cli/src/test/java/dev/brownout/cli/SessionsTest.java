package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User sessions when instances are added, removed or fail. */
@Tag("story")
class SessionsTest {
    private static final String FOUR = """
            scenario: Four machines and a thousand users
            load: 200/s
            network: none
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 4, cores: 4, service: 5ms, sessions: sticky-memory(users=1000 login=50ms) }
              db: { kind: database, read: 1ms }
            requests:
              page: { path: [lb, web, db] }
            run: 80s
            """;

    private static final String CRASH = "faults:\n  - at 10s: crash web/1 for 60s\n";

    @TempDir
    private Path folder;

    private VariantResult run(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("sessions.yaml"), text);
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.err()).isEmpty();
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    private static double measure(VariantResult result, String measure) {
        ComponentResult web = result.components().get("web");
        return web.measures().get(measure).value();
    }

    @Test
    void crashLosesInMemorySessionsAndCausesRelogins() throws Exception {
        VariantResult result = run(FOUR + CRASH);
        assertThat(measure(result, "sessions_lost")).isEqualTo(250);
        assertThat(measure(result, "relogins")).isBetween(245.0, 256.0);
    }

    @Test
    @Tag("change")
    void leastResponseTimeBalancingKeepsSessionsSticky() throws Exception {
        VariantResult result = run(
                replaceParts(FOUR, "kind: load-balancer }", "kind: load-balancer, algorithm: least-response-time }"));
        assertThat(measure(result, "sessions_lost")).isZero();
        assertThat(measure(result, "relogins")).isZero();
    }

    @Test
    void sessionsAreStickyWhileInstancesAreUp() throws Exception {
        VariantResult result = run(FOUR);
        assertThat(measure(result, "sessions_lost")).isZero();
        assertThat(measure(result, "relogins")).isZero();
        assertThat(measure(result, "skew")).isCloseTo(1, within(0.1));
        assertThat(run(replaceParts(FOUR, "  lb: { kind: load-balancer }\n", "", "[lb, web", "[web"))
                        .components()
                        .get("web")
                        .nodes())
                .allSatisfy((node, measures) ->
                        assertThat(measures.get("offered").value()).isCloseTo(4000, within(250.0)));
    }

    @Test
    @Tag("change")
    void replicatedSessionsSurviveOneCrashButNotTwo() throws Exception {
        String replicated = replaceParts(FOUR, "sticky-memory", "replicated-memory");
        assertThat(measure(run(replicated + CRASH), "sessions_lost")).isZero();
        assertThat(measure(run(replicated + CRASH), "relogins")).isZero();
        VariantResult both = run(replicated + CRASH + "  - at 10s: crash web/2 for 60s\n");
        assertThat(measure(both, "sessions_lost")).isEqualTo(250);
    }

    @Test
    @Tag("change")
    void scaleOutKeepsSessionsAndScaleInLosesThem() throws Exception {
        VariantResult more = run(FOUR + "faults:\n  - at 10s: scale web to 5\n");
        assertThat(more.components().get("web").nodes().get("5").get("offered").value())
                .isZero();
        assertThat(measure(more, "skew")).isCloseTo(1.25, within(0.06));
        VariantResult fewer = run(FOUR + "faults:\n  - at 10s: scale web to 3\n");
        assertThat(measure(fewer, "sessions_lost")).isEqualTo(250);
        assertThat(fewer.history().timeline())
                .anyMatch(h -> h.what().equals("sessions-lost") && h.atNanos() == 40_000_000_000L);
        assertThat(fewer.requests().get("page").failed()).isZero();
    }

    @Test
    void sharedStoreKeepsSessionsAndIsReadByEveryRequest() throws Exception {
        String shared = replaceParts(FOUR, "sticky-memory(users=1000 login=50ms)", "{ store: db, users: 1000 }");
        VariantResult crash = run(shared + CRASH);
        assertThat(measure(crash, "sessions_lost")).isZero();
        double reads = crash.components().get("db").measures().get("offered").value();
        double calls =
                crash.components().get("web").measures().get("throughput").value() * 80;
        assertThat(reads).isCloseTo(2 * calls, within(0.01 * reads));
        VariantResult dark = run(replaceParts(shared, "path: [lb, web, db]", "path: [lb, web]")
                + "faults:\n  - at 40s: crash db/primary for 40s\n");
        assertThat(dark.requests().get("page").failed()).isCloseTo(8000L, within(300L));
    }

    @Test
    void clientTokenCostsOnlyItsVerification() throws Exception {
        String token = replaceParts(FOUR, "sticky-memory(users=1000 login=50ms)", "client-token(5ms)");
        VariantResult result = run(token + CRASH);
        assertThat(measure(result, "sessions_lost")).isZero();
        assertThat(run(token).requests().get("page").successes().p50() / 1e6).isBetween(10.9, 12.0);
    }
}
