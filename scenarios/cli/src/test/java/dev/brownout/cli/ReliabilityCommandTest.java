package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command {@code reliability}: verdicts, output forms and rejected input. */
class ReliabilityCommandTest {
    private static final String POOL = """
            scenario: Pool of three servers
            load: 1/s
            components:
              web: { kind: server, nodes: 3, cores: 1, service: 1ms, mtbf: 99h, mttr: 1h, needs: 2 }
            requests:
              page: { path: [web] }
            run: 10s
            sla:
              enough: web.enough >= 99.8%
              too strict: web.enough >= 99.99%
            """;

    @TempDir
    private Path folder;

    @Test
    void assertionsHaveAProbabilityAndAVerdict() throws IOException {
        Session session = Session.of(
                "reliability", pool(), "-n", "2", "--out", folder.resolve("out").toString());
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .contains("FAIL: 1 of 2 assertions violated or undecided within 1 year")
                .containsPattern("✓ met")
                .containsPattern("✗ violated")
                .contains("2 of 3 web", "web.nodes=4");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(folder.resolve("out/report.html")).exists();
        assertThat(folder.resolve("out/downtime.svg")).exists();
    }

    /** Two of three servers with 99 % each are up 99.9702 % of the time. */
    @Test
    void dataContainsTheExactAvailability() throws IOException {
        Session session = Session.of("reliability", pool(), "-n", "2", "--format", "json");
        assertThat(session.out()).contains("\"experiment\"", "\"cut_sets\"", "\"spares\"");
        assertThat(session.out().replaceAll("\\s", "")).containsPattern("\"loss\":2\\.9(8|79999)\\d*E-4");
    }

    @Test
    void invalidInputIsRejected() throws IOException {
        Session noFailures = Session.of("reliability", "hello-world");
        assertThat(noFailures.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(noFailures.err()).contains("no component has random failures", "--set box.mtbf=2000h");
        Session shard = Session.of("reliability", pool(), "--shard", "1/2");
        assertThat(shard.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(shard.err()).contains("--shard: reliability selects states and levels by earlier results");
        Session years = Session.of("reliability", pool(), "--years", "0");
        assertThat(years.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(years.err()).contains("--years is above 0 and at most 50");
    }

    private String pool() throws IOException {
        return Files.writeString(folder.resolve("pool.yaml"), POOL).toString();
    }
}
