package dev.brownout.cli;

import dev.brownout.cli.text.CallGraphDiagram;
import dev.brownout.cli.text.OptionException;
import dev.brownout.format.DisplayWidth;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.terminal.TerminalWidth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that prints a scenario: its text, its resolved settings with all defaults, or a diagram. */
@Command(description = "Print a scenario: YAML, resolved settings, or a diagram.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    /** Column in which the origin of a setting begins. */
    private static final int ORIGIN = 56;

    private static final int GAP = 2;
    private static final String FURTHER_IN = "    ";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "scenario of the library ('brownout list') or a file")
    private String scenario;

    @Option(names = "--resolved", description = "print each setting with its value and origin")
    private boolean resolved;

    @Option(
            names = "--diagram",
            paramLabel = "FORM",
            description = "print the call graph of the first variant: mermaid or dot")
    private CallGraphDiagram diagram;

    @Option(
            names = "--set",
            paramLabel = "PATH=V",
            description = "override a setting, such as web.nodes=4; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--param", paramLabel = "N=V", description = "set a parameter of the scenario; may be repeated")
    private List<String> params = List.of();

    @Spec
    private CommandSpec spec;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        if (resolved && diagram != null) {
            throw new OptionException(spec.commandLine(), "--resolved excludes --diagram");
        }
        Overrides overrides = new Overrides(params, sets);
        if (!resolved && diagram == null && !overrides.equals(Overrides.NONE)) {
            throw new OptionException(spec.commandLine(), "--set and --param need --resolved or --diagram");
        }
        ScenarioFinder finder = new ScenarioFinder();
        if (diagram != null) {
            ScenarioFile file = finder.check(scenario, overrides);
            terminal.output().print(diagram.of(file.variants().get(0).scenario()));
        } else if (resolved) {
            printResolved(finder.read(scenario, overrides));
        } else {
            terminal.output().print(finder.text(scenario));
        }
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }

    /** Prints all settings of the first variant, and for each further variant the settings that differ from it. */
    private void printResolved(ScenarioFile file) {
        Variant first = file.variants().get(0);
        Set<Setting> firstSettings = new HashSet<>();
        for (Variant variant : file.variants()) {
            List<Setting> own = variant.settings().stream()
                    .filter(setting -> !firstSettings.contains(setting))
                    .toList();
            String but = variant == first ? "" : ", settings that differ from " + first.name();
            terminal.output().println("# variant " + variant.name() + but);
            own.forEach(this::print);
            terminal.output().println();
            if (variant == first) {
                firstSettings.addAll(own);
            }
        }
    }

    /**
     * Prints a line with a setting and its origin. A line that is too long continues with an indent and is broken at
     * spaces, as YAML folds plain scalars. A value that contains double spaces is not broken.
     */
    private void print(Setting setting) {
        String value = setting.path() + ": " + setting.value();
        String origin = "# " + setting.origin();
        int capacity = TerminalWidth.current() - DisplayWidth.width(value) - DisplayWidth.width(origin);
        if (capacity >= GAP) {
            int gap = Math.max(GAP, Math.min(capacity, ORIGIN - DisplayWidth.width(value)));
            terminal.output().println(value + " ".repeat(gap) + origin);
            return;
        }
        List<String> lines = value.contains("  ")
                ? List.of(value)
                : DisplayWidth.fill(value, TerminalWidth.current() - FURTHER_IN.length());
        for (int i = 0; i < lines.size(); i++) {
            terminal.output().println((i == 0 ? "" : FURTHER_IN) + lines.get(i));
        }
        terminal.output().println(FURTHER_IN + origin);
    }
}
