package dev.brownout.cli;

import dev.brownout.chart.draw.Chart;
import dev.brownout.cli.frontier.FrontierRequest;
import dev.brownout.cli.frontier.FrontierText;
import dev.brownout.cli.screen.SanitizedPrintStream;
import dev.brownout.cli.sequential.StoppingText;
import dev.brownout.cli.text.FindingsText;
import dev.brownout.cli.text.ReportFrame;
import dev.brownout.cli.text.TableForm;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.DescribedExperiment;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ReplicationPlan;
import dev.brownout.experiment.SweepPlan;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.shard.Shard;
import dev.brownout.export.Dataset;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.language.ScenarioFile;
import dev.brownout.sentence.Sentence;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Output of the results of an experiment, to standard output and to its folder.
 *
 * @param folder folder of the experiment; may be absent
 * @param options output form, and the command that produced the results
 * @param execution execution settings of the experiment
 * @param frontier requested Pareto frontier of the designs
 */
record ExperimentOutput(
        Terminal terminal,
        ExperimentFolder folder,
        OutputOptions options,
        Execution execution,
        Optional<FrontierRequest> frontier) {
    /** Creates an output without a Pareto frontier. */
    ExperimentOutput(Terminal terminal, ExperimentFolder folder, OutputOptions options, Execution execution) {
        this(terminal, folder, options, execution, Optional.empty());
    }

    /**
     * Findings of an experiment in all output forms.
     *
     * @param command name of the command
     * @param confidence confidence level of the intervals
     * @param done completed trials
     * @param lines lines of the text form
     * @param data data of the JSON and CSV forms
     * @param charts draws the charts; called only if there is a folder
     * @param page creates the report page from its frame and the charts as pictures
     * @param files further files by their names in the folder
     * @param planned number of runs of the whole experiment, with their unit; empty for a search
     */
    record ExperimentFindings(
            String command,
            ScenarioFile file,
            double confidence,
            List<Trial> done,
            List<String> lines,
            Dataset data,
            Supplier<List<Chart>> charts,
            BiFunction<ReportFrame, List<Picture>, ExperimentReport> page,
            Map<String, byte[]> files,
            Optional<String> planned) {
        /**
         * Creates findings from their formatter.
         *
         * @param charts draws the charts; called only if there is a folder
         */
        static ExperimentFindings of(
                String command,
                ScenarioFile file,
                double confidence,
                List<Trial> done,
                FindingsText text,
                Supplier<List<Chart>> charts) {
            return new ExperimentFindings(
                    command, file, confidence, done, text.lines(), text.data(), charts, text::page);
        }

        /** Creates findings without further files. */
        ExperimentFindings(
                String command,
                ScenarioFile file,
                double confidence,
                List<Trial> done,
                List<String> lines,
                Dataset data,
                Supplier<List<Chart>> charts,
                BiFunction<ReportFrame, List<Picture>, ExperimentReport> page) {
            this(command, file, confidence, done, lines, data, charts, page, Map.of(), Optional.empty());
        }

        /**
         * Returns the findings with an additional result, first on the page and last on a terminal.
         *
         * @param name name of the fact in JSON
         * @param fact data of the JSON form
         * @param more lines of the text form
         * @param part part of the report page
         * @param pictures draws the charts of the result
         */
        ExperimentFindings with(
                String name, Map<String, Object> fact, List<String> more, Part part, Supplier<List<Chart>> pictures) {
            Map<String, Object> facts = new LinkedHashMap<>(data.facts());
            facts.put(name, fact);
            List<String> extended = new ArrayList<>(lines);
            extended.add("");
            extended.addAll(more);
            Supplier<List<Chart>> drawn = () -> {
                List<Chart> all = new ArrayList<>(pictures.get());
                all.addAll(charts.get());
                return all;
            };
            BiFunction<ReportFrame, List<Picture>, ExperimentReport> extendedPage = (frame, images) -> {
                ExperimentReport report = page.apply(frame, images);
                List<Part> parts = new ArrayList<>(List.of(part));
                parts.addAll(report.parts());
                return report.withParts(parts);
            };
            return new ExperimentFindings(
                    command,
                    file,
                    confidence,
                    done,
                    extended,
                    new Dataset(facts, data.table()),
                    drawn,
                    extendedPage,
                    files,
                    planned);
        }

        /** Returns the findings with further files, by their names in the folder. */
        ExperimentFindings withFiles(Map<String, byte[]> further) {
            Map<String, byte[]> more = new LinkedHashMap<>(files);
            more.putAll(further);
            return new ExperimentFindings(command, file, confidence, done, lines, data, charts, page, more, planned);
        }

        /**
         * Returns the findings with the number of all runs.
         *
         * @param runs number of runs of the whole experiment, with their unit, such as {@code 40 runs}
         */
        ExperimentFindings of(String runs) {
            return new ExperimentFindings(
                    command, file, confidence, done, lines, data, charts, page, files, Optional.of(runs));
        }

        /** Returns why the findings of an interrupted experiment are partial, in a sentence. */
        String partialReason() {
            String runs = done.size() + planned.map(all -> " of " + all).orElse(done.size() == 1 ? " run" : " runs");
            return "Interrupted after " + runs + ": the results are partial.";
        }

        /** Returns the findings of an interrupted experiment, marked in each form. */
        ExperimentFindings partial() {
            List<String> marked = new ArrayList<>(List.of(partialReason(), ""));
            marked.addAll(lines);
            return new ExperimentFindings(
                    command,
                    file,
                    confidence,
                    done,
                    marked,
                    data.partial(partialReason()),
                    charts,
                    (frame, pictures) -> page.apply(frame, pictures).partial(partialReason()),
                    files,
                    planned);
        }

        /** Returns the findings with the outcome of a stopping rule. */
        ExperimentFindings with(StoppingText stopping) {
            return with("stopping", stopping.fact(), stopping.lines(), stopping.part(), List::of);
        }
    }

    /** Returns this output with other execution settings. */
    ExperimentOutput withExecution(Execution other) {
        return new ExperimentOutput(terminal, folder, options, other, frontier);
    }

    /** Returns this output with a Pareto frontier, if it is requested. */
    ExperimentOutput withFrontier(Optional<FrontierRequest> request) {
        return new ExperimentOutput(terminal, folder, options, execution, request);
    }

    /** Runs an experiment and prints its results. Returns the exit code of the command. */
    int run(TrialPlan plan) throws UsageException {
        if (plan instanceof SweepPlan sweep) {
            return SweepCommand.print(sweep, Optional.empty(), this);
        }
        if (plan instanceof ReplicationPlan replications) {
            if (frontier.isPresent()) {
                throw new UsageException(
                        "brownout: --frontier compares designs of sweep, compare, capacity or tune, and "
                                + "these are the runs of 'brownout replicate'");
            }
            return ReplicateCommand.print(replications, Optional.empty(), this);
        }
        return CompareCommand.print((ComparisonPlan) plan, Optional.empty(), this);
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

    /** Returns whether the command was interrupted. */
    boolean isInterrupted() {
        return execution.stopped().getAsBoolean();
    }

    /** Reports the number of completed runs or replications if the command was interrupted. */
    void printInterruption(int done, int all, String unit) {
        if (isInterrupted()) {
            terminal.printInterrupted(done, all, unit);
        }
    }

    /**
     * Returns the exit code of a command.
     *
     * @param asExpected whether every assertion has its expected verdict, or the search was successful
     */
    int exitCode(boolean asExpected) {
        return isInterrupted() ? ExitCode.INTERRUPTED : asExpected ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }

    /** Returns the exit code of an interrupted experiment that has nothing to report. */
    int exitCodeWithoutFindings() {
        terminal.printError(
                folder.isPresent()
                        ? Sentence.of("brownout: interrupted before a result; finished runs are kept")
                        : Sentence.of("brownout: interrupted before a result"));
        return ExitCode.INTERRUPTED;
    }

    /** Writes the findings to the folder, if there is one, and to standard output. */
    void write(ExperimentFindings findings) throws UsageException {
        write(findings, findings.data());
    }

    /**
     * Writes the findings, with the Pareto frontier of the designs if it is requested.
     *
     * @param confidence confidence level of all comparisons at all looks together
     */
    void write(ExperimentFindings findings, ComparableDesigns designs, double confidence) throws UsageException {
        if (frontier.isEmpty()) {
            write(findings);
            return;
        }
        FrontierText text = frontier.get().of(designs, confidence);
        ExperimentFindings extended = findings.with(
                        "frontier",
                        text.fact(),
                        text.lines(),
                        text.part(),
                        () -> text.charts(findings.file().title()))
                .withFiles(Map.of(
                        "frontier.csv",
                        (isInterrupted() ? text.data().partial(findings.partialReason()) : text.data()).csv()));
        boolean table = TableForm.valueOf(options.form()) == TableForm.csv;
        write(extended, table ? text.data() : extended.data());
    }

    /**
     * Writes findings.
     *
     * @param data data on standard output
     */
    private void write(ExperimentFindings results, Dataset data) throws UsageException {
        ExperimentFindings findings = isInterrupted() ? results.partial() : results;
        Dataset printed = isInterrupted() ? data.partial(results.partialReason()) : data;
        if (isInterrupted() && findings.planned().isEmpty()) {
            terminal.printError(Sentence.of(
                    "brownout: interrupted; runs completed: {}", findings.done().size()));
        }
        ReportFrame frame = new ReportFrame(findings.file(), options.command(), findings.confidence());
        Function<List<Picture>, ExperimentReport> page =
                pictures -> findings.page().apply(frame, pictures);
        List<String> lines = new ArrayList<>(findings.lines());
        folder.write(findings, page).forEach(path -> lines.add("wrote " + path));
        TableForm.valueOf(options.form()).print(terminal.output(), lines, printed, page);
    }
}
