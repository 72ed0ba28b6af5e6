package dev.brownout.policy.bulkhead;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Measured;
import dev.brownout.spec.NoneWord;
import dev.brownout.spec.Source;
import dev.brownout.spec.Stands;
import dev.brownout.spec.Wiring;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a bulkhead. */
@Kind("bulkhead")
@Stands(value = Stands.At.CALLER, depth = 11)
@Doc("Lets only so many calls of a machine be under way at a time; others wait a little, or are rejected.")
@Measured(BulkheadSpec.Measures.class)
@Example("""
        requests:
          page: { steps: [web, { call: prices, bulkhead: 25 }] }
        """)
public record BulkheadSpec(
        @Doc("Calls under way at a time.")
        @Default("25")
        @AtLeast(1)
        @Source("resilience4j BulkheadConfig: maxConcurrentCalls")
        @AtMost(1_000_000_000)
        int concurrent,

        @Doc("How long a call waits for a place.")
        @Default("0ms")
        @Source("resilience4j BulkheadConfig: maxWaitDuration")
        Duration max_wait,

        @Doc("How many may wait.")
        @Default("unlimited")
        @NoneWord("unlimited")
        @AtLeast(0)
        @Source("resilience4j's semaphore has no limit, its thread pool 100")
        @AtMost(1_000_000_000)
        Optional<Integer> queue)
        implements FilterSpec {

    /** What a bulkhead counts. */
    record Measures(
            @Doc("Calls that found no place in a bulkhead.") Counter bulkhead_rejected,

            @Doc("Places of bulkheads in use, time-weighted.")
            TimeWeighted bulkhead_held) {}

    @Override
    public Filter build(Wiring wiring, Host place) {
        Measures measures = wiring.measures(Measures.class, place);
        Bulkhead bulkhead = new Bulkhead(this, wiring.simulation(), place, wiring.number(), measures);
        wiring.grows("calls in the bulkhead's queue", 200, bulkhead::waiting);
        return bulkhead;
    }

    @Override
    public Optional<Integer> concurrentCalls() {
        return Optional.of(concurrent);
    }

    @Override
    public double longestNanos(double behindNanos) {
        return behindNanos + max_wait.toNanos();
    }
}
