package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of experiments. */
@Tag("once")
class ExperimentReportsTest {
    private static final int MOST_BYTES = 2_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ChosenRows
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sweep SHOP --vary load=50/s..90/s/2 -n 2               | fast (page.p99 &lt; 2s) is met | sweep-fast
            capacity SHOP --vary load -n 2 --tolerance 50% --for 5s | All assertions are met up to | capacity-knee
            capacity SHOP --vary box.cores=1..3 -n 2 --for 5s | The smallest design that meets all | Tested designs
            compare SHOP -n 2 --for 5s                              | 'quicker' against 'plain'    | compare
            replicate SHOP -n 3 --for 5s                            | PASS: 4 assertions met       | replications
            """)
    void reportHasFindingChartsTablesAndCommandInOrder(String line, String finding, String chart) throws Exception {
        Path out = folder.resolve("out");
        String typed = line.replace("SHOP", Shop.writeTo(folder));
        List<String> arguments = new ArrayList<>(List.of(typed.split(" +", -1)));
        arguments.addAll(List.of("--out", out.toString(), "--threads", "2"));
        Session session = Session.of(arguments.toArray(String[]::new));
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).endsWith("wrote " + out.resolve("report.html") + "\n");
        String report = Files.readString(out.resolve("report.html"));
        assertThat(report)
                .containsPattern("<h1 dir=\"auto\">[A-Z][a-z]+: A small shop</h1>")
                .contains("<svg", chart, "Reproduce: ", "seed 7")
                .contains("<code>brownout " + typed.replaceAll(" +", " ") + "</code>")
                .contains("default-src 'none'".replace("'", "&#39;"))
                .doesNotContain("--threads", "src=\"", "url(\"http", "@import", "no data in all");
        assertThat(report.indexOf(finding.replace("'", "&#39;"))).isPositive().isLessThan(report.indexOf("<svg"));
        assertThat(report.indexOf("<table")).isGreaterThan(report.indexOf("<svg"));
        assertThat(report.length()).isLessThan(MOST_BYTES);
    }

    @Test
    void reportContainsEveryChartOfTheFolder() throws Exception {
        Path out = folder.resolve("out");
        Session.of("sweep", Shop.writeTo(folder), "--vary", "box.cores=1..3", "--for", "5s", "--out", out.toString());
        String report = Files.readString(out.resolve("report.html"));
        List<String> charts = Shop.files(out).keySet().stream()
                .filter(name -> name.endsWith(".svg"))
                .toList();
        assertThat(charts)
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(report).contains("<figure id=\"" + replaceParts(name, ".svg", "") + "\">"));
        assertThat(report).contains("Constant: ", "up (availability &gt;= 99%) is met everywhere: 100 %");
    }

    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource(delimiter = ';', textBlock = """
            sweep SHOP --vary load=50/s..90/s/2 --for 5s ;      | load | up: availability
            capacity SHOP --vary box.cores=1..3 -n 2 --for 5s ; **The smallest design that meets all
            compare SHOP -n 2 --for 5s ;                        | number | plain | quicker |
            replicate SHOP -n 3 --for 5s ;                      **PASS: 4 assertions met
            """)
    void markdownReportHasFindingAndCommand(String line, String text) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of(line.replace("SHOP", Shop.writeTo(folder)).split(" +", -1)));
        arguments.addAll(List.of("--format", "markdown"));
        Session session = Session.of(arguments.toArray(String[]::new));
        assertThat(session.out())
                .matches("(?s)## [A-Z][a-z]+: A small shop\n.*")
                .contains(text)
                .containsPattern("(?m)^    brownout .*shop.yaml")
                .doesNotContain("<svg", "--format");
    }

    @Test
    void compareWritesASummaryTable() throws Exception {
        Path out = folder.resolve("out");
        Session session =
                Session.of("compare", Shop.writeTo(folder), "-n", "2", "--for", "5s", "--out", out.toString());
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Shop.files(out))
                .containsOnlyKeys(
                        "index.json",
                        "summary.csv",
                        "report.html",
                        "compare.svg",
                        "compare.png",
                        "trials/r0/result.json",
                        "trials/r0/trial.json",
                        "trials/r1/result.json",
                        "trials/r1/trial.json");
    }

    @Test
    void onlyChartsOfAnEarlierExperimentAreDeleted() throws Exception {
        Path out = folder.resolve("out");
        String shop = Shop.writeTo(folder);
        Session.of("sweep", shop, "--vary", "box.cores=1..3", "--for", "5s", "--out", out.toString());
        assertThat(Shop.files(out)).containsKeys("sweep-fast.svg", "sweep-fast.png");
        Files.writeString(out.resolve("sweep-mine.svg"), "mine");
        Files.writeString(out.resolve("page-p99.png"), "mine");
        Session compared = Session.of("compare", shop, "-n", "2", "--for", "5s", "--out", out.toString());
        assertThat(compared.code()).as(compared.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Shop.files(out).keySet().stream().filter(name -> name.matches(".*\\.(svg|png)")))
                .containsExactlyInAnyOrder("compare.svg", "compare.png", "page-p99.png", "sweep-mine.svg");
        assertThat(Shop.files(out)).containsKey("trials/box.cores=1/r0/result.json");
    }

    @Test
    void chartsOfANewerExperimentAreKept() throws Exception {
        Path out = folder.resolve("out");
        String shop = Shop.writeTo(folder);
        Session.of("compare", shop, "-n", "2", "--for", "5s", "--out", out.toString());
        Path index = out.resolve("index.json");
        String newer = replaceParts(Files.readString(index), "\"version\" : 1", "\"version\" : 2");
        Files.writeString(index, newer);
        Session compared = Session.of("compare", shop, "-n", "2", "--for", "5s", "--out", out.toString());
        assertThat(compared.code()).as(compared.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(compared.err()).contains("written for version 2 of index.json; this program reads version 1");
        assertThat(index).hasContent(newer);
    }

    @Test
    void assertionNamedLikeAMetricKeepsItsOwnColumn() throws IOException {
        Path file = folder.resolve("named.yaml");
        Files.writeString(
                file, replaceParts(Shop.TEXT, "fast: page.p99 < 2s", "page.p99: page.p99 < 1.5s from 5s to 10s"));
        Path out = folder.resolve("out");
        Session session = Session.of(
                "sweep",
                file.toString(),
                "--vary",
                "load=30/s,60/s",
                "--variant",
                "plain",
                "--format",
                "json",
                "--out",
                out.toString());
        JsonNode row = new ObjectMapper().readTree(session.out()).get("rows").get(0);
        assertThat(row.has("sla.page.p99 [ns]")).isTrue();
        assertThat(row.get("sla.page.p99 [ns]").doubleValue())
                .isNotEqualTo(row.get("page.p99 [ns]").doubleValue());
        assertThat(Shop.files(out)).containsKeys("sweep-page-p99.svg", "sweep-page-p99-2.svg");
    }
}
