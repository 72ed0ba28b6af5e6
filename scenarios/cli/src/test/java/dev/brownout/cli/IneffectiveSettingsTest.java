package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings about faults, policies, windows and variants without effect in a run. */
class IneffectiveSettingsTest {
    private static final String SHOP = """
            run: 10s
            regions:
              east: { at: us-east, users: 100% }
              west: { at: us-west, users: 0% }
            network: { rtt: 1ms }
            components:
              lb: { kind: load-balancer, health: none, regions: [east] }
              web: { kind: server, nodes: 2, regions: [east] }
              prices: { kind: server, regions: [east] }
              db: { kind: database, replicas: 1, regions: [east], reads: { from: primary } }
              spare: { kind: server, regions: [west] }
            requests:
              page:
                rate: step(20/s 0/s every=8s)
                timeout: 1s
                steps: [lb, web, { read: db, fallback: { to: spare } }, call: prices]
            """;

    @TempDir
    private Path folder;

    private String warnings(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), text);
        Session session = Session.of("validate", "--run", file.toString());
        assertThat(session.code()).as(session.err()).isNotEqualTo(ExitCode.BAD_INPUT);
        return session.err();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at 3s: power-off db/replica-1 for 2s|no call reached its target",
                "at 3s: crash spare for 2s|no call reached its target",
                "at 8500ms: crash web/1 for 1s|no call reached its target",
                "at 3s: degrade link/east~west latency=+10ms for 2s|no message crossed its target",
                "at 9s: traffic x3|no request began"
            })
    void warnsOfFaultsWithoutTraffic(String fault, String why) throws IOException {
        assertThat(warnings(SHOP + "faults:\n  - " + fault + "\n"))
                .contains("warning: the fault '" + fault + "' had no effect: while it was active, " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "at 3s: power-off db/primary for 2s",
        "at 3s: crash prices for 1s",
        "at 8500ms: flush db",
        "at 3s: partition region/east ~ region/west for 2s",
        "at 3s: power-off region/east for 2s",
        "at 3s: drain web/* for 2s",
        "at 3s: traffic x3 for 1s"
    })
    void noWarningForFaultsWithTraffic(String fault) throws IOException {
        String both = replaced(SHOP, "[lb, web,", "[lb, web, call: spare,");
        assertThat(warnings(both + "faults:\n  - " + fault + "\n")).doesNotContain("had no effect");
    }

    @Test
    void noWarningForReplicaThatReceivesWrites() throws IOException {
        String written = replaced(SHOP, "call: prices]", "write: db]");
        assertThat(warnings(written + "faults:\n  - at 3s: power-off db/replica-1 for 2s\n"))
                .doesNotContain("had no effect");
    }

    @Test
    void warnsOfPoliciesWithoutCalls() throws IOException {
        String spare = "spare: { kind: server,";
        String guarded = replaced(
                SHOP,
                spare,
                spare + " rate_limit: { rate: 5/s }, retry: 2,",
                "prices: { kind: server,",
                "prices: { kind: server, hedge: { after: 1s },",
                "call: prices]",
                "{ call: prices, hedge: none, bulkhead: 9 }]");
        assertThat(warnings(guarded))
                .contains(
                        "warning: the rate_limit of spare handled no call",
                        "warning: the retry of spare handled no call",
                        "warning: the hedge of prices handled no call")
                .doesNotContain("the bulkhead", "the fallback");
    }

    @Test
    void warnsOfAssertionWindowsWithoutRequests() throws IOException {
        assertThat(warnings(SHOP + "sla: { quiet: page.failed == 0 from 8500ms to 10s, loud: page.failed == 0 }\n"))
                .contains("warning: 'quiet' covers a time without requests: from 8.5s to 10s")
                .doesNotContain("loud");
    }

    @Test
    void warnsOfVariantsWithoutEffect() throws IOException {
        String told = warnings(SHOP
                + "variants:\n  plain: {}\n  roomy: { set: { web.queue: 2000 } }\n"
                + "  slow: { set: { web.service: 9ms } }\n");
        assertThat(told).contains("in variant 'roomy': all measurements equal those of variant 'plain'");
        assertThat(told).doesNotContain("'slow'");
    }

    @Test
    void warnsOfTiersThatShareAQueue() throws IOException {
        String shared = """
                run: 1s
                load: 10/s
                components:
                  jobs: { kind: queue }
                  thumbs: { kind: server, consumes: jobs }
                  audit: { kind: server, consumes: jobs }
                requests:
                  upload: { steps: [publish: jobs] }
                """;
        Path file = Files.writeString(folder.resolve("jobs.yaml"), shared);
        assertThat(Session.of("validate", file.toString()).err())
                .contains("warning: audit and thumbs share the messages of jobs: each message goes to one of them");
    }

    @Test
    void allOutputFormatsContainTheWarning() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), SHOP + "faults:\n  - at 3s: crash spare for 2s\n");
        Path out = folder.resolve("out");
        Session text = Session.of("run", file.toString(), "--out", out.toString());
        assertThat(text.out().replaceAll("\\s+", " ")).contains("had no effect");
        assertThat(Session.of("run", file.toString(), "--format", "github").out())
                .contains("::warning file=" + file + ",title=brownout::the fault 'at 3s: crash spare for 2s' had");
        assertThat(Session.of("run", file.toString(), "--format", "markdown").out())
                .contains("⚠ the fault 'at 3s: crash spare for 2s' had no effect");
        assertThat(Files.readString(out.resolve("result.json"))).contains("had no effect");
        assertThat(Files.readString(out.resolve("report.html"))).contains("had no effect");
    }
}
