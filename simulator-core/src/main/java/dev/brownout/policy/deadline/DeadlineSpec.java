package dev.brownout.policy.deadline;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.FilterPosition;
import dev.brownout.vocabulary.Kind;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.FilterSpec;
import java.time.Duration;

/** Parameters of a deadline. */
@Kind("deadline")
@FilterPosition(value = FilterPosition.At.CALLER, depth = 3)
@Doc("A time after which nobody wants the answer: it travels with the calls, and servers drop work that is too late.")
@Example("""
        requests:
          page: { path: [lb, web], timeout: 1s, retry: { attempts: 3 }, deadline: 2s }
        """)
public record DeadlineSpec(
        @Doc("Time until the deadline.") @AtLeast(1) Duration after) implements FilterSpec {
    @Override
    public Filter build(ComponentContext wiring, Host place) {
        return new Deadline(wiring.simulation(), place, after.toNanos(), wiring.number());
    }

    @Override
    public double longestNanos(double behindNanos, double betweenTiersNanos) {
        return Math.min(behindNanos, after.toNanos());
    }
}
