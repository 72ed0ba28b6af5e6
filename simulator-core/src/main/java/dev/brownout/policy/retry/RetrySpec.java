package dev.brownout.policy.retry;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.policy.RetryBudgetSpec;
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
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.util.Optional;

/** Parameters of a retry. */
@Kind("retry")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Repeats a call after a failure. The outcome short_circuited is not retried, and limited only with"
        + " 'limited: true', since retries would add to the overload.")
@DeclaresMetrics(RetrySpec.Measures.class)
@Example("""
        requests:
          page: { path: [web], timeout: 1s, retry: { attempts: 3, budget: 10% } }
        """)
public record RetrySpec(
        @Doc("Maximum number of attempts, including the first.")
        @Default("3")
        @AtLeast(1)
        @DefaultSource("resilience4j Retry: maxAttempts")
        @AtMost(1000)
        int attempts,

        @Doc("Wait before the next attempt.")
        @Default("full-jitter(100ms 2s)")
        @DefaultSource("AWS Architecture Blog: Exponential backoff and jitter; the numbers are our assumption")
        @EffectiveWith(value = "attempts", above = 1)
        Backoff backoff,

        @Doc("Limit of the retries of each client process. A percentage is the maximum ratio of retries to requests"
                + " over the last 10 s.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("Finagle RetryBudget: 20%; Google SRE book: 10%")
        @EffectiveWith(value = "attempts", above = 1)
        Optional<RetryBudgetSpec> budget,

        @Doc("Whether calls over a rate limit (HTTP 429) are retried, after the Retry-After of the response if that is"
                + " longer than the backoff. Default: false.")
        @DefaultSource("Envoy retries 429 with retriable-status-codes only; openai-python retries 429 twice")
        @EffectiveWith(value = "attempts", above = 1)
        Optional<Boolean> limited)
        implements FilterSpec, CallTiming {

    /** Metrics of retries. */
    record Measures(
            @Doc("Additional attempts after a failure. Only a run with a budget other than a share of the requests, or"
                    + " a scenario that names the metric, has it.")
            @ChartTitle("Retries of {}")
            Counter retries,

            @Doc("Retries that the budget prevented. Only a run with a budget other than a share of the requests, or a"
                    + " scenario that names the metric, has it.")
            @ChartTitle("Retries of {} over the budget")
            Counter retriesOverBudget) {}

    /** Returns whether calls over a rate limit are retried. */
    boolean retriesLimited() {
        return limited.orElse(false);
    }

    @Override
    public int maxAttempts() {
        return attempts;
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        boolean share = budget.isEmpty() || budget.get() instanceof RetryBudgetSpec.RequestShare;
        boolean measured = !share
                || context.metrics().isNamed("retries")
                || context.metrics().isNamed("retries_over_budget");
        Measures measures = measured ? context.metrics().instruments(Measures.class, place) : null;
        Retry retry = new Retry(this, context.simulation(), place, context.random("retry"), measures);
        if (measured) {
            retry.register(context.audit());
        }
        return retry;
    }

    @Override
    public void declareConstantMetrics(ConstantMetricRules rules) {
        rules.unless(attempts > 1, "its 'attempts' is 1", "retries", "retries_over_budget");
        rules.unless(budget.isPresent(), "its 'budget' is none", "retries_over_budget");
    }

    /** Returns the shortest first backoff; 0 without retries. */
    @Override
    public double shortestWaitNanos() {
        return attempts > 1 ? backoff.shortestNanos() : 0;
    }

    /** Returns the longest duration with retries: each attempt fails as late as possible, after the longest waits. */
    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        double sum = attempts * downstreamNanos;
        for (int retry = 0; retry < attempts - 1; retry++) {
            sum += backoff.longestNanos(retry);
        }
        return sum;
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return fail && attempts > 1 ? Optional.of(Sentence.of("retries add calls")) : Optional.empty();
    }
}
