package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.PerformancePage.MeasurementFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code docs/performance.md} is its template with the medians of the committed files of measurements. The template has
 * no measured figures.
 */
@Tag("once")
class PerformancePageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/performance.md");
    private static final Path MEASUREMENTS = PageCommands.ROOT.resolve("docs/measurements");
    private static final String COMMAND = "mvn -q -pl scenarios/cli -am test -Dtest=PerformancePageTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    /** Sections that define workloads and limits with figures. */
    private static final List<String> DEFINITIONS = List.of("Workloads", "Limits of memory");

    private static final Pattern FIGURE = Pattern.compile("[0-9]+[.][0-9]+|[0-9][0-9,]* ?"
            + "(?:%|(?:ns|µs|ms|s|min|B|kB|MB|GB|KiB|MiB|GiB|bytes|times|requests|events)\\b)");

    private static String template() throws IOException {
        try (var in = PerformancePageTest.class.getResourceAsStream("performance.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void pageHasTheMediansOfTheFiles() throws IOException {
        GeneratedFiles.requireEqual(PAGE, PerformancePage.read(MEASUREMENTS).text(template()), COMMAND);
    }

    @Test
    void filesHaveTheFactsAndEachValueOfThePage() throws IOException {
        List<MeasurementFile> files = PerformancePage.read(MEASUREMENTS).files();
        assertThat(files).isNotEmpty();
        for (MeasurementFile file : files) {
            assertThat(file.facts()).containsOnlyKeys("machine", "system", "jdk", "commit", "workloads", "load");
            assertThat(file.rows().keySet().stream().map(key -> key.get(0))).containsAll(PerformancePage.names());
            assertThat(file.facts().get("commit"))
                    .as("commit of %s", file.name())
                    .matches("[0-9a-f]{9,}");
        }
    }

    /** A figure outside of the sections that define something is a limit of a test, which its line names. */
    @Test
    void templateHasNoMeasuredFigures() throws IOException {
        for (String section : template().split("\n## ", -1)) {
            boolean defines = DEFINITIONS.contains(section.lines().findFirst().orElseThrow());
            for (String paragraph : section.split("\n(?=\n|- )", -1)) {
                boolean isTested =
                        Pattern.compile("`[A-Z]\\w*Test`").matcher(paragraph).find();
                if (!defines && !isTested) {
                    assertThat(paragraph).doesNotContainPattern(FIGURE);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A run takes 1.3 s.         | true
            It takes 40 ms.            | true
            A peak of 122 MiB.         | true
            Gains are 9 % of an event. | true
            Java 25 and W2 run.        | false
            Ten thousand machines      | false
            """)
    void figuresAreFound(String text, boolean expected) {
        assertThat(FIGURE.matcher(text).find()).isEqualTo(expected);
    }

    @Test
    void tablesHaveMedianLeastAndMost(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve(PerformancePage.GOALS), """
                name\tmeasure\trelation\tmust\taim\tcheck\twords
                w2\tshare of its tight loop\tat least\t0.31\t0.5\t0.6\tW2, share
                help\twall s\tat most\t0.25\t\t\thelp, s
                report\tCPU s\tat most\t2\t\t\treport, CPU s
                """);
        Files.writeString(folder.resolve("2026-11-30.tsv"), """
                # jdk\t17
                time\tround\tname\tmeasure\tvalue
                2026-11-30T10:00:00Z\t1\tw2\tshare of its tight loop\t0.3104
                2026-11-30T10:01:00Z\t2\tw2\tshare of its tight loop\t0.2951
                2026-11-30T10:02:00Z\t3\tw2\tshare of its tight loop\t0.3349
                2026-11-30T10:03:00Z\t1\thelp\twall s\t0.2
                2026-11-30T10:04:00Z\t2\thelp\twall s\t0.4
                2026-11-30T10:05:00Z\t1\tw2\trequests/s\t2041234
                """);
        PerformancePage page = PerformancePage.read(folder);
        assertThat(page.text("{{help, wall s}} s\n{{table of goals}}")).isEqualTo("""
                0.3 s
                | goal | must | aim | JDK 17 |
                |---|---|---|---|
                | W2, share | at least 0.31 | 0.5 | 0.31 (0.295 to 0.335), met |
                | help, s | at most 0.25 |  | 0.3 (0.2 to 0.4), violated |
                | report, CPU s | at most 2 |  | no data |""");
        assertThat(page.text("{{table of workloads}}"))
                .contains("| W2 as a scenario | 2,040,000 | 0.31 (0.295 to 0.335) |  |  |");
    }
}
