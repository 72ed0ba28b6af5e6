package dev.brownout.cli;

import dev.brownout.cli.RunForm.Ran;
import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.text.AccessLogWriter;
import dev.brownout.cli.text.FailureLog;
import dev.brownout.cli.text.OptionException;
import dev.brownout.cli.text.TraceSelectorConverter;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.format.VerdictWording;
import dev.brownout.html.ResultProvenance;
import dev.brownout.io.CommandFiles;
import dev.brownout.io.OutputFile;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import dev.brownout.tracing.TraceSet;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that runs a scenario and prints the results. */
@Command(
        description = "Run all variants of a scenario with the same random numbers.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS_LINE,
            ExitCode.VIOLATED_LINE,
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;
    private ScenarioFinder finder = new ScenarioFinder();

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "scenario of the library ('brownout list') or a file")
    private String scenario;

    @Option(names = "--variant", paramLabel = "V", description = "run only this variant; may be repeated")
    private List<String> variantNames = List.of();

    @Mixin
    private ScenarioOptions changes;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write report, charts, time series and result to this folder")
    private Path out;

    @Option(names = "--breakdown", description = "print the latency breakdown by component: work and waiting")
    private boolean breakdown;

    @Option(
            names = "--trace",
            paramLabel = "WHICH",
            split = ",",
            converter = TraceSelectorConverter.class,
            description = "trace single requests: slowest=N, failed=N, id=ID; may be repeated")
    private List<TraceSelector> traced = List.of();

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "write the access log of one variant, a JSON line per request")
    private Path accessLog;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "write one line per failed request: time, id, path and cause; at most 100,000 per variant;"
                    + " doubles the run time")
    private Path log;

    @Option(names = "--guess", description = "enter your predictions before the results are shown")
    private boolean guess;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "standard output: text, json, junit, markdown, github; csv or openmetrics for time series")
    private RunForm format;

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "with --format markdown or github: print changes since 'baseline save' in this folder")
    private Path baselines;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of the text and the report: ${COMPLETION-CANDIDATES}; default: en. Other formats"
                    + " are in English")
    private TextLanguage lang = TextLanguage.en;

    @Option(names = "--details", description = "print all tables, the timeline and the lesson")
    private boolean details;

    @Option(names = "--watch", description = "run again when a file of the scenario changes; Ctrl-C ends")
    private boolean watch;

    @Option(names = "--quiet", description = "print only the verdict")
    private boolean quiet;

    @Option(names = "--threads", paramLabel = "N", description = "number of parallel runs; default: number of cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    /** Signals since the start of the last run. A watch ends on one that came when the run had ended. */
    private ShutdownHook interruption;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        return LanguageScope.in(lang, () -> watch ? runOnChanges() : runOnce());
    }

    /**
     * Runs the scenario after each change of its files, until an interrupt. An invalid file is reported, and the
     * command waits for its next change.
     */
    private int runOnChanges() throws UsageException {
        Path file = ScenarioFinder.file(scenario).orElse(null);
        if (file == null || guess) {
            throw new OptionException(spec.commandLine(), "--watch needs a scenario file and excludes --guess");
        }
        List<Path> named = new ArrayList<>(List.of(file));
        changes.prices().ifPresent(named::add);
        FileWatch saved = new FileWatch(named);
        finder = new ScenarioFinder(saved::watchAlso);
        while (true) {
            try {
                runOnce();
                if (interruption.isInterrupted()) {
                    return ExitCode.INTERRUPTED;
                }
            } catch (UsageException refusal) {
                terminal.printProblems(refusal);
            } catch (ExperimentException impossible) {
                terminal.printProblems(UsageException.of(impossible));
            }
            String form = saved.watchesMore()
                    ? "waiting for changes of {} or a file that it reads; Ctrl-C ends"
                    : "waiting for changes of {}; Ctrl-C ends";
            terminal.err().println(SentenceTranslation.marked(Sentence.of(form, file)));
            try {
                saved.await();
            } catch (InterruptedException e) {
                return ExitCode.INTERRUPTED;
            }
            terminal.clear();
        }
    }

    private int runOnce() throws UsageException {
        CommandFiles.begin();
        rejectConflictingOptions();
        ScenarioFile file = finder.check(scenario, changes.overrides());
        String baseline = baselines == null ? "" : BaselineCommand.saved(file, scenario, baselines);
        List<Variant> variants = variants(file);
        terminal.warn(file.warnings());
        RunResult result;
        List<String> written;
        double seconds;
        OutputTarget destination = new OutputTarget(terminal, typed());
        ShutdownHook signals = ShutdownHook.recordingFirst();
        interruption = signals;
        try (signals;
                ResultFolder folder = out == null ? null : new ResultFolder(out, destination)) {
            long startedAt = System.nanoTime();
            CommandLog.debug("variants: {}, threads: {}", variants.size(), threads);
            result = file.result(results(
                    file,
                    variants,
                    new Execution(threads, terminal.progress(), signals::isInterrupted, TrialStore.NONE)));
            if (!signals.isInterrupted()) {
                refuseUnknown(result);
            }
            seconds = (System.nanoTime() - startedAt) / 1e9;
            written = folder == null
                    ? List.of()
                    : folder.write(result, new ResultProvenance(destination.repeated(), file.text()), seconds);
            if (signals.isInterrupted() || !guess) {
                report(new Ran(file, result, executed(written, result, seconds), seconds, baseline));
            }
            if (signals.isInterrupted()) {
                long endAt = result.variants().stream()
                        .filter(variant -> variant.run().complete())
                        .count();
                terminal.printInterrupted(endAt, variants.size(), "variants");
                return ExitCode.INTERRUPTED;
            }
        }
        if (guess) {
            guess(result);
            report(new Ran(file, result, executed(written, result, seconds), seconds, baseline));
        }
        return code(result);
    }

    /**
     * Returns the options of the screen. Only a terminal shows the duration, so that outputs of equal runs are equal.
     */
    private Options executed(List<String> written, RunResult result, double seconds) {
        return options(written)
                .executed(terminal.outIsScreen() ? seconds : Double.NaN, new NextCommand(result, typed()).text());
    }

    private List<Variant> variants(ScenarioFile file) {
        List<Variant> variants = VariantRuns.named(file, variantNames);
        if (accessLog != null && variants.size() != 1) {
            throw new OptionException(spec.commandLine(), "--access-log needs one variant: select it with --variant");
        }
        return variants;
    }

    private List<VariantResult> results(ScenarioFile file, List<Variant> variants, Execution execution)
            throws UsageException {
        if (log == null) {
            return followed(file, variants, execution);
        }
        try (OutputFile opened = OutputFile.open(log)) {
            List<VariantResult> results = followed(file, variants, execution);
            new FailureLog(variants).write(opened, results);
            return results.stream()
                    .map(result -> FailureLog.withSelectedTraces(result, traceSelector()))
                    .toList();
        } catch (IOException failed) {
            throw OutputTarget.unwritable(log, failed);
        }
    }

    private List<VariantResult> followed(ScenarioFile file, List<Variant> variants, Execution execution)
            throws UsageException {
        if (accessLog == null) {
            return VariantRuns.run(file, variants, execution, following());
        }
        try (AccessLogWriter opened = new AccessLogWriter(accessLog)) {
            List<VariantResult> results =
                    VariantRuns.run(file, variants, execution, following().logging(opened));
            opened.complete(results.get(0));
            return results;
        } catch (UncheckedIOException failed) {
            throw OutputTarget.unwritable(accessLog, failed.getCause());
        } catch (IOException failed) {
            throw OutputTarget.unwritable(accessLog, failed);
        }
    }

    private void rejectConflictingOptions() {
        if (guess && format != RunForm.text) {
            throw new OptionException(spec.commandLine(), "--guess is interactive and excludes --format {}", format);
        }
        if (quiet && (details || guess || format != RunForm.text)) {
            throw new OptionException(spec.commandLine(), "--quiet excludes --details, --guess and --format");
        }
        if (threads < 1) {
            throw new OptionException(spec.commandLine(), "--threads is at least 1");
        }
        if (baselines != null && !format.includesChanges()) {
            throw new OptionException(
                    spec.commandLine(), "--baseline needs --format markdown or github, not {}", format);
        }
    }

    private TraceOptions following() {
        return new TraceOptions(breakdown, log == null ? traceSelector() : FailureLog.all(traceSelector()));
    }

    private TraceSelector traceSelector() {
        return traced.stream().reduce(TraceSelector.NONE, TraceSelector::and);
    }

    /** Rejects a trace id that no request of any variant has. Not checked if a variant ended early. */
    private void refuseUnknown(RunResult result) {
        for (Long identity : traceSelector().identities()) {
            String id = TraceSet.id(identity);
            boolean exists = result.variants().stream()
                    .flatMap(variant -> variant.tracing().traces().stream())
                    .anyMatch(trace -> trace.id().equals(id));
            if (!exists
                    && result.variants().stream()
                            .allMatch(variant -> variant.run().complete())) {
                throw new OptionException(spec.commandLine(), "no completed request has the id {}", id);
            }
        }
    }

    private List<String> typed() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private Options options(List<String> written) {
        return new Options(terminal.usesColors() && format == RunForm.text, TerminalWidth.current(), false, written);
    }

    private void report(Ran ran) {
        TextLanguage language = format == RunForm.text ? lang : TextLanguage.en;
        LanguageScope.in(language, () -> print(ran.inLanguage(language)));
    }

    private Ran print(Ran ran) {
        if (quiet) {
            terminal.output().printColored(RunOverview.verdict(ran.result(), ran.options()));
        } else if (format == RunForm.text && !details) {
            terminal.output().printColored(Summary.followed(ran.result(), ran.options()));
            List<String> written = ran.options().written();
            terminal.output().printColored(RunOverview.render(ran.result(), ran.options(), written.isEmpty() ? 0 : 1));
            report(written);
        } else {
            format.print(terminal, ran);
        }
        terminal.output().flush();
        return ran;
    }

    private void guess(RunResult result) {
        Options all = new Options(terminal.usesColors(), TerminalWidth.current(), true, List.of());
        terminal.output().printColored(Summary.render(result, all));
        PredictionQuiz guesses = new PredictionQuiz(
                terminal, result, lang, setting -> finder.check(scenario, changes.overrides(setting)));
        guesses.askQuestions();
        guesses.compared().forEach(terminal.output()::println);
        terminal.output().println();
    }

    /** Prints the path of the report, if one was written. */
    private void report(List<String> written) {
        if (!written.isEmpty()) {
            terminal.output().print(Messages.text("report.report"));
            terminal.link(Path.of(written.get(written.size() - 1)));
            terminal.output().println();
        }
    }

    /** Returns the exit code of a result. A run that ended early meets no assertion. */
    private static int code(RunResult result) {
        return VerdictWording.asExpected(result) ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }
}
