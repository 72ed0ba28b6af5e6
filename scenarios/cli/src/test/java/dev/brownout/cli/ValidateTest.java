package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of {@code validate} beyond syntax: warnings, and verdicts with {@code --run}. */
@Tag("once")
class ValidateTest {
    /**
     * Load of half the capacity of 4 / 20 ms = 200/s. Response times are about 20 ms: {@code quick} is met,
     * {@code instant} is violated.
     */
    private static final String BOX = """
            load: 100/s
            run: 20s
            components:
              box: { kind: server, cores: 4, service: 20ms }
            requests:
              page: { path: [box], timeout: 1s }
            sla:
              quick: page.p99 < 100ms
              instant: page.p50 < 1ms
            variants:
            """;

    @TempDir
    private Path folder;

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("box.yaml"), text).toString();
    }

    private static String validationOutput(Session session, String file) {
        return session.err().replace(file, "box.yaml");
    }

    @Test
    void validateRunAcceptsExpectedViolations() throws IOException {
        String file = write(BOX + "  only: { expect_violations: [instant] }\n");
        Session session = Session.of("validate", "--run", file);
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo(file + ": valid, 1 variant, all verdicts as expected\n");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void validateRunReportsEveryUnexpectedVerdict() throws IOException {
        String file = write(BOX + """
                  async: { expect_violations: [instant, quick] }
                  plain: {}
                  no load: { set: { load: 0/s }, expect_violations: [instant] }
                """);
        Session session = Session.of("validate", "--run", file);
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(validationOutput(session, file)).isEqualTo("""
                box.yaml: warning: in variant 'plain': all measurements equal those of variant 'async', to the last \
                digit: the difference has no effect
                box.yaml: variant "async": "quick" is met, violation expected
                box.yaml: variant "plain": "instant" is violated: page.p50 < 1ms, measured 20.5 ms
                box.yaml: variant "no load": "quick" has no data for page.p99 < 100ms
                """);
        assertThat(session.out()).isEqualTo(file + ": valid, 3 variants\n");
        assertThat(Session.of("validate", file).code()).isEqualTo(ExitCode.SUCCESS);
        Session json = Session.of("validate", "--run", "--format", "json", file);
        assertThat(json.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(json.out()).contains("violation expected").contains("\"severity\" : \"error\"");
    }

    @Test
    void validateChecksOverriddenSettings() throws IOException {
        String file = write(BOX + "  plain: {}\n");
        assertThat(Session.of("validate", file, "--set", "box.cores=2", "--seed", "7", "--for", "5s")
                        .code())
                .isEqualTo(ExitCode.SUCCESS);
        Session session = Session.of("validate", file, "--set", "box.coers=2");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).startsWith("--set:1:1: unknown key 'coers' in server 'box'; did you mean 'cores'?\n");
    }

    @Test
    void badInputTakesPrecedenceOverViolations() throws IOException {
        String file = write(BOX + "  plain: {}\n");
        assertThat(Session.of("validate", "--run", file, "no-such-scenario").code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void variantErrorsPointToVariantSettings() throws IOException {
        String file = write("""
                load: 100/s
                run: 20s
                components:
                  lb: { kind: load-balancer, health: { every: 2s, timeout: 1s } }
                  web: { kind: server, nodes: 2 }
                requests:
                  page: { path: [lb, web] }
                variants:
                  plain: {}
                  oftener: { set: { lb.health.every: 500ms } }
                  by weight: { set: { lb.algorithm: weighted, lb.weights: [1, 2, 3] } }
                """);
        Session session = Session.of("validate", file);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(validationOutput(session, file)).startsWith("""
                box.yaml:10:38: in variant 'oftener': the 'timeout' of a check must not exceed its interval 'every'
                    oftener: { set: { lb.health.every: 500ms } }
                                                       ^~~~~
                """);
        String other = write(replaceParts(Files.readString(Path.of(file)), "every: 500ms", "every: 5s"));
        assertThat(validationOutput(Session.of("validate", other), other))
                .startsWith("box.yaml:11:59: in variant 'by weight': 3 weights for the 2 nodes of web\n");
    }
}
