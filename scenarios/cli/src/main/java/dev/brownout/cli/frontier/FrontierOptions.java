package dev.brownout.cli.frontier;

import dev.brownout.cli.text.OptionException;
import dev.brownout.experiment.frontier.FrontierObjectives;
import dev.brownout.language.Loader;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options for the Pareto frontier of the designs of an experiment. */
public final class FrontierOptions {
    private static final String COST = "cost";

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--frontier",
            description = "add the designs that no other design beats in cost, p99 and availability together")
    private boolean frontier;

    @Option(
            names = "--objectives",
            paramLabel = "M",
            split = ",",
            description = "--frontier with two or three other metrics, such as cost,page.p99,page.availability")
    private List<String> objectives = List.of();

    /**
     * Returns the request; empty without one of the options.
     *
     * @throws ParameterException if the objectives are not two or three different metrics
     */
    public Optional<FrontierRequest> request() {
        if (objectives.isEmpty()) {
            return frontier ? Optional.of(new FrontierRequest(List.of())) : Optional.empty();
        }
        List<Metric> metrics = new ArrayList<>();
        for (String objective : objectives) {
            try {
                metrics.add(Loader.metric(objective.equals(COST) ? FrontierObjectives.COST : objective));
            } catch (IllegalArgumentException wrong) {
                throw error(Sentence.of("--objectives: {}", Sentence.reason(wrong)));
            }
        }
        long distinct = metrics.stream().map(Metric::toString).distinct().count();
        if (distinct != metrics.size() || distinct < 2 || distinct > 3) {
            throw error(Sentence.of(
                    "--objectives {}: expected two or three different metrics, such as cost,page.p99,page.availability",
                    String.join(",", objectives)));
        }
        return Optional.of(new FrontierRequest(metrics));
    }

    /**
     * Returns the request for an experiment that is run by this command.
     *
     * @param sharded whether the command runs only a shard
     * @param obstacle reason why the designs are not comparable; empty if they are
     * @throws ParameterException if the options and the experiment exclude each other
     */
    public Optional<FrontierRequest> request(boolean sharded, String obstacle) {
        Optional<FrontierRequest> request = request();
        if (request.isPresent() && sharded) {
            throw error(Sentence.of("--frontier and --shard exclude each other: give --frontier to 'brownout merge'"));
        }
        if (request.isPresent() && !obstacle.isEmpty()) {
            throw error(Sentence.of("--frontier: {}", obstacle));
        }
        return request;
    }

    private ParameterException error(Sentence message) {
        return new OptionException(spec.commandLine(), message);
    }
}
