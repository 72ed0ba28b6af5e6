package dev.brownout.policy.timeout;

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

/** Parameters of a timeout around whatever stands behind it. */
@Kind("timeout")
@FilterPosition(value = FilterPosition.At.CALLER, depth = 4)
@Doc("Gives up after a time, whatever stands behind it; the work goes on, and an answer that comes later is dropped.")
@Example("""
        components:
          db: { kind: database, timeout: 300ms }
        """)
public record TimeoutSpec(
        @Doc("How long to wait.") @AtLeast(1) Duration after) implements FilterSpec {
    @Override
    public Filter build(ComponentContext wiring, Host place) {
        return new Timeout(wiring.simulation(), place, after.toNanos(), wiring.number());
    }

    @Override
    public double longestNanos(double behindNanos, double betweenTiersNanos) {
        return Math.min(behindNanos, after.toNanos());
    }
}
