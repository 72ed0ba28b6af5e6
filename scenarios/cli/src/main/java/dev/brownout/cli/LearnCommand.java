package dev.brownout.cli;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.html.ResultProvenance;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.tutorial.CallLines;
import dev.brownout.tutorial.Ladder;
import dev.brownout.tutorial.Ladder.Rung;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Command that guides a user through the course: shows the plan of each step, runs it, asks for guesses, and explains
 * the results.
 */
@Command(
        name = "learn",
        description = "Interactive course in 12 steps: a site grows from one server.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Progress is not saved; continue with the number of a step: brownout learn 5"})
final class LearnCommand implements Callable<Integer> {
    private final Terminal terminal;
    private Ladder ladder;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STEP",
            arity = "0..1",
            defaultValue = "1",
            completionCandidates = ScenarioNames.Rungs.class,
            description = "first step: a number or a name; default: 1")
    private String from;

    @Option(
            names = "--no-input",
            description = "no prompts: use the analytical estimates as guesses and stop after one step; the default if"
                    + " standard output is not a terminal")
    private boolean noInput;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write charts and reports to this folder, one folder per step")
    private Path out;

    /** State of the input: true if it has ended and the user has therefore left. */
    private boolean left;

    /** Outcome of a step. */
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
        ladder = new Ladder();
        Optional<Rung> rung = Optional.of(rung(from));
        boolean asking = terminal.outIsScreen() && !noInput;
        if (asking) {
            contents(rung.get());
        }
        for (boolean first = true; rung.isPresent(); first = false) {
            Climb climb = climb(rung.get(), asking, first);
            if (climb != Climb.DONE) {
                terminal.out().println();
                terminal.out()
                        .println(
                                "repeat this step: brownout learn " + rung.get().number());
                return climb == Climb.LEFT ? ExitCode.SUCCESS : ExitCode.INTERRUPTED;
            }
            rung = onwards(rung.get(), asking);
        }
        return ExitCode.SUCCESS;
    }

    private Options options() {
        return new Options(terminal.usesColors(), LineWrap.WIDTH, false, List.of());
    }

    private Rung rung(String typed) throws UsageException {
        return ladder.find(typed)
                .map(ladder::rung)
                .orElseThrow(() -> new UsageException("brownout: unknown step '" + typed + "'; expected one of "
                        + ladder.numbers().toString().replaceAll("[\\[\\]]", "")));
    }

    private void contents(Rung current) {
        List<String> lines = new ArrayList<>();
        for (Rung rung : ladder.rungs()) {
            String mark = rung.number() == current.number() ? ">" : " ";
            lines.add(String.format(
                    Locale.ROOT, "%s %2d  %s", mark, rung.number(), rung.file().title()));
        }
        terminal.out().printColored(Summary.section("Course", lines, options()).stripLeading());
    }

    /** Presents one step: shows its plan, runs its scenario, asks for guesses and prints the results. */
    private Climb climb(Rung rung, boolean asking, boolean first) throws UsageException {
        ScenarioFile file = rung.file();
        String title = "Step " + rung.number() + " of " + ladder.last() + ": " + file.title();
        String head = Summary.section(title, LineWrap.wrap(file.question(), ""), options());
        terminal.out().printColored(first && !asking ? head.stripLeading() : head);
        List<String> plan = new ArrayList<>();
        CallLines.lines(file.variants().get(0).scenario()).forEach(line -> plan.addAll(LineWrap.wrap(line, "  ")));
        say("Calls", plan);
        if (first) {
            say("Design", items(rung.plan()));
        }
        rung.before().ifPresent(before -> say("Changes since: " + before.title(), items(rung.news())));
        terminal.out().flush();
        RunResult result;
        List<String> written;
        try (ShutdownHook interruption = ShutdownHook.recordingFirst()) {
            long startedAt = System.nanoTime();
            Execution execution = Execution.watched(terminal.progress(), interruption::isInterrupted);
            result = file.result(VariantRuns.of(file, file.variants(), execution));
            if (interruption.isInterrupted()) {
                return Climb.INTERRUPTED;
            }
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            written = out == null ? List.of() : write(rung, result, seconds);
        }
        return tell(rung, result, written, asking);
    }

    private List<String> write(Rung rung, RunResult result, double seconds) throws UsageException {
        try (ResultFolder folder = new ResultFolder(out.resolve(rung.shortName()), OutputTarget.of(terminal, spec))) {
            ResultProvenance origin = new ResultProvenance(
                    "brownout learn " + rung.number(), rung.file().text());
            return folder.write(result, origin, seconds);
        }
    }

    private static List<String> items(List<String> texts) {
        return texts.stream().flatMap(text -> LineWrap.item(text).stream()).toList();
    }

    private Climb tell(Rung rung, RunResult result, List<String> written, boolean asking) {
        ScenarioFinder finder = new ScenarioFinder();
        PredictionQuiz guesses = new PredictionQuiz(
                terminal,
                result,
                setting -> finder.checked(rung.name(), new Overrides(List.of(), List.of(setting), List.of())));
        if (asking) {
            guesses.ask();
            if (guesses.left()) {
                return Climb.LEFT;
            }
            left = guesses.over();
        } else {
            guesses.takePaper();
        }
        say("Guessed, predicted and measured", guesses.compared());
        terminal.out().printColored(Summary.verdicts(result, options()));
        say("Lesson", LineWrap.wrap(result.lesson(), ""));
        say(
                "See more",
                written.isEmpty()
                        ? List.of(
                                "brownout show " + rung.name() + "            the scenario",
                                "brownout run " + rung.name() + " --out out   charts and a report")
                        : written);
        terminal.out().println();
        terminal.out().flush();
        return Climb.DONE;
    }

    private void say(String heading, List<String> lines) {
        terminal.out().printColored(Summary.section(heading, lines, options()));
    }

    /** Asks for the next step; an empty line selects the following one. Returns empty if the user leaves. */
    private Optional<Rung> onwards(Rung rung, boolean asking) {
        Optional<Rung> next = ladder.after(rung);
        if (!asking) {
            next.ifPresent(after -> terminal.out().println("Next: brownout learn " + after.number()));
            return Optional.empty();
        }
        while (true) {
            String onwards = next.map(after -> "Next: step " + after.number() + ", "
                            + after.file().title()
                            + "\nEnter to continue, a number for another step, q to quit: ")
                    .orElse("Course completed. A number for another step, Enter to quit: ");
            Optional<String> typed = left ? Optional.empty() : line(onwards);
            if (typed.isEmpty() && !left) {
                terminal.out().println();
            }
            String answer = typed.orElse("q").toLowerCase(Locale.ROOT);
            if (answer.isEmpty()) {
                return next;
            }
            if (PredictionQuiz.leaves(answer)) {
                next.ifPresent(after -> terminal.out().println("continue: brownout learn " + after.number()));
                return Optional.empty();
            }
            Optional<Integer> number = ladder.find(answer);
            if (number.isPresent()) {
                return Optional.of(ladder.rung(number.get()));
            }
            terminal.out().println("unknown step '" + answer + "'");
        }
    }

    private Optional<String> line(String prompt) {
        terminal.out().print(prompt);
        terminal.out().flush();
        try {
            return Optional.ofNullable(terminal.in().readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
