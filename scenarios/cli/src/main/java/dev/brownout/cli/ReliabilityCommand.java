package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.cli.text.ReliabilityText;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.chart.ReliabilityCharts;
import dev.brownout.experiment.reliability.ReliabilityPlan;
import dev.brownout.experiment.reliability.ReliabilityResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command that estimates the availability over years, and the probability that an assertion is violated in them. */
@Command(
        name = "reliability",
        description = "Estimate the availability over years from mtbf and mttr, and risks.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":each assertion is met at the confidence level, or violated as expected",
            ExitCode.VIOLATED + ":an assertion is violated or undecided",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class ReliabilityCommand implements Callable<Integer> {
    @Mixin
    private SearchTarget target;

    @Option(
            names = "--years",
            paramLabel = "N",
            defaultValue = "1",
            description = "length of the period in years; default: ${DEFAULT-VALUE}")
    private double years;

    @Option(
            names = "--risk",
            paramLabel = "P",
            defaultValue = "5%",
            converter = PercentConverter.class,
            description = "accepted probability that an assertion is violated in the period; default: ${DEFAULT-VALUE}")
    private double risk;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "20%",
            converter = PercentConverter.class,
            description = "relative error at which the estimate of a probability stops; default: ${DEFAULT-VALUE}")
    private double precision;

    @Option(
            names = "--states",
            paramLabel = "N",
            defaultValue = "40",
            description = "maximum number of states with failed nodes that are run with requests; default:"
                    + " ${DEFAULT-VALUE}")
    private int states;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "4",
            description = "replications of each state; default: ${DEFAULT-VALUE}")
    private int replications;

    @Mixin
    private final ExperimentOptions options;

    ReliabilityCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        Experiment experiment = options.search(
                target, replications, 2, "reliability selects states and levels by earlier results; omit the option");
        if (!(years > 0 && years <= ReliabilityPlan.MOST_YEARS)) {
            throw options.usageError("--years is above 0 and at most 50, not {}", years);
        }
        if (states < 1) {
            throw options.usageError("--states is at least 1");
        }
        ReliabilityPlan plan = ReliabilityPlan.of(experiment)
                .years(years)
                .acceptedRisk(risk)
                .precision(precision)
                .mostStates(states);
        return options.run(target.outputFolder(), output -> print(plan.run(output.execution()), output));
    }

    private static int print(ReliabilityResult result, ExperimentOutput output) throws UsageException {
        if (result.availability() == null) {
            return output.exitCodeWithoutFindings();
        }
        output.write(ExperimentFindings.of(
                "reliability",
                result.file(),
                result.confidence(),
                result.done(),
                new ReliabilityText(result),
                () -> ReliabilityCharts.charts(result)));
        return output.exitCode(result.asExpected());
    }
}
