package dev.brownout.cli;

import dev.brownout.experiment.Case;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.Judgement;
import dev.brownout.experiment.Precision;
import dev.brownout.experiment.Summary;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wording.Quantity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats a scenario on independent draws, and says what can be said of all repetitions. */
@Command(
        name = "replicate",
        description =
                "Repeats a scenario on independent draws: means with intervals, and verdicts that say how sure they"
                        + " are.",
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
final class ReplicateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SCENARIO", description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(names = "--variant", paramLabel = "V", description = "only this variant; may be repeated")
    private List<String> wanted = List.of();

    @Option(names = "-n", paramLabel = "N", description = "replications; 30 where nothing is said")
    private Integer replications;

    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = Percent.class,
            description = "instead of -n: until each number is known to such a share of its value, such as 5%%")
    private Double precision;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "1000",
            description = "replications after which --precision gives up; ${DEFAULT-VALUE}")
    private int most;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to keep a result for each replication; what is there already is not run again")
    private Path out;

    @Mixin
    private ExperimentOptions options;

    ReplicateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        if (replications != null && precision != null) {
            throw options.misused("-n and --precision exclude each other");
        }
        int number = precision != null ? most : replications != null ? replications : 30;
        options.requireReplications(number, 1);
        ScenarioFile file = new ScenarioFinder().checked(scenario, options.overrides());
        List<Variant> variants = ScenarioOptions.variants(file, wanted);
        terminal.warn(file.warnings());
        terminal.warn(file.twins(variants));
        List<Case> cases = ExperimentOptions.cases(file, variants);
        options.requireMoving(cases);
        List<Summary> summaries = cases.stream().map(c -> new Summary(c.name())).toList();
        List<TrialFolder.Point> points = List.of(new TrialFolder.Point("", file));
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal), points);
                Interruption interruption = Interruption.awaited()) {
            boolean precise = run(cases, summaries, number, folder, interruption);
            if (interruption.asked()) {
                terminal.interrupted(summaries.get(0).size(), number, "replications");
            }
            if (summaries.get(0).size() == 0) {
                return ExitCode.INTERRUPTED;
            }
            ReplicateText text = new ReplicateText(file, summaries, options.confidence());
            List<String> written = folder.write("replicate", done(cases, summaries), text.data(), List.of());
            String missed = precise ? "" : "not every number is known to " + percent(precision) + " yet";
            options.format().print(terminal.out(), text.lines(missed, written), text.data());
            return interruption.asked() ? ExitCode.INTERRUPTED : code(summaries);
        } catch (ScenarioException impossible) {
            throw ExperimentOptions.refused(impossible);
        }
    }

    private static List<Experiment.Trial> done(List<Case> cases, List<Summary> summaries) {
        return IntStream.range(0, summaries.get(0).size())
                .mapToObj(i -> new Experiment.Trial(0, cases, i))
                .toList();
    }

    private static String percent(Double share) {
        return share == null ? "" : Quantity.percent(share);
    }

    /** Whether the numbers are as precise as was asked. */
    private boolean run(
            List<Case> cases, List<Summary> summaries, int number, ExperimentFolder folder, Interruption interruption) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.errIsScreen(), number);
        try {
            Experiment experiment = options.experiment(
                    (trial, share, events, open) -> progress.reached(trial.replication(), share, events, open),
                    interruption::asked,
                    folder.store());
            if (precision != null) {
                return new Precision(precision, options.confidence(), number).reach(experiment, cases, summaries)
                        || interruption.asked();
            }
            experiment.replicate(cases, 0, number, summaries);
            return true;
        } finally {
            progress.wipe();
        }
    }

    private int code(List<Summary> summaries) {
        boolean held = summaries.stream()
                .allMatch(s -> s.complete()
                        && s.sla(options.confidence()).values().stream().allMatch(Judgement::asExpected));
        return held ? ExitCode.HELD : ExitCode.MISSED;
    }
}
