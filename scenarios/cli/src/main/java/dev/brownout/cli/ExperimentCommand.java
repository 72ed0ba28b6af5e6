package dev.brownout.cli;

import dev.brownout.cli.text.OptionException;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.SpecFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Command of an experiment. Its arguments and options are those of the record of the experiment, and the common ones.
 */
final class ExperimentCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final ExperimentOptions common;
    private final RecordOptions<? extends ExperimentSpec> options;
    private final PositionalParamSpec scenarios;
    private final OptionSpec out;
    private final int mostScenarios;

    private ExperimentCommand(Class<? extends ExperimentSpec> type, Terminal terminal) {
        CommandForm form = type.getAnnotation(CommandForm.class);
        mostScenarios = form.mostScenarios();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(SpecFields.of(type).sentence())
                .sortOptions(false)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes(form));
        PositionalParamSpec.Builder scenario = mostScenarios == 1
                ? PositionalParamSpec.builder().type(String.class).index("0")
                : PositionalParamSpec.builder()
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1.." + mostScenarios);
        scenarios = scenario.paramLabel("SCENARIO")
                .completionCandidates(new ScenarioNames())
                .description(form.scenario())
                .build();
        spec.addPositional(scenarios);
        out = OptionSpec.builder("--out")
                .paramLabel("DIR")
                .type(Path.class)
                .description(form.folder())
                .build();
        spec.addOption(out);
        options = new RecordOptions<>(type, spec);
        common = new ExperimentOptions(terminal, spec);
        spec.addMixin("common", CommandSpec.forAnnotatedObject(common));
    }

    /** Returns the command of an experiment. */
    static CommandSpec command(Class<? extends ExperimentSpec> type, Terminal terminal) {
        return new ExperimentCommand(type, terminal).spec;
    }

    private static Map<String, String> exitCodes(CommandForm form) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("" + ExitCode.SUCCESS, form.success());
        if (!form.violated().isEmpty()) {
            codes.put("" + ExitCode.VIOLATED, form.violated());
        }
        for (String line : List.of(
                ExitCode.BAD_INPUT_LINE,
                ExitCode.INTERNAL_ERROR_LINE,
                ExitCode.INTERRUPTED + ":interrupted; finished results are printed, marked as partial")) {
            int colon = line.indexOf(':');
            codes.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return codes;
    }

    @Override
    public Integer call() throws UsageException {
        try {
            return run();
        } catch (ExperimentException impossible) {
            throw impossible;
        } catch (InvalidValueException wrong) {
            throw new OptionException(spec.commandLine(), wrong.sentence());
        }
    }

    private int run() throws UsageException {
        List<String> names = scenarios.stringValues();
        if (names.size() > mostScenarios) {
            throw new InvalidValueException(
                    "'{}' is one argument too many; expected at most two scenarios", names.get(mostScenarios));
        }
        Path folder = out.getValue();
        ExperimentSpec experiment = options.read();
        List<Experiment> experiments = new ArrayList<>();
        for (String name : names) {
            experiments.add(common.experiment(name));
        }
        ExperimentRequest request =
                new ExperimentRequest(experiments, options.given(), options::name, common.elsewhere());
        PlannedExperiment planned = experiment.plan(request);
        return common.run(planned, common.shard(folder), folder);
    }
}
