package dev.brownout.cli;

import dev.brownout.cli.ExperimentOutput.ExperimentFindings;
import dev.brownout.cli.ScenarioOptions.SearchTarget;
import dev.brownout.cli.frontier.FrontierOptions;
import dev.brownout.cli.text.TuneText;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.chart.TuneCharts;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.tune.SensitivityMethod;
import dev.brownout.experiment.tune.TunePlan;
import dev.brownout.experiment.tune.TuneResult;
import dev.brownout.experiment.tune.TunedSetting;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Command that searches for values of settings that meet every assertion. */
@Command(
        name = "tune",
        description = "Find values of settings that meet the assertions, and their region.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.SUCCESS + ":found",
            ExitCode.VIOLATED + ":no tested design meets all assertions",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class TuneCommand implements Callable<Integer> {
    @Mixin
    private SearchTarget target;

    @Option(
            names = "--vary",
            paramLabel = "PATH=VALUES",
            required = true,
            description = "setting and its range A..B or list a,b,c, such as web.queue=10..1000; repeated for up to 8"
                    + " settings. A range with a ratio of 100 or more has a logarithmic scale")
    private List<String> vary = List.of();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "" + TunePlan.DEFAULT_RUNS,
            description = "maximum number of runs; default: ${DEFAULT-VALUE}")
    private int runs;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "number of replications per verdict; default: ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--minimise",
            paramLabel = "METRIC",
            description = "metric that selects the recommended design, such as all.cost; default: the largest margin")
    private String minimise;

    @Option(
            names = "--sensitivity",
            paramLabel = "METHOD",
            defaultValue = "morris",
            converter = RankingConverter.class,
            description = "ranking of the settings: morris, sobol or none; default: ${DEFAULT-VALUE}")
    private SensitivityMethod sensitivity;

    @Mixin
    private FrontierOptions frontier;

    @Mixin
    private final ExperimentOptions options;

    TuneCommand(Terminal terminal) {
        options = new ExperimentOptions(terminal);
    }

    @Override
    public Integer call() throws UsageException {
        Experiment experiment = options.search(
                target,
                replications,
                2,
                "tune selects each design by the previous results; use 'brownout sweep' or omit the option");
        List<TunedSetting> settings = vary.stream().map(this::setting).toList();
        String obstacle = ComparableDesigns.obstacle(
                settings.stream().map(TunedSetting::variation).toList(), true);
        TunePlan plan = new TunePlan(options.withFrontier(frontier.request(false, obstacle), experiment), settings)
                .runs(runs)
                .sensitivity(sensitivity);
        if (minimise != null) {
            Metric metric = options.metric("--minimise", minimise);
            plan = plan.minimising("--minimise " + metric, metric);
        }
        TunePlan checked = plan.checked();
        return options.run(target.outputFolder(), output -> print(checked.run(output.execution()), output));
    }

    private TunedSetting setting(String typed) {
        try {
            return TunedSetting.of(typed);
        } catch (IllegalArgumentException wrong) {
            throw options.usageError("--vary {}", Sentence.reason(wrong));
        }
    }

    private int print(TuneResult result, ExperimentOutput output) throws UsageException {
        if (!result.screened().isEmpty()) {
            ExperimentFindings findings = ExperimentFindings.of(
                    "tune",
                    result.file(),
                    options.confidence(),
                    result.done(),
                    new TuneText(result),
                    () -> TuneCharts.charts(result));
            output.write(findings, ComparableDesigns.of(result), options.confidence());
        } else if (output.isInterrupted()) {
            return output.exitCodeWithoutFindings();
        }
        return output.exitCode(result.found());
    }

    /** Converter of the name of a ranking. */
    static final class RankingConverter implements ITypeConverter<SensitivityMethod> {
        @Override
        public SensitivityMethod convert(String text) {
            for (SensitivityMethod method : SensitivityMethod.values()) {
                if (method.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return method;
                }
            }
            throw new TypeConversionException("'" + text + "' is not a ranking; expected morris, sobol or none");
        }
    }
}
