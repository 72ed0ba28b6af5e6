package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Output forms, exit codes and errors of {@code tune}. */
@Tag("once")
@Tag("slow")
class TuneCommandTest {
    @TempDir
    private Path folder;

    private Session tune(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("tune", Shop.writeTo(folder)));
        words.addAll(List.of("--for", "5s", "-n", "4", "--set", "sla.fast=page.mean < 30ms"));
        words.addAll(List.of(options));
        return Session.of(words.toArray(String[]::new));
    }

    @Test
    void recommendedValuesAndTheirRegionArePrinted() throws Exception {
        Path out = folder.resolve("tuned");
        String[] options = {
            "--vary", "load=20/s..200/s", "--vary", "box.cores=1..3", "--runs", "100", "--out", out.toString()
        };
        Session session = tune(options);
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .contains("Recommended: load ", "All assertions are met with 95 % confidence", " of 100 runs (")
                .containsPattern("setting +recommended +met +outside")
                .containsPattern("load +[0-9.]+/s +20/s to [0-9.]+/s +");
        assertThat(Shop.files(out))
                .containsKeys(
                        "index.json",
                        "summary.csv",
                        "report.html",
                        "tune-region.svg",
                        "tune-influence.svg",
                        "tune-load.svg");
        assertThat(Shop.files(out).get("tune-load.svg"))
                .contains("margin to the bound", "met above, violated below", ">0 %<");
        assertThat(Shop.files(out).get("summary.csv")).contains("part,load,box.cores,replications,verdict,margin");
        Session secondSession = tune(options);
        assertThat(secondSession.out()).isEqualTo(session.out());
    }

    @Test
    @Tag("change")
    void dataFormsHaveTheRegionAndEveryDesign() throws Exception {
        String[] options = {
            "--vary",
            "load=20/s..200/s",
            "--vary",
            "box.cores=1..3",
            "--runs",
            "150",
            "--minimise",
            "all.cost",
            "--format"
        };
        List<String> words = new ArrayList<>(List.of(options));
        words.add("json");
        Session json = tune(words.toArray(String[]::new));
        assertThat(json.out())
                .contains("\"experiment\"", "\"tune\"", "\"recommended\"", "\"region\"", "\"mean_absolute_effect\"");
        words.set(words.size() - 1, "csv");
        Session csv = tune(words.toArray(String[]::new));
        assertThat(csv.out().lines().filter(line -> line.startsWith("search,"))).hasSizeGreaterThan(10);
        words.set(words.size() - 1, "markdown");
        Session markdown = tune(words.toArray(String[]::new));
        assertThat(markdown.out()).contains("| setting | recommended | met | outside |", "| part | load | box.cores |");
    }

    @Test
    @Tag("change")
    void exitCodeReportsThatNoDesignWasFound() throws Exception {
        Session session = tune("--vary", "load=150/s..200/s", "--runs", "80");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .contains("No tested design meets all assertions")
                .contains("Violated: load ");
    }

    @ParameterizedTest
    @ChosenRows({1, 6, 9})
    @CsvSource(delimiter = '|', textBlock = """
            --vary load                                      | has no values; expected PATH=A..B
            --vary box.cores=4                               | has a single value
            --vary box.cores=9..2                            | is ascending
            --vary bux.cores=1..4                            | did you mean 'box'?
            --vary box.cores=1..4 --vary box.cores=1..4      | box.cores is varied twice
            --vary box.cores=1..4 --runs 10                  | needs 50 runs, not 10
            --vary box.cores=1..4 --minimise x.y             | unknown component or request 'x'
            --vary box.cores=1..4 --sensitivity anova        | expected one of morris, sobol, none
            --vary box.cores=1..4 --shard 1/2 --out x        | tune selects each design by the previous results
            """)
    void invalidArgumentsAreRejected(String options, String message) throws Exception {
        Session session = tune(options.split(" +"));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message).doesNotContain("internal error");
    }
}
