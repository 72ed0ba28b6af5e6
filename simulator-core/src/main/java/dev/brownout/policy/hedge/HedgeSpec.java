package dev.brownout.policy.hedge;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.policy.HedgeBudgetSpec;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
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
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.Optional;

/** Parameters of hedged calls. */
@Kind("hedge")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Sends a call again if the response is late, uses the first successful response, and cancels the other"
        + " attempts. With 'cancel: when-begun' the attempts are tied requests.")
@DeclaresMetrics({HedgeSpec.Measures.class, HedgeSpec.TiedMeasures.class})
@Example("""
        requests:
          page: { steps: [web, { call: prices, hedge: { after: 10ms, budget: 5% } }] }
        """)
public record HedgeSpec(
        @Doc("Delay before the next attempt.") @EffectiveWith(value = "attempts", above = 1)
        Optional<Duration> after,

        @Doc("Delay as a percentile of the last responses, such as 95%, instead of a fixed time.")
        @EffectiveWith(value = "attempts", above = 1)
        Optional<Share> percentile,

        @Doc("Maximum number of attempts, including the first.")
        @Default("2")
        @AtLeast(1)
        @DefaultSource("Tail at Scale: one hedge; gRPC A6: maxAttempts, at most 5")
        @AtMost(100)
        int attempts,

        @Doc("Limit of the hedges of each client process. A percentage is the maximum ratio of hedges to requests over"
                + " the last 10 s.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("Tail at Scale: 2% more requests; the default is our assumption")
        @EffectiveWith(value = "attempts", above = 1)
        Optional<HedgeBudgetSpec> budget,

        @Doc("Instant at which the other attempts are cancelled.")
        @Default("true")
        @DefaultSource("gRPC A6: the other attempts are cancelled")
        @EffectiveWith(value = "attempts", above = 1)
        HedgeCancellation cancel)
        implements FilterSpec, CallTiming {

    /** Metrics of hedging. */
    record Measures(
            @Doc("Additional attempts because of a late response.") @ChartTitle("Hedged requests of {}")
            Counter hedged,

            @Doc("Additional attempts that responded first.") @ChartTitle("Hedged requests of {} that won")
            Counter hedgesWon,

            @Doc("Hedged requests that the budget prevented.") @ChartTitle("Hedged requests of {} over the budget")
            Counter hedgesOverBudget) {}

    /** Metrics of tied requests. */
    record TiedMeasures(
            @Doc("Attempts that were withdrawn before their work began, with 'cancel: when-begun'.")
            @ChartTitle("Tied requests withdrawn at {}")
            Counter tiedWithdrawn,

            @Doc("Attempts with work that began after the work on another attempt, with 'cancel: when-begun'.")
            @ChartTitle("Tied requests of {} with work for two attempts")
            Counter tiedBoth) {}

    /** Requires exactly one of {@code after} and {@code percentile}; throws an IllegalArgumentException otherwise. */
    public HedgeSpec {
        if (after.isPresent() == percentile.isPresent()) {
            throw new InvalidValueException("a hedge needs either 'after' or 'percentile'");
        }
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        boolean tied = cancel == HedgeCancellation.WHEN_BEGUN;
        TiedMeasures tiedMeasures = tied ? context.metrics().instruments(TiedMeasures.class, place) : null;
        Measures measures = context.metrics().instruments(Measures.class, place);
        Hedge hedge = new Hedge(this, context.simulation(), place, measures, tiedMeasures);
        if (tied) {
            hedge.register(context.audit());
        }
        if (budget.isPresent() && budget.get() instanceof RetryBudgetSpec.FailureThrottling) {
            hedge.registerTokens(context.audit());
        }
        return hedge;
    }

    @Override
    public void declareConstantMetrics(ConstantMetricRules rules) {
        rules.unless(attempts > 1, "its 'attempts' is 1", "hedged", "hedges_won", "hedges_over_budget");
        rules.unless(budget.isPresent(), "its 'budget' is none", "hedges_over_budget");
        rules.unless(
                cancel == HedgeCancellation.WHEN_BEGUN,
                "its 'cancel' is not when-begun",
                "tied_withdrawn",
                "tied_both");
        rules.unless(attempts > 1, "its 'attempts' is 1", "tied_withdrawn", "tied_both");
    }

    @Override
    public int maxAttempts() {
        return attempts;
    }

    /** Returns whether a response can be late: a fixed delay must be shorter than the timeout of an attempt. */
    @Override
    public boolean actsWithin(double downstreamNanos) {
        return attempts == 1 || after.isEmpty() || after.get().toNanos() < downstreamNanos;
    }

    /** Returns the longest duration with hedges: the last one is sent after every delay before it. */
    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return downstreamNanos
                + (attempts - 1) * (double) after.map(Duration::toNanos).orElse(0L);
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return Optional.of(Sentence.of("hedges add calls"));
    }
}
