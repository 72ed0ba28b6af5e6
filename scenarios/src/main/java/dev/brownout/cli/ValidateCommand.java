package dev.brownout.cli;

import dev.brownout.analysis.Forecast;
import dev.brownout.language.Overrides;
import dev.brownout.language.Problem;
import dev.brownout.language.ProblemReport;
import dev.brownout.language.ScenarioFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks scenarios without running them; refuses exactly what {@code run} refuses. */
@Command(
        name = "validate",
        description = "Checks scenarios without running them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every file can be run", ExitCode.BAD_INPUT_LINE})
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "files, or names that 'brownout list' shows")
    private List<String> files;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text for people; json, github or sarif on standard output for other programs")
    private Form form;

    /** Forms of what was found. */
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
    public Integer call() throws Refusal {
        Shelf shelf = new Shelf();
        List<Problem> found = new ArrayList<>();
        int code = ExitCode.HELD;
        for (String name : files) {
            try {
                ScenarioFile file = shelf.checked(name, Overrides.NONE);
                found.addAll(file.warnings());
                found.addAll(forecasts(name, file));
                if (form == Form.text) {
                    file.warnings().stream().map(Problem::render).forEach(terminal.err()::println);
                    forecasts(name, file).stream().map(Problem::headline).forEach(terminal.err()::println);
                    int variants = file.variants().size();
                    terminal.out().println(name + ": valid, " + variants + (variants == 1 ? " variant" : " variants"));
                }
            } catch (Refusal refusal) {
                if (form != Form.text && refusal.problems().isEmpty()) {
                    throw refusal;
                }
                found.addAll(refusal.problems());
                if (form == Form.text) {
                    terminal.err().println(refusal.getMessage());
                }
                code = ExitCode.BAD_INPUT;
            }
        }
        report(found);
        return code;
    }

    private void report(List<Problem> found) {
        terminal.out()
                .print(
                        switch (form) {
                            case text -> "";
                            case json -> ProblemReport.json(found);
                            case github -> ProblemReport.github(found);
                            case sarif -> ProblemReport.sarif(found, Version.number());
                        });
        terminal.out().flush();
    }

    /**
     * What paper and pencil say of each variant that its author may not have meant; once where all variants have it.
     */
    private static List<Problem> forecasts(String name, ScenarioFile file) {
        Set<String> warnings = new LinkedHashSet<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            warnings.addAll(Forecast.of(variant.scenario()).analysis().warnings());
        }
        return warnings.stream().map(warning -> Problem.ofWhole(name, warning)).toList();
    }
}
