package dev.brownout.cli;

import dev.brownout.experiment.Case;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Summary;
import dev.brownout.language.Overrides;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.run.Run;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    private final ScenarioFinder finder = new ScenarioFinder();

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..2",
            description = "one for its variants, or two for their first ones")
    private List<String> scenarios;

    @Option(names = "--variant", paramLabel = "V", description = "only these variants; the first is compared with each")
    private List<String> wanted = List.of();

    @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "replications; ${DEFAULT-VALUE}")
    private int replications;

    @Mixin
    private ExperimentOptions options;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        options.requireReplications(replications, 2);
        List<Case> cases = cases();
        options.requireMoving(cases);
        List<Summary> summaries = cases.stream().map(c -> new Summary(c.name())).toList();
        try (Interruption interruption = Interruption.awaited()) {
            ProgressLine progress = new ProgressLine(terminal.err(), terminal.errIsScreen(), replications);
            try {
                options.experiment(
                                (trial, share, events, open) ->
                                        progress.reached(trial.replication(), share, events, open),
                                interruption::asked,
                                Experiment.Store.NONE)
                        .replicate(cases, 0, replications, summaries);
            } finally {
                progress.wipe();
            }
            if (interruption.asked()) {
                terminal.interrupted(summaries.get(0).size(), replications, "replications");
            }
            if (summaries.get(0).size() >= 2) {
                CompareText text = new CompareText(summaries, options.confidence());
                options.format().print(terminal.out(), text.lines(), text.data());
            }
            return interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.HELD;
        } catch (ScenarioException impossible) {
            throw ExperimentOptions.refused(impossible);
        }
    }

    /** What is compared, the first with each of the others. */
    private List<Case> cases() throws Refusal {
        ScenarioFile file = finder.checked(scenarios.get(0), options.overrides());
        terminal.warn(file.warnings());
        if (scenarios.size() == 2) {
            return twoFiles(file);
        }
        List<Variant> variants = new ArrayList<>(ScenarioOptions.variants(file, wanted));
        variants.sort((a, b) -> Integer.compare(wanted.indexOf(a.name()), wanted.indexOf(b.name())));
        if (variants.size() < 2) {
            throw options.misused("to compare takes two variants, or two scenarios; '" + file.name() + "' has "
                    + file.variants().stream().map(Variant::name).toList());
        }
        terminal.warn(file.twins(variants));
        return ExperimentOptions.cases(file, variants);
    }

    /** Two scenarios, the second on the seed of the first. */
    private List<Case> twoFiles(ScenarioFile first) throws Refusal {
        String seed = Long.toString(first.variants().get(0).scenario().seed());
        Overrides overrides = options.overrides().with(new Overrides.Option("--seed", "run.seed", seed));
        ScenarioFile second = finder.checked(scenarios.get(1), overrides);
        terminal.warn(second.warnings());
        List<Case> cases = new ArrayList<>();
        boolean same = first.name().equals(second.name());
        for (int i = 0; i < 2; i++) {
            ScenarioFile file = i == 0 ? first : second;
            Variant variant = wanted.isEmpty()
                    ? file.variants().get(0)
                    : ScenarioOptions.variants(file, wanted).get(0);
            Run.Setup setup = file.setup(variant);
            cases.add(new Case(
                    variant.scenario(),
                    new Run.Setup(
                            same ? scenarios.get(i) : file.name(),
                            setup.settings(),
                            setup.breaks(),
                            0,
                            setup.predicts())));
        }
        return cases;
    }
}
