package dev.brownout.policy.circuitbreaker;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.sentence.InvalidValueException;
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
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ProducesOutcome;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a circuit breaker. */
@Kind("circuit-breaker")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Stops calls to a callee that keeps failing or is slow. Calls then end immediately as short_circuited; a few"
        + " trial calls follow later.")
@ProducesOutcome(Outcome.SHORT_CIRCUITED)
@DeclaresMetrics(CircuitBreakerSpec.Measures.class)
@Example("""
        requests:
          page: { steps: [web, { call: prices, circuit_breaker: { window: 50, minimum_calls: 20, open: 10s } }] }
        """)
public record CircuitBreakerSpec(
        @Doc("Share of failed calls in the window at which the breaker opens.")
        @Default("50%")
        @DefaultSource("resilience4j CircuitBreakerConfig: failureRateThreshold")
        Share failureRate,

        @Doc("Share of slow calls in the window at which the breaker opens.")
        @Default("100%")
        @DefaultSource("resilience4j CircuitBreakerConfig: slowCallRateThreshold")
        Share slowCallRate,

        @Doc("Duration above which a call is slow.")
        @Default("60s")
        @AtLeast(1)
        @DefaultSource("resilience4j CircuitBreakerConfig: slowCallDurationThreshold")
        Duration slowCall,

        @Doc("Number of most recent calls that count.")
        @Default("100")
        @AtLeast(1)
        @DefaultSource("resilience4j CircuitBreakerConfig: slidingWindowSize, COUNT_BASED")
        @AtMost(1_000_000)
        int window,

        @Doc("Minimum number of completed calls before the rates count, at most the window. Default: 100, or the"
                + " window if it is smaller.")
        @AtLeast(1)
        @DefaultSource("resilience4j CircuitBreakerConfig: minimumNumberOfCalls")
        @AtMost(1_000_000)
        Optional<Integer> minimumCalls,

        @Doc("Consecutive failures at which the breaker opens, whatever the rates.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("gobreaker: more than 5 in a row; resilience4j has no such rule")
        @AtMost(1_000_000)
        Optional<Integer> consecutive,

        @Doc("Time that the breaker stays open.")
        @Default("60s")
        @AtLeast(1)
        @DefaultSource("resilience4j CircuitBreakerConfig: waitDurationInOpenState")
        Duration open,

        @Doc("Trial calls that pass while the breaker is half-open, and decide.")
        @Default("10")
        @AtLeast(1)
        @DefaultSource("resilience4j CircuitBreakerConfig: permittedNumberOfCallsInHalfOpenState")
        @AtMost(1_000_000)
        int halfOpen)
        implements FilterSpec {

    private static final int MINIMUM_CALLS = 100;

    /**
     * Checks that the rates can take effect.
     *
     * @throws IllegalArgumentException if {@code minimum_calls} exceeds the window
     */
    public CircuitBreakerSpec {
        if (minimumCalls.isPresent() && minimumCalls.get() > window) {
            throw new InvalidValueException("'minimum_calls' must not exceed the 'window' of {}", window);
        }
    }

    /** Returns the number of completed calls from which the rates count. */
    int leastCalls() {
        return minimumCalls.orElse(Math.min(MINIMUM_CALLS, window));
    }

    /** Metrics of a circuit breaker. */
    record Measures(
            @Doc("Calls rejected by a circuit breaker.") @ChartTitle("Calls rejected by circuit breakers of {}")
            Counter breakerRefused,

            @Doc("Transitions of circuit breakers to open.") @ChartTitle("Circuit breaker openings at {}")
            Counter breakerOpened,

            @Doc("Transitions of circuit breakers to closed.") @ChartTitle("Circuit breaker closings at {}")
            Counter breakerClosed,

            @Doc("Circuit breakers that are open or half-open, time-weighted.")
            @ChartTitle("Open circuit breakers of {}")
            TimeWeighted breakersOpen) {}

    @Override
    public Filter build(ComponentContext context, Host place) {
        return build(context, place, "");
    }

    @Override
    public Filter build(ComponentContext context, Host place, String protects) {
        return new CircuitBreaker(this, context, place, protects);
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return fail ? Optional.of(Sentence.of("an open circuit breaker rejects calls")) : Optional.empty();
    }
}
