package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command {@code reliability}: verdicts, output forms and rejected input. */
@Tag("once")
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
    @Tag("change")
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
        Session session = Session.of("reliability", pool(), "-n", "2", "--format", "json", "--verbose");
        assertThat(session.err()).containsPattern("risk of violating web.enough >= 99.99%: \\d+\\.\\d{3} s");
        assertThat(session.out()).contains("\"experiment\"", "\"cut_sets\"", "\"spares\"");
        assertThat(session.out().replaceAll("\\s", "")).containsPattern("\"loss\":2\\.9(8|79999)\\d*E-4");
    }

    @Test
    void downtimeIsPrintedFromAPicosecondOn() throws IOException {
        Path rare = Files.writeString(
                folder.resolve("rare.yaml"),
                POOL.replace("nodes: 3", "nodes: 6")
                        .replace("mtbf: 99h, mttr: 1h, needs: 2", "mtbf: 2000h, mttr: 0.1h, needs: 1")
                        .replaceAll("(?s)  enough: .*", "  never short: web.shortages < 1\n"));
        assertThat(Session.of("reliability", rare.toString(), "-n", "2").out()).contains("nines, < 0.001 ns of");
    }

    /** Only the state without any server violates the assertion. It is too rare to be enumerated. */
    @Test
    @Tag("change")
    void probabilityOfALeftOutStateIsAnUpperBoundInEachForm() throws IOException {
        String rare = Files.writeString(
                        folder.resolve("rare.yaml"),
                        POOL.replace("nodes: 3", "nodes: 4")
                                .replace("mtbf: 99h, mttr: 1h, needs: 2", "mtbf: 2000h, mttr: 0.1h, needs: 1")
                                .replaceAll("(?s)  enough: .*", "  never short: web.shortages < 1\n"))
                .toString();
        String out = folder.resolve("rare").toString();
        Session text = Session.of("reliability", rare, "-n", "2", "--out", out);
        assertThat(text.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(text.out())
                .containsPattern("never short +\\S+ +< 2.2e-12  ✓ met")
                .contains("> 99.9999999999 %, 17.2 nines", "< marks an upper bound");
        assertThat(Session.of("reliability", rare, "-n", "2", "--format", "json")
                        .out())
                .contains("\"form\" : \"upper-bound\"", "\"high\" : 2.1", "\"low\" : 0", "\"left_out_share\"");
        assertThat(Session.of("reliability", rare, "-n", "2", "--format", "csv").out())
                .containsPattern("never short,[^\n]*,0,0,2\\.1\\d*E-12,upper-bound,pass");
        assertThat(Session.of("reliability", rare, "-n", "2", "--format", "markdown")
                        .out())
                .contains("< 2.2e-12", "marks an upper bound");
        assertThat(Files.readString(folder.resolve("rare/report.html"))).contains("&lt; 2.2e-12", "upper bound");
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
