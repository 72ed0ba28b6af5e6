package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code falsify}: exit codes, output forms, and the scenarios of its findings. */
@Tag("once")
class FalsifyCommandTest {
    private static final String SITE = """
            scenario: a site
            load: 20/s
            run: { duration: 30s, seed: 5 }
            components:
              # two boxes
              box: { kind: server, nodes: 2, cores: 2, service: exp(10ms), queue: 50 }
            requests:
              page: { path: [box], timeout: 1s }
            sla:
              up: availability >= 85%
            """;

    @TempDir
    private Path folder;

    private Path site;

    @BeforeEach
    void aSite() throws IOException {
        site = Files.writeString(folder.resolve("site.yaml"), SITE);
    }

    private Session falsify(String options) {
        List<String> words = new ArrayList<>(List.of("falsify", site.toString()));
        Stream.of(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);
        return Session.of(words.toArray(String[]::new));
    }

    @Test
    void eachFindingIsAScenarioThatFails() throws IOException {
        Path out = folder.resolve("out");
        String options = "--faults crash,pause,errors --runs 3 -n 3 --set box.cores=3 --out " + out;
        Session session = falsify(options);
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .contains("✗ up (availability >= 85%)", "crash box/1", "wrote ", "Tried: 3 schedules of one fault")
                .doesNotContain("--out DIR");
        List<Path> findings = files(out.resolve("findings"));
        assertThat(findings).isNotEmpty();
        for (Path finding : findings) {
            assertThat(Files.readString(finding)).contains("# two boxes", "box.cores: 3", "as injected-1");
            assertThat(Session.of("run", finding.toString()).code()).isEqualTo(ExitCode.VIOLATED);
        }
        assertThat(out.resolve("report.html")).content().contains("Fault model", "crash box/1", "Jepsen");
        assertThat(out.resolve("schedules.svg")).exists();
        byte[] index = Files.readAllBytes(out.resolve("index.json"));
        byte[] table = Files.readAllBytes(out.resolve("summary.csv"));
        assertThat(falsify(options + " --threads 1").out()).isEqualTo(session.out());
        assertThat(out.resolve("index.json")).hasBinaryContent(index);
        assertThat(out.resolve("summary.csv")).hasBinaryContent(table);
        falsify("--faults flush,errors --runs 1 -n 3 --out " + out);
        assertThat(files(out.resolve("findings"))).doesNotContainAnyElementsOf(findings);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    @Tag("change")
    void nothingFoundIsSuccess() {
        Session session = falsify("--faults errors --runs 12 -n 3 --set box.nodes=8");
        assertThat(session.out()).contains("No tried schedule violates an assertion.", "at most 27.2 % (95 %");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void otherFormsHaveTheFindings() {
        String options = "--faults crash --runs 1 -n 1 --format ";
        assertThat(falsify(options + "csv").out())
                .startsWith("finding,assertion,cause,schedule,bound,measured,")
                .contains("01-up-crash-box-1,up,crash box/1,at ");
        assertThat(falsify(options + "json").out())
                .contains("\"experiment\" : \"falsify\"", "\"random_schedules\" : 0", "\"cause\" : \"crash box/1\"");
        assertThat(falsify(options + "markdown").out()).contains("1 cause violates an assertion", "| crash | box/1 |");
    }

    @Test
    @Tag("change")
    void budgetInTimeIsReported() {
        Session session = falsify("--faults errors --time 1ms -n 1 --set box.nodes=8");
        assertThat(session.out().replace('\n', ' ')).contains("depend on the machine; --runs 32 repeats this search");
    }

    @ParameterizedTest
    @ChosenRows({1, 3, 11})
    @CsvSource(delimiter = '|', textBlock = """
            --faults crush            | did you mean 'crash'?
            --components bx           | box
            --at-once 0               | --at-once is 1 to 10, not 0
            --rate 3m                 | --rate: '3m'
            --time 0s                 | --time is more than 0
            --runs 0                  | --runs: 1 to 1000000 schedules can be tried, not 0
            -n 0                      | -n is 1 to 10000, not 0
            --vary box.cores          | has no values
            --metric box.utilization  | --metric: falsify prints assertions only
            --variant other           | unknown variant 'other'
            --faults slow-link        | no fault of the model applies
            """)
    void badInputIsRejected(String options, String message) {
        Session session = falsify(options);
        assertThat(session.code()).as(session.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message);
    }
}
