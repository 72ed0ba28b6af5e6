package dev.brownout.policy.clientthrottling;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ProducesOutcome;
import java.time.Duration;
import java.util.Optional;

/** Parameters of client-side throttling. */
@Kind("client-throttling")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Rejects calls at the client, at random, while the callee accepts less than 1/K of them. Such calls end as"
        + " limited.")
@ProducesOutcome(Outcome.LIMITED)
@DeclaresMetrics(ClientThrottlingSpec.Measures.class)
@Example("""
        requests:
          page: { steps: [web, { call: prices, client_throttling: { k: 2 } }] }
        """)
public record ClientThrottlingSpec(
        @Doc("Calls that the client sends for each accepted one before it throttles itself.")
        @Default("2")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("Google SRE book: K = 2")
        double k,

        @Doc("Time over which calls and accepted calls are counted.")
        @Default("2m")
        @AtLeast(1_000_000)
        @DefaultSource("Google SRE book: two minutes")
        Duration window)
        implements FilterSpec {

    /** Metrics of client-side throttling. */
    record Measures(
            @Doc("Calls that clients rejected themselves because too few were accepted.")
            @ChartTitle("Calls throttled by clients of {}")
            Counter throttled) {}

    @Override
    public Filter build(ComponentContext context, Host place) {
        Counter throttled = context.metrics().instruments(Measures.class, place).throttled();
        return new ClientThrottling(this, context, place, throttled);
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return fail ? Optional.of(Sentence.of("clients reject calls after failures")) : Optional.empty();
    }
}
