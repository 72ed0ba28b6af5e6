package dev.brownout.policy.bulkhead;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
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
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a bulkhead. */
@Kind("bulkhead")
@FilterPosition(value = FilterPosition.At.CALLER, depth = 11)
@Doc("Lets only so many calls of a machine be under way at a time; others wait a little, or are rejected.")
@DeclaresMetrics(BulkheadSpec.Measures.class)
@Example("""
        requests:
          page: { steps: [web, { call: prices, bulkhead: 25 }] }
        """)
public record BulkheadSpec(
        @Doc("Calls under way at a time.")
        @Default("25")
        @AtLeast(1)
        @DefaultSource("resilience4j BulkheadConfig: maxConcurrentCalls")
        @AtMost(1_000_000_000)
        int concurrent,

        @Doc("How long a call waits for a place.")
        @Default("0ms")
        @DefaultSource("resilience4j BulkheadConfig: maxWaitDuration")
        Duration max_wait,

        @Doc("How many may wait.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @DefaultSource("resilience4j's semaphore has no limit, its thread pool 100")
        @AtMost(1_000_000_000)
        Optional<Integer> queue)
        implements FilterSpec {

    /** Metrics of a bulkhead. */
    record Measures(
            @Doc("Calls that found no place in a bulkhead.") @ChartTitle("Calls that find no place in a bulkhead of {}")
            Counter bulkhead_rejected,

            @Doc("Places of bulkheads in use, time-weighted.") @ChartTitle("Places of bulkheads in use at {}")
            TimeWeighted bulkhead_held) {}

    @Override
    public Filter build(ComponentContext context, Host place) {
        Measures measures = context.measures(Measures.class, place);
        Bulkhead bulkhead = new Bulkhead(this, context.simulation(), place, context.number(), measures);
        context.audit().reportMemoryUse("calls in the bulkhead's queue", 200, bulkhead::waiting);
        return bulkhead;
    }

    @Override
    public Optional<Integer> concurrentCalls() {
        return Optional.of(concurrent);
    }

    @Override
    public double longestNanos(double behindNanos, double betweenTiersNanos) {
        return behindNanos + max_wait.toNanos();
    }
}
