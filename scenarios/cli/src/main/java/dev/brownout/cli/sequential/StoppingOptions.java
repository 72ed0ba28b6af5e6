package dev.brownout.cli.sequential;

import dev.brownout.cli.text.OptionException;
import dev.brownout.cli.text.PercentConverter;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.sequential.SequentialRule;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that end the replications when the results are decided. */
public final class StoppingOptions {
    @Option(
            names = "--precision",
            paramLabel = "P",
            converter = PercentConverter.class,
            description = "instead of -n: replicate until each result is decided or within this share, such as 5%%")
    private Double precision;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "200",
            description = "maximum number of replications for --precision; default: ${DEFAULT-VALUE}")
    private int most;

    /**
     * Returns the stopping rule that the options request; empty for a fixed number of replications.
     *
     * @param confidence confidence level of all looks together
     * @throws ParameterException if the options exclude each other, or the maximum is out of range
     */
    public Optional<SequentialRule> rule(CommandSpec spec, double confidence) {
        if (precision == null) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--most")) {
                throw new OptionException(spec.commandLine(), "--most needs --precision");
            }
            return Optional.empty();
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("-n")) {
            throw new OptionException(spec.commandLine(), "-n and --precision exclude each other");
        }
        if (most < SequentialRule.MINIMUM || most > Experiment.MOST_REPLICATIONS) {
            throw new OptionException(
                    spec.commandLine(),
                    "--most is {} to {}, not {}",
                    SequentialRule.MINIMUM,
                    Experiment.MOST_REPLICATIONS,
                    most);
        }
        return Optional.of(new SequentialRule(precision, confidence, most));
    }
}
