package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Comparison;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.chart.ComparisonCharts;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.page.Block.Picture;
import dev.brownout.page.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares variants, or two scenarios, on the same draws. */
@Command(
        name = "compare",
        description =
                "Compares the first variant with the others, or two scenarios, on the same draws: differences with"
                        + " intervals, and which of them are no chance.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.HELD + ":compared, whatever came out",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED_LINE
        })
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..2",
            completionCandidates = ScenarioNames.class,
            description = "one for its variants, or two for their first ones")
    private List<String> scenarios;

    @Option(names = "--variant", paramLabel = "V", description = "only these variants; the first is compared with each")
    private List<String> wanted = List.of();

    @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "replications; ${DEFAULT-VALUE}")
    private int replications;

    @Option(names = "--out", paramLabel = "DIR", description = "where to leave a report, charts and a table")
    private Path out;

    @Option(names = "--details", description = "the intervals of all differences")
    private boolean details;

    @Mixin
    private ExperimentOptions options;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        options.requireReplications(replications, 2);
        ComparisonPlan plan = plan();
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal));
                Interruption interruption = Interruption.awaited()) {
            Comparison result = plan.run(options.execution(terminal, interruption::asked, TrialStore.NONE));
            int done = result.first().size();
            if (interruption.asked()) {
                terminal.interrupted(done, replications, "replications");
            }
            if (done >= 2) {
                CompareText text = new CompareText(result.summaries(), result.confidence());
                tell(folder, plan, result, text);
            }
            return interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.HELD;
        }
    }

    private void tell(ExperimentFolder folder, ComparisonPlan plan, Comparison result, CompareText text)
            throws Refusal {
        ComparisonCharts charts = new ComparisonCharts(result, plan.file().title());
        ExperimentPage frame = options.page(plan.file(), terminal);
        List<Chart> drawn = out == null ? List.of() : charts.all();
        Function<List<Picture>, Findings> page = pictures -> new ComparePage(result, charts).of(frame, pictures);
        List<String> lines = new ArrayList<>(details ? text.details() : text.lines(terminal.colorful()));
        folder.write("compare", plan.file().title(), List.of(), text.data(), drawn, page)
                .forEach(path -> lines.add("wrote " + path));
        options.format().print(terminal.out(), lines, text.data(), page);
    }

    private ComparisonPlan plan() throws Refusal {
        Experiment first = options.experiment(scenarios.get(0), wanted, replications, terminal);
        if (scenarios.size() == 2) {
            return first.compare(options.experiment(scenarios.get(1), wanted, replications, terminal));
        }
        ComparisonPlan plan = first.compare();
        if (plan.cases().size() < 2) {
            ScenarioFile file = plan.file();
            throw options.misused("to compare takes two variants, or two scenarios; '" + file.name() + "' has "
                    + file.variants().stream().map(Variant::name).toList());
        }
        return plan;
    }
}
