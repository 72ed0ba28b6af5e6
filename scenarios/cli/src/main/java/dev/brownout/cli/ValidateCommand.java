package dev.brownout.cli;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.ForecastWarnings;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Command that checks scenarios and rejects exactly those that {@code run} rejects. Optionally runs all variants and
 * checks that their assertions have the expected outcomes.
 */
@Command(
        description = "Check scenarios without a run; --run also checks the verdicts.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all files are valid; with --run, all verdicts are as expected",
            ExitCode.BAD_INPUT_LINE,
            "99:with --run, a verdict is not as expected"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            completionCandidates = ScenarioNames.class,
            description = "scenarios of the library or files")
    private List<String> files;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "standard output: text, json, github or sarif")
    private Form form;

    @Option(names = "--run", description = "also run each variant and compare its verdicts with expect_violations")
    private boolean run;

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of the text: ${COMPLETION-CANDIDATES}; default: en. Other formats are in English")
    private TextLanguage lang = TextLanguage.en;

    @Mixin
    private ScenarioOptions changes;

    /** Output form of the problems. */
    enum Form {
        text,
        json,
        github,
        sarif
    }

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        return LanguageScope.in(form == Form.text ? lang : TextLanguage.en, this::validated);
    }

    private int validated() throws UsageException {
        boolean refused = false;
        List<Problem> found = new ArrayList<>();
        int code = ExitCode.SUCCESS;
        for (String name : files) {
            try {
                code = Math.max(code, checkFile(name, found));
            } catch (UsageException refusal) {
                if (form != Form.text && refusal.problems().isEmpty()) {
                    throw refusal;
                }
                found.addAll(refusal.problems());
                if (form == Form.text) {
                    terminal.printProblems(refusal);
                }
                refused = true;
            }
        }
        report(found);
        return refused ? ExitCode.BAD_INPUT : code;
    }

    /**
     * Adds the problems of a file. Returns the exit code, which includes the outcomes of its variants if they are run.
     */
    private int checkFile(String name, List<Problem> found) throws UsageException {
        ScenarioFile file = new ScenarioFinder().check(name, changes.overrides());
        List<VariantResult> results = run ? results(file) : List.of();
        List<Problem> problems = run ? ForecastWarnings.warnings(file, results) : ForecastWarnings.warnings(file);
        List<Problem> surprises = surprises(name, results);
        found.addAll(file.warnings());
        found.addAll(problems);
        found.addAll(surprises);
        if (form == Form.text) {
            Stream.of(file.warnings(), problems, surprises).forEach(terminal::warn);
            terminal.output()
                    .println(
                            Messages.text("summary.valid", name, file.variants().size(), run && surprises.isEmpty()));
        }
        return surprises.isEmpty() ? ExitCode.SUCCESS : ExitCode.VIOLATED;
    }

    private List<VariantResult> results(ScenarioFile file) throws UsageException {
        Execution execution = Execution.withProgress(terminal.progress(), () -> false);
        try {
            return file.result(VariantRuns.run(file, file.variants(), execution))
                    .variants();
        } catch (ExperimentException impossible) {
            throw UsageException.of(impossible);
        }
    }

    /** Returns the problems of variants with unexpected outcomes or that ended early. */
    private static List<Problem> surprises(String name, List<VariantResult> results) {
        List<Problem> surprises = new ArrayList<>();
        for (VariantResult result : results) {
            VerdictWording.surprises(result)
                    .values()
                    .forEach(text -> surprises.add(Problem.fileError(ProblemKind.VERDICT, name, text)));
            if (!result.run().complete()) {
                surprises.add(Problem.fileError(
                        ProblemKind.ENDED_EARLY,
                        name,
                        Sentence.of(
                                "variant \"{}\" ended early: {}",
                                result.name(),
                                result.run().stopped().why())));
            }
        }
        return surprises;
    }

    private void report(List<Problem> found) {
        String report = switch (form) {
            case text -> "";
            case json -> ProblemReport.json(found);
            case github -> ProblemReport.github(found);
            case sarif -> ProblemReport.sarif(found, Version.number());
        };
        terminal.output().writeBytes(report.getBytes(StandardCharsets.UTF_8));
        terminal.output().flush();
    }
}
