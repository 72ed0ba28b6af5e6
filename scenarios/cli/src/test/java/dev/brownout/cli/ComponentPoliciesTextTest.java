package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.ResolvedWriter;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output of commands about policies of components. */
class ComponentPoliciesTextTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("mine.yaml"), """
                load: 30/s
                run: 10s
                components:
                  web: { kind: server, service: 1ms, timeout: 500ms, rate_limit: 100/s }
                  psp: { kind: server, timeout: 600ms, retry: { attempts: 3 }, circuit_breaker: none }
                  slow: { kind: server, service: 20ms, timeout: 10ms }
                requests:
                  page: { steps: [web, call: psp, { call: slow, retry: { attempts: 2 }, hedge: none }] }
                """);
    }

    @Test
    void explainPrintsComponentPolicies() {
        String message = Session.of("explain", file.toString()).out();
        assertThat(message)
                .contains("  web: timeout 500ms > rate-limit(rate=100/s", " at its door\n")
                .contains("psp: retry(attempts=3 backoff=full-jitter(100ms 2s)) of psp > timeout")
                .contains("slow: retry(attempts=2 backoff=full-jitter(100ms 2s)) > timeout 10ms\n")
                .contains("page times out after 500ms, but web waits 600ms for psp\n")
                .contains("timeout 10ms of web -> slow is below the unloaded response time of slow (20ms)\n");
    }

    @Test
    void resolvedFormIsEquivalent() throws Exception {
        ScenarioFile written = load(Files.readString(file));
        String resolved = new ResolvedWriter().write(written, written.variants().get(0));
        assertThat(resolved).contains("circuit_breaker: none");
        ScenarioFile repeated = load(resolved);
        assertThat(repeated.variants().get(0).scenario().components())
                .isEqualTo(written.variants().get(0).scenario().components());
    }

    private static ScenarioFile load(String text) throws InvalidScenarioException {
        return new Loader(name -> Optional.empty()).load("test", text, Overrides.NONE);
    }

    /** Circuit breakers of the callers are on the callers' hosts, so no host of the callee counts them. */
    @Test
    void rejectsBreakerMetricOfASingleCalleeHost() throws Exception {
        Files.writeString(
                file,
                replaceParts(Files.readString(file), "circuit_breaker: none", "circuit_breaker: {}")
                        + "sla: { calm: psp/1.breaker_opened <= 1 }\n");
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .contains("breaker_opened of psp is counted by its callers, not by its nodes;"
                        + " write psp.breaker_opened");
        Files.writeString(file, replaceParts(Files.readString(file), "psp/1.", "psp."));
        assertThat(Session.of("run", file.toString()).code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void rejectsServerPolicyInACallStep() throws Exception {
        Files.writeString(file, replaceParts(Files.readString(file), "hedge: none", "rate_limit: none"));
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("mine.yaml:8:85: rate_limit applies at the component, for all its callers");
    }
}
