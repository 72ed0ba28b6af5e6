package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.tutorial.Ladder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interactive ladder of {@code learn}, and its output without interactive input. */
@Tag("once")
class LearnTest {
    private static final Map<String, String> GREY = Map.of("NO_COLOR", "1");
    private static final String PASS = "\n".repeat(6);

    private static Session learn(String typed, String... args) {
        String[] command = new String[args.length + 1];
        command[0] = "learn";
        System.arraycopy(args, 0, command, 1, args.length);
        return Session.of(typed, true, GREY, command);
    }

    /** Returns a row of the table of guesses: quantity, guess, prediction. */
    private static String row(String name, String guessed, String predicted) {
        return String.format(Locale.ROOT, "%-28s  %12s  %12s", name, guessed, predicted);
    }

    @Test
    void lessonShowsPlanThenGuessesThenResult() {
        Session session = learn("a lot\n70%\n\n150ms\n2\nnone\nq\n", "2");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith("Course\n")
                .containsSubsequence(
                        ">  2  Web server and database on separate machines",
                        "Step 2 of 12: Web server and database on separate machines",
                        "60 pages/s are too many for one server.",
                        "page -60/s-> web -120/s-> db",
                        "Design",
                        "- db (database): cores 4",
                        "Changes since: One server until it is overloaded",
                        "- new: db (database)",
                        "service exp(80ms) -> exp(40ms)",
                        "Your guesses",
                        "web utilization, web.utilization: ",
                        "invalid input; expected a percentage, such as 12.5%",
                        "Guessed, predicted and measured",
                        row("web utilization", "70 %", "60 %"),
                        row("database utilization", "-", "60 %"),
                        row("mean page time", "150 ms", "96 ms"),
                        "availability: your guess: violated by 2: wrong, violated by 2, 4",
                        "page p99: your guess: no variant violates it: wrong, violated by 2, 3, 4",
                        "PASS  ",
                        "Lesson\nOne hop costs",
                        "See more",
                        "Next: step 3, Vertical scaling with larger servers\n",
                        "Enter to continue, a number for another step, q to quit: ",
                        "continue: brownout learn 3");
        assertThat(session.out().indexOf("60 %")).isGreaterThan(session.out().indexOf("Your guesses"));
    }

    @Test
    @Tag("change")
    void navigatesByEnterOrNumber() {
        Session session =
                learn(PASS.substring(2) + "\n" + PASS.substring(1) + "99\n12\n" + PASS.substring(2) + "\n", "3");
        assertThat(session.out())
                .containsSubsequence(
                        "Step 3 of 12", "Step 4 of 12", "unknown step '99'", "Step 12 of 12", "Course completed.");
        assertThat(session.out()).containsOnlyOnce("\nDesign\n");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    @Tag("change")
    void slidesOfOneStepAreWrittenInTheChosenLanguage(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("slides.html");
        Session session = Session.of("learn", "2", "--slides", file.toString(), "--lang", "ko");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out()).isEqualTo("wrote " + file + "\n");
        assertThat(Files.readString(file))
                .contains("<html lang=\"ko\">", "웹 서버와 데이터베이스의 분리", "id=\"lesson-2-9\"")
                .doesNotContain("id=\"lesson-1-1\"", "id=\"lesson-3-1\"", "Your guess?");
        Session refused = Session.of("learn", "2", "--slides", folder.toString());
        assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("cannot write to " + folder);
    }

    /** The parts of a lesson outside of the course are those of its scenario. */
    @Test
    void scenarioOfTheLibraryIsALesson() {
        Session piped = Session.of("learn", "single-server");
        assertThat(piped.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(piped.out())
                .startsWith("Overload and queue limits of a single server\n")
                .containsSubsequence("Calls", "Design", "Guessed, predicted and measured", "\nAnswer\n", "\nLesson\n")
                .contains("brownout run single-server --out out")
                .doesNotContain("Step ", "Next: ");
        Session left = learn("q\n", "single-server");
        assertThat(left.out())
                .contains("Your guesses")
                .endsWith("\nrepeat this step: brownout learn single-server\n")
                .doesNotContain("Course", "Lesson");
    }

    /** A scenario without a question, predictions and a lesson has fewer parts. */
    @Test
    void partsThatAScenarioLacksAreLeftOut() {
        assertThat(Session.of("learn", "hello-world").out())
                .contains("Calls", "Design", "PASS")
                .doesNotContain("Guessed", "Answer", "\nLesson\n");
    }

    @Test
    void sheetAndSlidesOfAFileAreWritten(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                scenario: My shop
                about: { question: How many servers?, lesson: Two. }
                load: 20/s
                components: { box: { kind: server, cores: 2, service: exp(20ms) } }
                requests: { page: { path: [box] } }
                run: 10s
                predict: { load of the box: box.utilization ~ 20% +/- 20% }
                sla: { fast: page.p99 < 100ms }
                variants: { one: {}, slow: { set: { box.service: 90ms }, expect_violations: [fast] } }
                """);
        Path sheet = folder.resolve("sheet.md");
        Path slides = folder.resolve("slides.html");
        Session session = Session.of(
                "learn", file.toString(), "--sheet", sheet.toString(), "--slides", slides.toString(), "--lang", "ko");
        assertThat(session.out()).isEqualTo("wrote " + slides + "\nwrote " + sheet + "\n");
        assertThat(Files.readString(sheet))
                .startsWith("# 학습지: My shop\n")
                .contains(
                        "**How many servers?**",
                        "| load of the box | `box.utilization` |",
                        "- **slow**: `box: service exp(20ms) -> 90ms`",
                        "$ brownout run " + file + " --details --lang ko\n")
                .doesNotContain("Two.", "20 %");
        assertThat(Files.readString(slides)).contains("<title>My shop</title>", "<p>Two.</p>", "20 %");
    }

    @Test
    @Tag("change")
    void endOfInputQuitsWithAContinueHint() {
        Session session = learn("", "3");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .endsWith("\ncontinue: brownout learn 4\n")
                .contains("1 assertion met, 3 expected violations (!)");
        assertThat(session.err()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @ChosenRows(3)
    @ValueSource(strings = {"q", "Quit", "70%\nexit"})
    void quittingDuringGuessesHidesTheResult(String typed) {
        Session session = learn(typed + "\n60%\n", "2");
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .contains("Your guesses (Enter to skip, q to quit)")
                .endsWith("\nrepeat this step: brownout learn 2\n")
                .doesNotContain("PASS", "Lesson", "measured", "1 = ");
    }

    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource(delimiter = '|', textBlock = """
            page.p99            | 40ms
            page.p99            | 3s
            page.availability   | 30%
            page.offered        | 2000
            all.cost_per_hour   | $0.10/h
            all.cost            | $0.001
            box.throughput      | 20/s
            """)
    void invalidGuessHintIsValidAndRevealsNothing(String number, String predicted, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(
                folder.resolve("guessed.yaml"), """
                load: 20/s
                components: { box: { kind: server, cores: 2, service: exp(20ms) } }
                requests: { page: { path: [box] } }
                run: 10s
                predict: { it: NUMBER ~ PREDICTED +/- 5% }
                """.replace("NUMBER", number).replace("PREDICTED", predicted));
        String requested = Session.of("nonsense\n", false, GREY, "run", file.toString(), "--guess")
                .out();
        Matcher hint =
                Pattern.compile("invalid input; expected .*?, such as (\\S+)").matcher(requested);
        assertThat(hint.find()).as(requested).isTrue();
        String doubled = Session.of(
                        "nonsense\n",
                        false,
                        GREY,
                        "run",
                        file.toString(),
                        "--guess",
                        "--set",
                        "predict.it=" + number + " ~ " + hint.group(1) + " +/- 5%")
                .out();
        assertThat(doubled).contains(hint.group());
        String used = Session.of("nonsense\n" + hint.group(1) + "\n", false, GREY, "run", file.toString(), "--guess")
                .out();
        assertThat(used).containsOnlyOnce("invalid input").contains("your guess");
    }

    @Test
    @Tag("change")
    void nonInteractiveModePrintsOneLessonWithPredictions() {
        Session piped = Session.of("learn", "3");
        Session nonInteractive = learn("this is not read", "3", "--no-input");
        assertThat(piped.out())
                .startsWith("Step 3 of 12: Vertical scaling with larger servers\n")
                .contains(row("availability", "90 %", "90 %"))
                .endsWith("Next: brownout learn 4\n")
                .doesNotContain("Your guesses", "\u001b");
        assertThat(nonInteractive.out()).isEqualTo(piped.out());
        assertThat(piped.code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    @Tag("change")
    void outOptionWritesCharts(@TempDir Path folder) {
        Session session = Session.of("learn", "3", "--out", folder.toString());
        assertThat(folder.resolve("03-bigger-boxes/charts/availability.svg")).exists();
        assertThat(session.out())
                .contains(
                        folder.resolve("03-bigger-boxes").resolve("report.html").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "03", "ladder/03", "ladder/3", "03-bigger-boxes", "ladder/03-bigger-boxes"})
    void lessonIsFoundByNumberOrName(String typed) {
        assertThat(new Ladder().find(typed)).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0       | unknown step '0'; expected one of 1, 2,
            13      | unknown step '13'
            single-sever | did you mean 'single-server'
            """)
    void rejectsUnknownLessons(String typed, String message) {
        Session session = Session.of("learn", typed);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message);
        assertThat(session.out()).isEmpty();
    }

    @Test
    @Tag("change")
    void outputFitsTheTerminalWidth() {
        String typed = learn(PASS, "9").out().replaceAll("(: |none[)] )(?=  )", "$1\n");
        assertThat(typed.lines()).allMatch(line -> line.length() <= TerminalWidth.current());
    }

    @Test
    @Tag("change")
    void terminalOutputIsColored() {
        assertThat(Session.of("", true, Map.of(), "learn", "3").out()).contains("\u001b[1mStep 3 of 12");
    }
}
