package dev.brownout.cli;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.html.ResultProvenance;
import dev.brownout.io.OutputFile;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.reference.StepTexts;
import dev.brownout.result.RunResult;
import dev.brownout.summary.ScenarioAnswer;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import dev.brownout.tutorial.CallLines;
import dev.brownout.tutorial.Ladder;
import dev.brownout.tutorial.Ladder.Rung;
import dev.brownout.tutorial.teaching.LessonMaterial;
import dev.brownout.tutorial.teaching.SlideDeck;
import dev.brownout.tutorial.teaching.StudentSheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command that guides a user through the course, or through any other scenario: shows the plan of each lesson, runs it,
 * asks for guesses, and explains the results.
 */
@Command(
        description = "Interactive lessons: the course in 12 steps, or any other scenario.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Progress is not saved; continue with the number of a step: brownout learn 5",
            "A lesson about another scenario has its question, predictions, variants, assertions, answer and lesson."
        })
final class LearnCommand implements Callable<Integer> {
    private static final String FIRST = "1";

    private final Terminal terminal;
    private Ladder ladder;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LESSON",
            arity = "0..1",
            completionCandidates = ScenarioNames.class,
            description = "first step: a number or a name; or another scenario of the library, or a file; default: 1")
    private String from;

    @Option(
            names = "--no-input",
            description = "no prompts: use the analytical estimates as guesses and stop after one step; the default if"
                    + " standard output is not a terminal")
    private boolean noInput;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write charts and reports to this folder, one folder per lesson")
    private Path out;

    @Option(
            names = "--slides",
            paramLabel = "FILE",
            description = "write the slides of the lesson to this HTML file, and end; without LESSON, of all steps")
    private Path slides;

    @Option(
            names = "--sheet",
            paramLabel = "FILE",
            description = "write the sheet for students of the lesson to this Markdown file, without answers, and end;"
                    + " without LESSON, of all steps")
    private Path sheet;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of texts and reports: ${COMPLETION-CANDIDATES}; default: en. Settings, names and"
                    + " numbers are the same in each language")
    private TextLanguage lang = TextLanguage.en;

    /** State of the input: true if it has ended and the user has therefore left. */
    private boolean hasLeft;

    /** Outcome of a lesson. */
    private enum Climb {
        DONE,
        LEFT,
        INTERRUPTED
    }

    LearnCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        return LanguageScope.in(lang, this::guided);
    }

    private int guided() throws UsageException {
        ladder = new Ladder();
        if (slides != null || sheet != null) {
            return writeMaterial();
        }
        Optional<Rung> rung = Optional.of(rung(from == null ? FIRST : from));
        boolean interactive = terminal.outIsScreen() && !noInput;
        if (interactive && rung.get().isStep()) {
            contents(rung.get());
        }
        for (boolean first = true; rung.isPresent(); first = false) {
            Climb climb = climb(rung.get(), interactive, first);
            if (climb != Climb.DONE) {
                terminal.output().println();
                terminal.output().println(text("course.repeat", command(rung.get())));
                return climb == Climb.LEFT ? ExitCode.SUCCESS : ExitCode.INTERRUPTED;
            }
            rung = nextRung(rung.get(), interactive);
        }
        return ExitCode.SUCCESS;
    }

    private int writeMaterial() throws UsageException {
        List<Rung> rungs = from == null ? ladder.rungs() : List.of(rung(from));
        List<LessonMaterial> lessons = rungs.stream().map(LessonMaterial::of).toList();
        if (slides != null) {
            write(slides, SlideDeck.html(lessons, ladder.last(), lang));
        }
        if (sheet != null) {
            write(
                    sheet,
                    lessons.stream()
                            .map(lesson -> StudentSheet.sheet(lesson, lang))
                            .collect(Collectors.joining("\n")));
        }
        return ExitCode.SUCCESS;
    }

    private void write(Path file, String text) throws UsageException {
        try {
            terminal.output().println("wrote " + OutputFile.write(file, text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw OutputTarget.unwritable(file, failed);
        }
    }

    /** Returns the command of a lesson in the language of this one. */
    private String command(Rung rung) {
        return "brownout learn " + rung.argument() + lang.option();
    }

    private Options options() {
        return new Options(terminal.usesColors(), TerminalWidth.current(), false, List.of());
    }

    private Rung rung(String typed) throws UsageException {
        Optional<Rung> step = ladder.find(typed).map(ladder::rung);
        if (step.isPresent()) {
            return step.get();
        }
        if (typed.matches("\\d+")) {
            throw new UsageException(
                    "brownout: unknown step '{}'; expected one of {}",
                    typed,
                    ladder.numbers().toString().replaceAll("[\\[\\]]", ""));
        }
        return Rung.of(
                new ShippedLibrary().find(typed).orElse(typed), new ScenarioFinder().check(typed, Overrides.NONE));
    }

    private void contents(Rung current) {
        List<String> lines = new ArrayList<>();
        for (Rung rung : ladder.rungs()) {
            String mark = rung.number() == current.number() ? ">" : " ";
            lines.add(String.format(
                    Locale.ROOT,
                    "%s %2d  %s",
                    mark,
                    rung.number(),
                    StepTexts.of(lang, rung.file()).title()));
        }
        terminal.output()
                .printColored(
                        Summary.section(text("course.course"), lines, options()).stripLeading());
    }

    /** Presents one lesson: shows its plan, runs its scenario, asks for guesses and prints the results. */
    private Climb climb(Rung rung, boolean interactive, boolean first) throws UsageException {
        ScenarioFile file = rung.file();
        StepTexts step = StepTexts.of(lang, rung.file());
        String title = rung.isStep() ? text("course.step", rung.number(), ladder.last(), step.title()) : step.title();
        String head = Summary.section(title, LineWrap.wrap(step.question(), ""), options());
        terminal.output().printColored(first && !interactive ? head.stripLeading() : head);
        List<String> plan = new ArrayList<>();
        CallLines.lines(file.variants().get(0).scenario()).forEach(line -> plan.addAll(LineWrap.wrap(line, "  ")));
        printSection(text("course.calls"), plan);
        if (first) {
            printSection(text("course.design"), items(rung.plan(lang)));
        }
        rung.before()
                .ifPresent(before -> printSection(
                        text("course.changes_since", StepTexts.of(lang, before).title()),
                        items(rung.planDifferences(lang))));
        if (!step.names().isEmpty()) {
            List<String> names = new ArrayList<>();
            step.names().forEach((name, explanation) -> names.add(name + ": " + explanation));
            printSection(text("course.names"), items(names));
        }
        terminal.output().flush();
        RunResult result;
        List<String> written;
        try (ShutdownHook interruption = ShutdownHook.recordingFirst()) {
            long startedAt = System.nanoTime();
            Execution execution = Execution.withProgress(terminal.progress(), interruption::isInterrupted);
            result = file.result(VariantRuns.run(file, file.variants(), execution));
            if (interruption.isInterrupted()) {
                return Climb.INTERRUPTED;
            }
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            written = out == null ? List.of() : write(rung, result, seconds);
        }
        return report(rung, result, written, interactive);
    }

    private List<String> write(Rung rung, RunResult result, double seconds) throws UsageException {
        try (ResultFolder folder = new ResultFolder(out.resolve(rung.shortName()), OutputTarget.of(terminal, spec))) {
            ResultProvenance origin =
                    new ResultProvenance(command(rung), rung.file().text());
            return folder.write(result, origin, seconds);
        }
    }

    private static List<String> items(List<String> texts) {
        return texts.stream().flatMap(text -> LineWrap.item(text).stream()).toList();
    }

    private Climb report(Rung rung, RunResult result, List<String> written, boolean interactive) {
        ScenarioFinder finder = new ScenarioFinder();
        PredictionQuiz guesses = new PredictionQuiz(
                terminal,
                result,
                lang,
                setting -> finder.check(rung.name(), new Overrides(List.of(), List.of(setting), List.of())));
        if (interactive) {
            guesses.askQuestions();
            if (guesses.hasQuit()) {
                return Climb.LEFT;
            }
            hasLeft = guesses.isFinished();
        } else {
            guesses.takePaper();
        }
        if (!guesses.compared().isEmpty()) {
            printSection(text("course.comparison"), guesses.compared());
        }
        terminal.output().printColored(Summary.verdicts(result, options()));
        List<String> answer = ScenarioAnswer.lines(StepTexts.translate(lang, result), TerminalWidth.current());
        if (!answer.isEmpty()) {
            printSection(text("course.answer"), answer);
        }
        String lesson = StepTexts.of(lang, rung.file()).lesson();
        if (!lesson.isBlank()) {
            printSection(text("course.lesson"), LineWrap.wrap(lesson, ""));
        }
        printSection(
                text("course.see_more"),
                written.isEmpty()
                        ? List.of(
                                "brownout show " + rung.name() + "            " + text("course.the_scenario"),
                                "brownout run " + rung.name() + lang.option() + " --out out   "
                                        + text("course.charts_and_report"))
                        : written);
        terminal.output().println();
        terminal.output().flush();
        return Climb.DONE;
    }

    private void printSection(String heading, List<String> lines) {
        terminal.output().printColored(Summary.section(heading, lines, options()));
    }

    /** Asks for the next step; an empty line selects the following one. Returns empty if the user leaves. */
    private Optional<Rung> nextRung(Rung rung, boolean interactive) {
        Optional<Rung> next = ladder.next(rung);
        if (!interactive || !rung.isStep()) {
            next.ifPresent(after -> terminal.output().println(text("course.next", command(after))));
            return Optional.empty();
        }
        while (true) {
            String continuation = next.map(after -> text(
                            "course.next_prompt",
                            after.number(),
                            StepTexts.of(lang, after.file()).title()))
                    .orElse(text("course.completed_prompt"));
            Optional<String> typed = hasLeft ? Optional.empty() : line(continuation);
            if (typed.isEmpty() && !hasLeft) {
                terminal.output().println();
            }
            String answer = typed.orElse("q").toLowerCase(Locale.ROOT);
            if (answer.isEmpty()) {
                return next;
            }
            if (PredictionQuiz.leaves(answer)) {
                next.ifPresent(after -> terminal.output().println(text("course.resume", command(after))));
                return Optional.empty();
            }
            Optional<Integer> number = ladder.find(answer);
            if (number.isPresent()) {
                return Optional.of(ladder.rung(number.get()));
            }
            terminal.output().println(text("course.unknown_step", answer));
        }
    }

    private Optional<String> line(String prompt) {
        terminal.output().print(prompt);
        terminal.output().flush();
        try {
            return Optional.ofNullable(terminal.input().readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(String key, Object... arguments) {
        return Messages.text(lang, key, arguments);
    }
}
