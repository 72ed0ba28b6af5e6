package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.Collection;
import java.util.List;

/** Tokens that language models have read and generated. */
final class TokenUsage {
    private static final List<String> COUNTERS = List.of("prompt_tokens", "output_tokens");

    private final RunMeasurements run;
    private final MetricResolver readings;

    TokenUsage(RunMeasurements run, MetricResolver readings) {
        this.run = run;
        this.readings = readings;
    }

    /** Rejects a metric per token of a component, or of all components, if none of them generates tokens. */
    void require(String component, String measure, String path) {
        if (components(component).stream().noneMatch(this::generates)) {
            boolean all = component.equals(MetricResolver.ALL);
            throw new ScenarioException(
                    path,
                    all
                            ? Sentence.of(
                                    "'{}': no component generates tokens; it needs a component of the kind "
                                            + "inference, or of the kind external with 'prompt'",
                                    measure)
                            : Sentence.of(
                                    "'{}': '{}' does not generate tokens; it needs a component of the kind "
                                            + "inference, or of the kind external with 'prompt'",
                                    measure,
                                    component));
        }
    }

    private Collection<String> components(String component) {
        return component.equals(MetricResolver.ALL) ? run.components().keySet() : List.of(component);
    }

    private boolean generates(String component) {
        return run.components().containsKey(component)
                && readings.component(component).names().containsAll(COUNTERS);
    }

    /** Returns the number of tokens of a component, or of all components, in a window. */
    long tokens(String component, CellRange span) {
        long sum = 0;
        for (String name : components(component)) {
            if (generates(name)) {
                for (String counter : COUNTERS) {
                    sum += (long) readings.component(name).value(counter, "", span);
                }
            }
        }
        return sum;
    }
}
