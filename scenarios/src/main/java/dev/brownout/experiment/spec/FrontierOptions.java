package dev.brownout.experiment.spec;

import dev.brownout.experiment.frontier.FrontierObjectives;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.language.Loader;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Options for the Pareto frontier of the designs of an experiment. */
public record FrontierOptions(
        @Doc("add the designs that no other design beats in cost, p99 and availability together") @OptionForm
        boolean frontier,

        @Doc("{frontier} with two or three other metrics, such as cost,page.p99,page.availability")
        @OptionForm(value = "M", separator = ",")
        List<String> objectives) {
    private static final String COST = "cost";

    /**
     * Returns the request; empty without one of the options.
     *
     * @param names names of the options in messages, by their names
     * @throws InvalidValueException if the objectives are not two or three different metrics
     */
    public Optional<FrontierRequest> request(UnaryOperator<String> names) {
        if (objectives.isEmpty()) {
            return frontier ? Optional.of(new FrontierRequest(List.of())) : Optional.empty();
        }
        List<Metric> metrics = new ArrayList<>();
        for (String objective : objectives) {
            try {
                metrics.add(Loader.metric(objective.equals(COST) ? FrontierObjectives.COST : objective));
            } catch (IllegalArgumentException wrong) {
                throw new InvalidValueException("{}: {}", names.apply("objectives"), Sentence.reason(wrong));
            }
        }
        long distinct = metrics.stream().map(Metric::toString).distinct().count();
        if (distinct != metrics.size() || distinct < 2 || distinct > 3) {
            throw new InvalidValueException(
                    "{} {}: expected two or three different metrics, such as cost,page.p99,page.availability",
                    names.apply("objectives"),
                    String.join(",", objectives));
        }
        return Optional.of(new FrontierRequest(metrics));
    }

    /**
     * Returns the request for an experiment.
     *
     * @param obstacle reason why the designs are not comparable; empty if they are
     * @throws InvalidValueException if the options and the experiment exclude each other
     */
    public Optional<FrontierRequest> request(ExperimentRequest experiment, String obstacle) {
        Optional<FrontierRequest> request = request(experiment.names());
        if (request.isPresent()
                && experiment.elsewhere().filter("--shard"::equals).isPresent()) {
            throw new InvalidValueException(
                    "--frontier and --shard exclude each other: give --frontier to 'brownout merge'");
        }
        if (request.isPresent() && !obstacle.isEmpty()) {
            throw new InvalidValueException("{}: {}", experiment.name("frontier"), obstacle);
        }
        return request;
    }
}
