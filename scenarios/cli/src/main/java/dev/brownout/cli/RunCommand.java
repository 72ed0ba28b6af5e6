package dev.brownout.cli;

import dev.brownout.cli.RunForm.Ran;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.wording.Verdicts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario and says what came out. */
@Command(
        name = "run",
        description = "Runs a scenario: all its variants, on the same draws.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.HELD_LINE,
            ExitCode.MISSED_LINE,
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ScenarioFinder finder = new ScenarioFinder();

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(names = "--variant", paramLabel = "V", description = "only this variant; may be repeated")
    private List<String> wanted = List.of();

    @Mixin
    private ScenarioOptions changes;

    @Option(names = "--out", paramLabel = "DIR", description = "where to write report, charts, series and result")
    private Path out;

    @Option(names = "--guess", description = "asks for your guesses before it shows what was measured")
    private boolean guess;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "on standard output: text for people; json, the result; junit, markdown or github for build"
                    + " servers; csv or openmetrics, the values over time for spreadsheets and Prometheus")
    private RunForm format;

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "where 'baseline save' left its texts: markdown and github tell what has changed since")
    private Path baselines;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "auto: on a terminal, unless NO_COLOR is set")
    private Color color;

    @Option(names = "--threads", paramLabel = "N", description = "variants run at the same time; one per core")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** When to colour. */
    enum Color {
        auto,
        always,
        never
    }

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        if (guess && format != RunForm.text) {
            throw new ParameterException(
                    spec.commandLine(), "--guess is for people: it cannot go with --format " + format);
        }
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads is at least 1");
        }
        if (baselines != null && !format.tellsChanges()) {
            throw new ParameterException(
                    spec.commandLine(), "--baseline goes with --format markdown or github, not with " + format);
        }
        ScenarioFile file = finder.checked(scenario, changes.overrides());
        String baseline = baselines == null ? "" : BaselineCommand.saved(file, scenario, baselines);
        Logger log = LoggerFactory.getLogger("brownout");
        List<Variant> variants = VariantRuns.named(file, wanted);
        terminal.warn(file.warnings());
        RunResult result;
        List<String> written;
        double seconds;
        Destination destination = new Destination(terminal, typed());
        try (ResultFolder folder = out == null ? null : new ResultFolder(out, destination);
                Interruption interruption = Interruption.awaited()) {
            long startedAt = System.nanoTime();
            result = file.result(VariantRuns.of(
                    file, variants, new Execution(threads, terminal.progress(), interruption::asked, TrialStore.NONE)));
            seconds = (System.nanoTime() - startedAt) / 1e9;
            log.debug("{} variants of {} simulated in {} s by {} threads", variants.size(), scenario, seconds, threads);
            written = folder == null ? List.of() : folder.write(result, seconds);
            log.debug("{} outputs written", written.size());
            if (interruption.asked() || !guess) {
                tell(new Ran(file, result, options(written), seconds, baseline));
            }
            if (interruption.asked()) {
                long ended = result.variants().stream()
                        .filter(VariantResult::complete)
                        .count();
                terminal.interrupted(ended, variants.size(), "variants");
                return ExitCode.INTERRUPTED;
            }
        }
        if (guess) {
            guess(result);
            tell(new Ran(file, result, options(written), seconds, baseline));
        }
        return code(result);
    }

    private List<String> typed() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private Options options(List<String> written) {
        return new Options(colored() && format == RunForm.text, LineWrap.WIDTH, false, written);
    }

    private void tell(Ran ran) {
        format.print(terminal, ran);
        terminal.out().flush();
    }

    private void guess(RunResult result) {
        terminal.out().print(Summary.render(result, new Options(colored(), LineWrap.WIDTH, true, List.of())));
        Guesses guesses =
                new Guesses(terminal, result, setting -> finder.checked(scenario, changes.overrides(setting)));
        guesses.ask();
        guesses.compared().forEach(terminal.out()::println);
        terminal.out().println();
    }

    private boolean colored() {
        return color == Color.always || color == Color.auto && terminal.colorful();
    }

    /** A run that could not reach its end holds no assertion. */
    private static int code(RunResult result) {
        return Verdicts.asExpected(result) ? ExitCode.HELD : ExitCode.MISSED;
    }
}
