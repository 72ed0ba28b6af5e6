package dev.brownout.policy.bulkhead;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.TimeWeighted;
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
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a bulkhead. */
@Kind("bulkhead")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Limits the concurrent calls of a node. Further calls wait for a short time or are rejected.")
@DeclaresMetrics(BulkheadSpec.Measures.class)
@Example("""
        requests:
          page: { steps: [web, { call: prices, bulkhead: 25 }] }
        """)
public record BulkheadSpec(
        @Doc("Maximum number of concurrent calls.")
        @Default("25")
        @AtLeast(1)
        @DefaultSource("resilience4j BulkheadConfig: maxConcurrentCalls")
        @AtMost(1_000_000_000)
        int concurrent,

        @Doc("Time that a call waits for a permit.")
        @Default("0ms")
        @DefaultSource("resilience4j BulkheadConfig: maxWaitDuration")
        Duration maxWait,

        @Doc("Queue slots for waiting calls.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("resilience4j: no limit for the semaphore, 100 for the thread pool")
        @AtMost(1_000_000_000)
        @EffectiveWith("max_wait")
        Optional<Integer> queue)
        implements FilterSpec, CallTiming {

    /** Metrics of a bulkhead. */
    record Measures(
            @Doc("Calls rejected by a bulkhead.")
            @ChartTitle("Calls rejected by bulkheads of {}")
            @LimitMetric("bulkheads")
            Counter bulkheadRejected,

            @Doc("Bulkhead permits in use, time-weighted.") @ChartTitle("Bulkhead permits in use at {}")
            TimeWeighted bulkheadHeld) {}

    @Override
    public Filter build(ComponentContext context, Host place) {
        Measures measures = context.metrics().instruments(Measures.class, place);
        Bulkhead bulkhead = new Bulkhead(this, context.simulation(), place, context.number(), measures);
        context.audit().reportMemoryUse("calls in the queue of the bulkhead", 200, bulkhead::waiting);
        return bulkhead;
    }

    @Override
    public Optional<Integer> concurrentCalls() {
        return Optional.of(concurrent);
    }

    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return downstreamNanos + maxWait.toNanos();
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return Optional.empty();
    }
}
