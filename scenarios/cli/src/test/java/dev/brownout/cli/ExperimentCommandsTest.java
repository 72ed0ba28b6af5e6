package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that run a scenario many times: {@code replicate}, {@code compare}, {@code sweep}, {@code capacity}. */
class ExperimentCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void replicateReportsIntervalsAndVerdicts() throws Exception {
        Session session = Session.of("replicate", shop(), "-n", "6", "--variant", "plain");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith("A small shop\nPASS: 2 assertions met, with 95 % confidence in each (6 replications)\n")
                .containsPattern("✓ met +fast: page.p99 < 2s +[0-9.]+ ms ± [0-9.]+ ms +6/6\n")
                .containsPattern("page.mean +[0-9.]+ ms ± [0-9.]+ ms\n");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(session.err()).isEmpty();
    }

    @Test
    void aBoundWithinTheIntervalIsUndecided() throws Exception {
        String csv = Session.of("replicate", shop(), "-n", "6", "--variant", "plain", "--format", "csv")
                .out();
        double mean = Double.parseDouble(cell(csv, "fast", "mean"));
        Session session = Session.of(
                "replicate",
                shop(),
                "-n",
                "6",
                "--variant",
                "plain",
                "--set",
                "sla.fast=page.p99 < " + (long) mean + "ns");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("1 of 2 assertions undecided after 6 replications", "? undecided  fast");
    }

    @Test
    void identicalVariantsCauseAWarning() throws Exception {
        String message = "in variant 'quicker': all measurements equal those of variant 'plain', to the last digit";
        for (String command : List.of("replicate", "compare")) {
            assertThat(Session.of(command, shop(), "-n", "2", "--set", "box.service=exp(8ms)")
                            .err())
                    .contains(message);
            assertThat(Session.of(command, shop(), "-n", "2").err()).isEmpty();
        }
    }

    @Test
    @Tag("change")
    void percentilesOfTooFewSamplesExplainMissingData() throws Exception {
        String reason = "no data: fewer samples than a percentile needs";
        for (String command : List.of("replicate", "compare")) {
            List<String> typed = new ArrayList<>(List.of(command, shop(), "-n", "2", "--metric", "page.p99.99"));
            String thin = Session.of(typed.toArray(String[]::new)).out().replace('\n', ' ');
            assertThat(thin).as(command).contains("page.p99.99", reason);
            typed.set(5, "page.p90");
            String enough = Session.of(typed.toArray(String[]::new)).out().replace('\n', ' ');
            assertThat(enough).as(command).contains("page.p90").doesNotContain(reason);
        }
    }

    @Test
    void precisionIsReachedOrReportedAsMissed() throws Exception {
        Session reached = Session.of("replicate", shop(), "--precision", "20%", "--format", "csv");
        assertThat(reached.code()).isEqualTo(ExitCode.SUCCESS);
        double n = Double.parseDouble(cell(reached.out(), "page.mean", "replications"));
        assertThat(n).isGreaterThanOrEqualTo(10);
        Session missed = Session.of("replicate", shop(), "--precision", "0.01%", "--most", "10");
        assertThat(missed.out().replace('\n', ' ')).contains("precision 0.01 % not reached for all metrics");
    }

    @Test
    void compareUsesCommonRandomNumbers() throws Exception {
        Session session = Session.of("compare", shop(), "-n", "8");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith("'quicker' against 'plain': fast goes from ");
        assertThat(session.out())
                .containsPattern("\n +plain +quicker\n")
                .containsPattern("\nfast +[0-9.]+ ms +[0-9.]+ ms ▲\n")
                .containsPattern("\npage.mean +[0-9.]+ ms +[0-9.]+ ms ▲\n")
                .contains("\n▲ better than 'plain', significant at")
                .doesNotContain("▼", "±");
        assertThat(session.out().lines()).allMatch(line -> line.length() <= 80);
        String details = Session.of("compare", shop(), "-n", "8", "--details").out();
        assertThat(details)
                .startsWith("'quicker' against 'plain': fast goes from ")
                .contains("±", "removed");
        String csv = Session.of("compare", shop(), "-n", "8", "--format", "csv").out();
        assertThat(Double.parseDouble(cell(csv, "page.mean", "variance_removed")))
                .isBetween(0.8, 1.0);
        assertThat(cell(csv, "page.mean", "significant")).isEqualTo("true");
        assertThat(Double.parseDouble(cell(csv, "page.mean", "difference"))).isNegative();
    }

    @Test
    void percentilesOfTooFewSamplesHaveNoData() throws Exception {
        String[] few = {"replicate", shop(), "-n", "2", "--metric", "page.p99.9", "--for", "10s"};
        assertThat(Session.of(few).out()).containsPattern("page\\.p99\\.9 +no data");
        few[few.length - 1] = "25s";
        assertThat(Session.of(few).out()).containsPattern("page\\.p99\\.9 +[0-9]");
        Session compared = Session.of("compare", shop(), "-n", "2", "--metric", "page.p99.9", "--for", "10s");
        assertThat(compared.out()).containsPattern("page\\.p99\\.9 +no data +no data");
    }

    @Test
    void scenarioComparedWithItselfShowsNoDifference() throws Exception {
        Session session = Session.of("compare", shop(), shop(), "-n", "3");
        assertThat(session.out().replace('\n', ' ')).containsPattern("none of [0-9] numbers differs significantly");
    }

    @Test
    @Tag("change")
    void progressLineIsClearedAtTheEnd() throws Exception {
        Session session = Session.of(
                "", true, Map.of(), "capacity", shop(), "--vary", "box.cores=1..2", "-n", "4", "--for", "30m");
        assertThat(session.err()).endsWith("\r\u001b[K");
    }

    @Test
    @Tag("change")
    void capacityFindsTheBestMinimalDesign() throws Exception {
        Path out = folder.resolve("capacity");
        Session session = Session.of(
                "capacity",
                shop(),
                "--set",
                "load=150/s",
                "--vary",
                "box.cores=1..4",
                "--vary",
                "box.nodes=1..3",
                "--minimise",
                "box.utilization",
                "--out",
                out.toString(),
                "-n",
                "4");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .contains("The best design that meets all assertions: box.cores 2, box.nodes 1, with\nbox.utilization ")
                .contains("Next: box.cores 1, box.nodes 2, with box.utilization");
        assertThat(Shop.files(out)).containsKeys("index.json", "summary.csv", "sweep-fast.svg");
        Session none = Session.of("capacity", shop(), "--vary", "box.nodes=1..2", "-n", "3", "--set", "load=900/s");
        assertThat(none.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(none.out()).contains("No tested design meets all assertions");
    }

    @ParameterizedTest
    @ChosenRows({1, 4, 6, 16, 21})
    @CsvSource(delimiter = '|', textBlock = """
            replicate SHOP -n 0                           | -n is 1 to 10000, not 0
            replicate SHOP -n 3 --precision 5%            | exclude each other
            replicate SHOP --precision 5                  | not a percentage
            replicate SHOP -n 2 --metric box.utilisation  | did you mean 'utilization'?
            compare SHOP -n 20 --precision 5%             | -n and --precision exclude each other
            sweep SHOP --vary box.cores=1..2 --most 50    | --most needs --precision
            capacity SHOP --vary load --precision 5% --most 9 | --most is 10 to 10000, not 9
            compare SHOP --variant plain                  | needs two variants
            compare SHOP --variant plane                  | unknown variant 'plane'
            sweep SHOP                                    | missing --vary
            sweep SHOP --vary load                        | has no values
            sweep SHOP --vary load=9..2                   | is ascending
            sweep SHOP --vary load=1..2                   | did you mean '1/s'?
            sweep SHOP --vary box.cores=1 --vary box.cores=2 | box.cores is varied twice
            sweep SHOP --vary bux.cores=1..2              | did you mean 'box'?
            sweep SHOP --vary box.cores=1..2000/999 --vary box.queue=1..2000/999 | at most 10000 points
            capacity SHOP --vary load --minimise x.y      | --minimise applies to designs
            capacity SHOP --vary load --vary load=1/s..9/s | load is varied twice
            capacity SHOP --vary load --set sla=null      | has no assertions
            capacity SHOP --vary load --frontier          | tests each design at other loads
            sweep SHOP --vary run.duration=5s,6s --frontier | costs are not comparable
            sweep SHOP --vary box.cores=1..2 --objectives cost | expected two or three different metrics
            sweep SHOP --vary box.cores=1..2 --objectives cost,cost | expected two or three different metrics
            sweep SHOP --vary box.cores=1..2 --objectives cost,page.p9z | no metric 'p9z'
            sweep SHOP --vary box.cores=1..2 --objectives cost,box.utilization --for 5s | higher nor lower is
            sweep SHOP --vary box.cores=1..2 --frontier --shard 1/2 --out DIR | give --frontier to 'brownout merge'
            """)
    void rejectsInvalidArguments(String line, String text) throws Exception {
        String typed = line.replace("SHOP", shop())
                .replace("DIR", folder.resolve("out").toString());
        Session session = Session.of(typed.split(" +"));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(text).doesNotContain("internal error");
    }

    @Test
    @Tag("change")
    void arrowPointsToTheBetterVariant() throws Exception {
        String overloaded = "compare SHOP -n 8 --set load=110/s --set requests.page.timeout=100ms --metric page.failed";
        Session session = Session.of(overloaded.replace("SHOP", shop()).split(" ", -1));
        assertThat(session.out()).containsPattern("page.failed +2,034 +1,470 ▲").containsPattern("up .* ▲");
    }

    /** Returns a cell of the first row that contains the value {@code row}. */
    private static String cell(String csv, String row, String column) {
        List<String> lines = csv.lines().toList();
        int index = List.of(lines.get(0).split(",", -1)).indexOf(column);
        return lines.stream()
                .map(line -> List.of(line.split(",", -1)))
                .filter(cells -> cells.contains(row))
                .findFirst()
                .orElseThrow()
                .get(index);
    }

    private String shop() throws IOException {
        return Shop.writeTo(folder);
    }
}
