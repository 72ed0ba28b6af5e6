package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands report requests without a response if these leave a verdict undecided or an alert silent. */
class OverdueTextTest {
    /**
     * A server hangs for the last 50 s of 60 s behind a server that waits for it: 5,000 of 5,999 requests are overdue.
     */
    private static final String HANG = """
            run: { duration: 60s, seed: 77 }
            network: none
            components:
              front: { kind: server, cores: 1000, workers: 100k, service: 1ms }
              web: { kind: server, cores: 1000, service: 10ms }
            requests:
              page: { rate: "constant(100/s)", timeout: none, path: [front, web] }
            faults: [ at 10s: hang web ]
            """;

    private static final String SLA = "sla: { up: page.availability >= 99%, few: page.failed < 6001 }\n";

    @TempDir
    private Path folder;

    private Session run(String command, String scenario, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("hang.yaml"), scenario);
        String[] words = new String[more.length + 2];
        words[0] = command;
        words[1] = file.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        return Session.of(words);
    }

    @Test
    void replicateReportsVerdictsLeftUndecidedByOverdueRequests() throws Exception {
        Session session = run("replicate", HANG + SLA, "-n", "2");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out().replaceAll("\\s+", " "))
                .contains("undecided after 2 replications: overdue requests leave a range around the bound")
                .contains("Overdue requests leave 'up' undecided in 2 of 2 replications.")
                .doesNotContain("within the interval: ", "'few'");
        assertThat(run("replicate", HANG + SLA, "-n", "2", "--format", "json")
                        .out()
                        .replaceAll("\\s+", " "))
                .contains("\"undecided\" : 2")
                .contains("\"undecided\" : 0");
    }

    /** Alerts on completed requests are silent. Alerts on gauges detect the waiting requests. */
    @Test
    void runReportsOverdueRequestsUnseenByAlerts() throws Exception {
        String alerts = """
                alerts:
                  down: { if: page.availability < 99%, over: 5s, every: 1s }
                  waits: { if: web.waiting > 100, every: 1s }
                  held: { if: front.in_flight > 100, every: 1s }
                """;
        String unseen = "Alerts count completed requests: without 5,000 requests that have no response";
        String screen = run("run", HANG + alerts).out().replaceAll("\\s+", " ");
        assertThat(screen).contains(unseen, "waits fires", "held fires").doesNotContain("down fires");
        assertThat(run("run", HANG + alerts, "--details").out().replaceAll("\\s+", " "))
                .contains(unseen + ".");
        assertThat(run("run", HANG).out()).doesNotContain("Alerts");
        String ends = replaceParts(HANG, "timeout: none", "timeout: 1s", "hang web", "hang web for 20s");
        assertThat(run("run", ends + alerts).out()).contains("down fires").doesNotContain("Alerts count");
    }

    /** An undecided assertion does not prove a violation. */
    @Test
    void undecidedAssertionIsNotAnExpectedViolation() throws Exception {
        String breaks = "variants: { down: { expect_violations: [%s] } }\n";
        assertThat(run("run", HANG + replaceParts(SLA, ", few: page.failed < 6001", "") + breaks.formatted("up"))
                        .code())
                .isEqualTo(ExitCode.VIOLATED);
        String violated = "sla: { up: page.overdue < 100 }\n";
        assertThat(run("run", HANG + violated + breaks.formatted("up")).code()).isEqualTo(ExitCode.SUCCESS);
    }
}
