package dev.brownout.cli;

import dev.brownout.cli.screen.SanitizedPrintStream;
import dev.brownout.cli.text.TableForm;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.experiment.catalog.ExperimentCatalog;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.experiment.shard.DescribedExperiment;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Output of the results of an experiment, to standard output and to its folder.
 *
 * @param folder folder of the experiment; may be absent
 * @param options output form, and the command that produced the results
 * @param execution execution settings of the experiment
 */
record ExperimentOutput(Terminal terminal, ExperimentFolder folder, OutputOptions options, Execution execution) {
    /**
     * Runs an experiment and prints its results. Returns the exit code of the command.
     *
     * @param frontier requested Pareto frontier of the designs
     */
    int run(PlannedExperiment planned, Optional<FrontierRequest> frontier) throws UsageException {
        ExperimentOutcome outcome = planned.run(execution, terminal.usesColors());
        if (outcome.findings().isEmpty()) {
            return isInterrupted() ? exitCodeWithoutFindings() : exitCode(outcome.success());
        }
        ExperimentOutcome complete =
                frontier.isPresent() ? outcome.withFrontier(frontier.get(), isInterrupted()) : outcome;
        write(complete.findings().orElseThrow());
        return exitCode(outcome.success());
    }

    /**
     * Runs a shard of an experiment. Prints only the number of its runs, as a shard alone has no findings. Returns the
     * exit code of the command.
     */
    int run(DescribedExperiment experiment, Shard shard, Path out) {
        OutputOptions outputOptions =
                new OutputOptions(options.command(), options.form(), options.details(), shard.of());
        int runs = shard.select(experiment.trials()).size();
        int completed = folder.run(shard, experiment.withOutputOptions(outputOptions), execution);
        if (isInterrupted()) {
            terminal.printInterrupted(completed, runs, "runs");
            return ExitCode.INTERRUPTED;
        }
        SanitizedPrintStream screen = options.form().equals(TableForm.text.name()) ? terminal.output() : terminal.err();
        screen.println(
                "shard " + shard + ": " + runs + " of " + experiment.trials().size() + " runs are in " + out);
        screen.println(
                shard.of() == 1
                        ? "next: brownout merge " + out + " --out DIR"
                        : "next, with the folders of all " + shard.of() + " shards: brownout merge " + out
                                + " DIR... --out DIR");
        return ExitCode.SUCCESS;
    }

    /** Returns the description of an experiment. */
    private static String purpose(String experiment) {
        return ExperimentCatalog.ALL.stream()
                .filter(spec -> experiment.equals(spec.getAnnotation(Kind.class).value()))
                .map(spec -> spec.getAnnotation(Doc.class).value())
                .findFirst()
                .orElse("");
    }

    private boolean isInterrupted() {
        return execution.stopped().getAsBoolean();
    }

    private int exitCode(boolean success) {
        return isInterrupted() ? ExitCode.INTERRUPTED : success ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }

    /** Returns the exit code of an interrupted experiment that has nothing to report. */
    private int exitCodeWithoutFindings() {
        terminal.printError(
                folder.isPresent()
                        ? Sentence.of("brownout: interrupted before a result; finished runs are kept")
                        : Sentence.of("brownout: interrupted before a result"));
        return ExitCode.INTERRUPTED;
    }

    /** Writes findings to the folder, if there is one, and to standard output. */
    private void write(ExperimentFindings complete) throws UsageException {
        ExperimentFindings findings = complete;
        if (isInterrupted()) {
            int done = complete.done().size();
            complete.planned()
                    .ifPresentOrElse(
                            all -> terminal.printInterrupted(done, all.number(), all.noun()),
                            () -> terminal.printError(Sentence.of("brownout: interrupted; runs completed: {}", done)));
            findings = complete.partial();
        }
        ReportFrame frame = new ReportFrame(
                findings.file(),
                findings.experiment(),
                purpose(findings.experiment()),
                options.command(),
                findings.confidence());
        BiFunction<ReportFrame, List<Picture>, ExperimentReport> create = findings.page();
        Function<List<Picture>, ExperimentReport> page = pictures -> create.apply(frame, pictures);
        List<String> lines = new ArrayList<>(findings.lines());
        folder.write(findings, page).forEach(path -> lines.add("wrote " + path));
        TableForm form = TableForm.valueOf(options.form());
        form.print(terminal.output(), lines, form == TableForm.csv ? findings.table() : findings.data(), page);
    }
}
