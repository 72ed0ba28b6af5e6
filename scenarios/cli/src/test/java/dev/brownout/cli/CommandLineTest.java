package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.format.DisplayWidth;
import dev.brownout.result.RunResult;
import dev.brownout.rounds.ChosenRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects, output and exit codes of the commands. */
class CommandLineTest {
    private static final String SHOP = """
            scenario: A small shop
            params:
              load: { default: 20/s, range: 1/s..100/s }
            load: $load
            components:
              box: { kind: server, cores: 2, service: exp(20ms) }
            requests:
              page: { path: [box], timeout: 1s }
            run: 20s
            faults:
              - at 5s: crash box/1 for 2s as outage
            sla:
              up: availability >= 80%
              fast: page.p99 < 500ms
            predict:
              good ones: availability ~ 90% +/- 5%
            variants:
              plain: {}
              long outage:
                faults:
                  - at 8s: crash box/1 for 10s
                expect_violations: [up]
            """;

    @TempDir
    private Path folder;

    private String shop;

    @BeforeEach
    void writeTheScenario() throws IOException {
        shop = write("shop.yaml", SHOP);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static RunResult json(String... args) throws IOException {
        String[] all =
                Stream.concat(Stream.of(args), Stream.of("--format", "json")).toArray(String[]::new);
        return ResultJsonReader.read(Session.of(all).out().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void runsLibraryScenarioByName() {
        Session session = Session.of("run", "hello-world", "--for", "10s");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).startsWith("hello-world  one box ").contains("PASS  1 assertion met");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void expectedViolationsPass() {
        Session session = Session.of("run", shop);
        assertThat(session.code()).as(session.toString()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("expected violation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sla.fast=page.p99 < 1ms", "sla.fast=page.p99 < 500ms during outage"})
    void violatedAssertionHasItsOwnExitCode(String set) {
        assertThat(Session.of("run", shop, "--set", set).code()).isEqualTo(ExitCode.VIOLATED);
    }

    @Test
    void metAssertionWithExpectedViolationFails() {
        Session session = Session.of("run", shop, "--set", "sla.up=availability >= 1%");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("met, violation expected");
    }

    @ParameterizedTest
    @ChosenRows({1, 4, 12, 18, 20})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run hello-wrld                       | unknown scenario 'hello-wrld'; did you mean 'hello-world'?
            run nowhere.yaml                     | nowhere.yaml cannot be read: there is no such file
            run hello-world --variant two        | unknown variant 'two'; expected 'base'
            run hello-world --set box.croes=2    | --set:1:1: unknown key 'croes' in server 'box'; did you mean 'cores'?
            run hello-world --for 10             | --for:1:1: duration '10' has no unit; did you mean '10s'?
            run hello-world --for 10s --seed -   | Invalid value for option '--seed'
            run hello-world --param peak=2       | unknown parameter 'peak'
            run hello-world --seed many          | 'many' is not a whole number
            run hello-world --seed 99999999999999999999 | '99999999999999999999' is too large
            run hello-world --threads 1.5        | Invalid value for option '--threads': '1.5' is not a whole number
            replicate hello-world -n ten         | 'ten' is not a whole number
            run hello-world --threads 0          | --threads is at least 1
            run hello-world --format xml         | one of [text, json, junit, markdown, github, csv, openmetrics]
            run hello-world --format json --guess | --guess is interactive and excludes --format json
            run hello-world --fast               | unknown option '--fast'
            run hello-world --wach               | unknown option '--wach'; did you mean '--watch'?
            run hello-world --thread=2           | unknown option '--thread=2'; did you mean '--threads'?
            run hello-world again                | 'again' is one argument too many
            run                                  | Missing required parameter: 'SCENARIO'
            rnu hello-world                      | unknown command 'rnu'; did you mean 'run'?
            show hello-wrld                      | did you mean 'hello-world'?
            validate nowhere.yaml                | there is no such file
            """)
    void rejectsBadInputWithMessageAndExitCode(String line, String message) {
        Session session = Session.of(line.split(" ", -1));
        assertThat(session.err()).contains(message).doesNotContain("\tat ");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.out()).isEmpty();
    }

    @Test
    void missingCommandPointsToHelp() {
        Session session = Session.of();
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("brownout --help");
    }

    @Test
    @Tag("change")
    void standardOutputHoldsOnlyJson() throws IOException {
        Path out = folder.resolve("out");
        RunResult result = json("run", shop, "--out", out.toString());
        assertThat(result.scenario()).isEqualTo("A small shop");
        assertThat(Session.of("run", shop, "--format", "json").out())
                .isEqualTo(Files.readString(out.resolve("result.json")));
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource(delimiter = '|', textBlock = """
            --set load=220/s                        | capacity hello-world --vary load
            --set box.cores=1 --seed 3              | capacity hello-world --set box.cores=1 --seed 3 --vary load
            --set sla.fast=page.p99<1ms             | run hello-world --set 'sla.fast=page.p99<1ms' --breakdown
            --set sla.none=page.offered<1           | ''
            --set load=220/s --set sla.fast=page.p99<1h | ''
            """)
    void failureOfOneVariantNamesTheCommandToRunNext(String options, String next) {
        List<String> words = new ArrayList<>(List.of("run", "hello-world", "--for", "1m"));
        words.addAll(List.of(options.split(" ", -1)));
        String out = Session.of(words.toArray(String[]::new)).out().replaceAll("\\s+", " ");
        if (next.isEmpty()) {
            assertThat(out).doesNotContain(" next ");
        } else {
            assertThat(out).contains(" next brownout " + next.replace("hello-world", "hello-world --for 1m") + " ");
        }
    }

    @Test
    void variantOptionSelectsVariants() throws IOException {
        RunResult result = json("run", shop, "--variant", "long outage");
        assertThat(result.variants()).singleElement().satisfies(variant -> {
            assertThat(variant.name()).isEqualTo("long outage");
            assertThat(variant.evaluation().predict()).isEmpty();
        });
    }

    @Test
    void overridesApplyToTheRun() throws IOException {
        RunResult result =
                json("run", shop, "--seed", "9", "--for", "19s", "--param", "load=50/s", "--set", "box.cores=3");
        assertThat(result.variants()).allSatisfy(variant -> {
            assertThat(variant.run().seed()).isEqualTo(9);
            assertThat(variant.run().durationNanos()).isEqualTo(19_000_000_000L);
            assertThat(variant.requests().get("page").offered()).isBetween(800L, 1100L);
            assertThat(variant.run().resolved())
                    .anyMatch(s -> s.path().equals("box.cores")
                            && s.value().equals("3")
                            && s.origin().equals("set"));
        });
    }

    @Test
    @Tag("change")
    void runWritesCompleteFilesAndPrintsThemLast() throws IOException {
        Path out = folder.resolve("deep/out");
        Session session = Session.of("run", shop, "--out", out.toString());
        assertThat(session.out()).endsWith("\nreport: " + out.resolve("report.html") + "\n");
        try (Stream<Path> files = Files.walk(out)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .toList();
            assertThat(names).contains("result.json", "run.json", "series.csv", "report.html");
            assertThat(names).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void rejectsInvalidOutputFolderBeforeTheRun() {
        Session session = Session.of("run", shop, "--out", shop);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("cannot write to " + shop);
        assertThat(session.out()).isEmpty();
    }

    @Test
    void summaryLinesFitTheTerminal() {
        String out = Session.of("run", shop).out();
        assertThat(out.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 80);
    }

    @Test
    @Tag("change")
    void detailsOptionPrintsAllTables() {
        Session session = Session.of("run", shop, "--out", folder.resolve("o").toString(), "--details");
        assertThat(session.out())
                .contains("\nRequests\n", "\nLoad and capacity, predicted and measured\n")
                .contains("wrote " + folder.resolve("o/result.json") + "\n")
                .endsWith("wrote " + folder.resolve("o/report.html") + "\n");
        assertThat(Session.of("run", shop).out()).doesNotContain("\nRequests\n");
    }

    @Test
    void quietPrintsOnlyTheVerdict() {
        Session session = Session.of("run", shop, "--set", "sla.fast=page.p99 < 1ms", "--quiet");
        assertThat(session.out()).isEqualTo("FAIL  2 of 4 assertions violated\n");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(Session.of("run", shop, "--quiet", "--details").code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    @Tag("change")
    void reportIsAHyperlinkOnCapableTerminals() {
        Path out = folder.resolve("out");
        String[] command = {"run", shop, "--out", out.toString()};
        String report = out.resolve("report.html").toString();
        assertThat(Session.of("", true, Map.of("TERM", "xterm"), command).out())
                .contains("report: \u001b]8;;file://" + report + "\u001b\\" + report + "\u001b]8;;\u001b\\");
        assertThat(Session.of(command).out()).doesNotContain("\u001b");
        assertThat(Session.of("", true, Map.of("TERM", "dumb"), command).out()).doesNotContain("\u001b");
    }

    @Test
    @Tag("change")
    void colorOptionAppliesToEveryCommand() throws IOException {
        String broken = write("broken.yaml", "load: fast\n");
        for (String line : List.of("explain cache", "list", "run --help", "validate " + broken, "show " + broken)) {
            String[] never = (line + " --color never").split(" ", -1);
            assertThat(Session.of("", true, Map.of(), never).toString())
                    .as(line)
                    .doesNotContain("\u001b[1");
        }
        assertThat(Session.of("explain", "cache", "--color", "always").out()).contains("\u001b[1m");
        assertThat(Session.of("validate", broken, "--color=always").err()).contains("\u001b[1m", "\u001b[1;31m");
        assertThat(Session.of("run", "--help", "--color=always").out()).contains("\u001b[");
    }

    @Test
    void terminalErrorsWrapBetweenWords() throws IOException {
        String broken = write("broken.yaml", "components:\n  web: { kind: sever }\n");
        String whole = Session.of("validate", broken).err();
        assertThat(whole).contains("unknown kind 'sever'; did you mean 'server'? (one of dns, load-balancer, server");
        Session shown = Session.of("", true, Map.of("NO_COLOR", "1"), "validate", broken);
        assertThat(shown.err().lines())
                .allMatch(
                        line -> DisplayWidth.width(line) <= 80 || !line.strip().contains(" "));
        assertThat(shown.err().replaceAll("\\s+", " ")).isEqualTo(whole.replaceAll("\\s+", " "));
    }

    @Test
    @Tag("change")
    void colorIsAutomaticOnTerminals() {
        assertThat(Session.of("run", shop).out()).doesNotContain("\u001b");
        assertThat(Session.of("run", shop, "--color", "always").out()).contains("\u001b[");
        assertThat(Session.of("", true, Map.of(), "run", shop).out()).contains("\u001b[");
        assertThat(Session.of("", true, Map.of(), "run", shop, "--color", "never")
                        .out())
                .doesNotContain("\u001b");
        assertThat(Session.of("", true, Map.of("NO_COLOR", "1"), "run", shop).out())
                .doesNotContain("\u001b");
    }

    @Test
    void guessesArePromptedBeforeTheResult() {
        Session session = Session.of("5 apples\n80%\n2\n\n", false, Map.of(), "run", shop, "--guess");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .containsSubsequence(
                        "???",
                        "good ones, availability: ",
                        "invalid input; expected a percentage",
                        "which variants violate it?",
                        "your guess",
                        "80 %",
                        "up: your guess: violated by 2: correct",
                        "assertions met");
        assertThat(session.out()).doesNotContain("fast: your guess");
    }

    @Test
    void emptyGuessesStillPrintTheResult() {
        Session session = Session.of("run", shop, "--guess");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).contains("assertions met").doesNotContain("your guess");
    }

    @Test
    void internalErrorPrintsStackTraceOnlyInDebugMode() {
        BufferedReader broken = new BufferedReader(new Reader() {
            @Override
            public int read(char[] into, int from, int length) throws IOException {
                throw new IOException("the keyboard is on fire");
            }

            @Override
            public void close() {
                // No resource is open.
            }
        });
        Session plain = Session.of(broken, false, Map.of(), "run", shop, "--guess");
        assertThat(plain.code()).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(plain.err()).contains("internal error", "on fire").doesNotContain("\tat ");
        Session variable = Session.of(broken, false, Map.of("BROWNOUT_DEBUG", "1"), "run", shop, "--guess");
        assertThat(variable.err()).contains("\tat dev.brownout.");
        assertThat(Session.of(broken, false, Map.of(), "run", shop, "--guess", "--debug")
                        .err())
                .contains("\tat dev.brownout.");
    }

    @Test
    void validateRejectsTheSameInputAsRun() throws IOException {
        String bad = write("bad.yaml", replaceParts(SHOP, "box/1 for 2s", "box/7 for 2s"));
        Session run = Session.of("run", bad);
        Session validate = Session.of("validate", "hello-world", bad);
        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(validate.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(validate.out()).isEqualTo("hello-world: valid, 1 variant\n");
        assertThat(validate.err()).isEqualTo(run.err()).startsWith(bad + ":11:");
    }

    @Test
    void validateAcceptsTheSameInputAsRun() {
        Session session = Session.of("validate", shop, "hello-world");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo(shop + ": valid, 2 variants\nhello-world: valid, 1 variant\n");
    }
}
