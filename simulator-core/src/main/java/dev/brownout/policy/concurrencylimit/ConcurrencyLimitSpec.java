package dev.brownout.policy.concurrencylimit;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;

/** Parameters of an adaptive concurrency limit. */
@Kind("concurrency-limit")
@FilterPosition(FilterPosition.At.DOOR)
@Doc("Rejects calls above an adaptive limit of concurrent calls, estimated from failures and response times.")
@DeclaresMetrics(ConcurrencyLimitSpec.Measures.class)
@Example("""
        components:
          web: { kind: server, nodes: 2, queue: unlimited, concurrency_limit: { timeout: 200ms } }
        """)
public record ConcurrencyLimitSpec(
        @Doc("Algorithm that adapts the limit.")
        @Default("aimd")
        @DefaultSource("Netflix concurrency-limits: AIMDLimit, Gradient2Limit")
        Algorithm algorithm,

        @Doc("Initial limit.")
        @Default("20")
        @AtLeast(1)
        @DefaultSource("Netflix AIMDLimit: initialLimit")
        @AtMost(1_000_000)
        int initial,

        @Doc("Minimum limit.")
        @Default("20")
        @AtLeast(1)
        @DefaultSource("Netflix AIMDLimit: minLimit")
        @AtMost(1_000_000)
        int min,

        @Doc("Maximum limit.")
        @Default("200")
        @AtLeast(1)
        @DefaultSource("Netflix AIMDLimit: maxLimit")
        @AtMost(1_000_000)
        int max,

        @Doc("Response time above which a call counts as failed.")
        @Default("5s")
        @AtLeast(1)
        @DefaultSource("Netflix AIMDLimit: timeout")
        @EffectiveWith(value = "algorithm", in = "aimd")
        Duration timeout)
        implements FilterSpec {

    /** Metrics of a concurrency limit. */
    record Measures(
            @Doc("Calls rejected by a concurrency limit.")
            @ChartTitle("Calls over the concurrency limit of {}")
            @LimitMetric("concurrency limits")
            Counter limitRejected,

            @Doc("Current concurrency limit, time-weighted.")
            TimeWeighted concurrencyLimit) {}

    /** Algorithms that adapt the limit. */
    public enum Algorithm {
        @Doc("The limit grows by one while responses are in time, and shrinks by a tenth after a failure or a late"
                + " response.")
        AIMD,
        @Doc("The limit shrinks if response times exceed their long-term average.")
        GRADIENT
    }

    /** Rejects an initial limit outside {@code min} to {@code max} with an IllegalArgumentException. */
    public ConcurrencyLimitSpec {
        if (max < min || initial < min || initial > max) {
            throw new InvalidValueException(
                    "'initial' ({}) must be between 'min' ({}) and 'max' ({})", initial, min, max);
        }
    }

    /** Creates the limit with its initial value. */
    Limit limit() {
        return algorithm == Algorithm.AIMD ? new Aimd(this) : new Gradient(this);
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        return new ConcurrencyLimit(
                this,
                context.simulation(),
                place,
                context.number(),
                context.metrics().instruments(Measures.class, place));
    }
}
