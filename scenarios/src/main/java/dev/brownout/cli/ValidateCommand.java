package dev.brownout.cli;

import dev.brownout.analysis.Forecast;
import dev.brownout.language.Overrides;
import dev.brownout.language.Problem;
import dev.brownout.language.ScenarioFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Shelf shelf = new Shelf();
        int code = ExitCode.HELD;
        for (String name : files) {
            try {
                ScenarioFile file = shelf.checked(name, Overrides.NONE);
                file.warnings().stream().map(Problem::render).forEach(terminal.err()::println);
                forecasts(name, file).forEach(terminal.err()::println);
                int variants = file.variants().size();
                terminal.out().println(name + ": valid, " + variants + (variants == 1 ? " variant" : " variants"));
            } catch (Refusal refusal) {
                terminal.err().println(refusal.getMessage());
                code = ExitCode.BAD_INPUT;
            }
        }
        return code;
    }

    /**
     * What paper and pencil say of each variant that its author may not have meant; once where all variants have it.
     */
    private static Set<String> forecasts(String name, ScenarioFile file) {
        Set<String> warnings = new LinkedHashSet<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            Forecast.of(variant.scenario())
                    .analysis()
                    .warnings()
                    .forEach(warning -> warnings.add(name + ": warning: " + warning));
        }
        return warnings;
    }
}
