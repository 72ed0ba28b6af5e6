package dev.brownout.experiment.spec;

import dev.brownout.experiment.Experiment;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Request of an experiment: its scenarios, and the options as the user names them.
 *
 * @param scenarios scenarios with the settings that all experiments have
 * @param given names of the options that have a value
 * @param names names of the options in messages, by their names
 * @param elsewhere option that requests other processes for the trials; empty for this one
 */
public record ExperimentRequest(
        List<Experiment> scenarios, List<String> given, UnaryOperator<String> names, Optional<String> elsewhere) {
    /** Copies the collections. */
    public ExperimentRequest {
        scenarios = List.copyOf(scenarios);
        given = List.copyOf(given);
    }

    /** Returns the first scenario with some of its variants and a number of replications. */
    public Experiment experiment(List<String> variants, int replications) {
        return experiment(scenarios.get(0), variants, replications);
    }

    /** Returns a scenario of this request with some of its variants and a number of replications. */
    public static Experiment experiment(Experiment scenario, List<String> variants, int replications) {
        return scenario.variants(variants.toArray(String[]::new)).replications(replications);
    }

    /** Returns the confidence level of the results. */
    public double confidence() {
        return scenarios.get(0).confidence();
    }

    /** Returns the name of an option in messages. */
    public String name(String option) {
        return names.apply(option);
    }

    /** Rejects other processes with a reason, such as that results of the experiment determine its next trials. */
    public void requireLocal(String reason) {
        if (elsewhere.isPresent()) {
            throw new InvalidValueException("{}: {}", elsewhere.get(), Sentence.of(reason));
        }
    }

    /** Rejects two options that are both given. */
    public void requireAtMostOneOf(String first, String second) {
        if (given.contains(first) && given.contains(second)) {
            throw new InvalidValueException("{} and {} exclude each other", name(first), name(second));
        }
    }

    /**
     * Parses a setting with its values.
     *
     * @param needed whether values are required
     */
    public Variation variation(String option, String text, boolean needed) {
        return variation(option, text, needed, Variation::of);
    }

    /** Parses a setting with its values by a parser of its text. */
    public Variation variation(String option, String text, boolean needed, Function<String, Variation> parser) {
        Variation variation = parsed(option, text, parser);
        if (needed && variation.values().isEmpty()) {
            throw new InvalidValueException(
                    "{} {} has no values; expected PATH=A..B, such as web.nodes=2..16", name(option), text);
        }
        return variation;
    }

    /** Parses the text of a setting; an invalid one becomes an error with the name of the option. */
    public <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            Sentence reason = Sentence.reason(wrong);
            throw new InvalidValueException(
                    text.indexOf('=') > 0 ? Sentence.of("{} {}", name(option), reason) : reason);
        }
    }

    /** Parses settings with their values. */
    public List<Variation> variations(String option, List<String> texts, boolean needed) {
        return texts.stream().map(text -> variation(option, text, needed)).toList();
    }

    /** Parses a metric. */
    public Metric metric(String option, String text) {
        return checked(option, () -> Loader.metric(text));
    }

    /** Returns a value; a failure becomes an error with the name of an option. */
    public <T> T checked(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValueException("{}: {}", name(option), Sentence.reason(wrong));
        }
    }

    /** Parses a quantity above 0. */
    public BigDecimal positive(String option, String text, Dimension dimension) {
        try {
            BigDecimal value = UnitParser.read(text, dimension);
            if (value.signum() > 0) {
                return value;
            }
        } catch (ValueException wrong) {
            throw new InvalidValueException("{}: {}", name(option), Sentence.reason(wrong));
        }
        throw new InvalidValueException("{} is more than 0, not {}", name(option), text);
    }
}
