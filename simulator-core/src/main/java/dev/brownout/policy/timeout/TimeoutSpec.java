package dev.brownout.policy.timeout;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Stands;
import dev.brownout.spec.Wiring;
import java.time.Duration;

/** Parameters of a timeout around whatever stands behind it. */
@Kind("timeout")
@Stands(value = Stands.At.CALLER, depth = 4)
@Doc("Gives up after a time, whatever stands behind it; the work goes on, and an answer that comes later is dropped.")
@Example("""
        components:
          db: { kind: database, timeout: 300ms }
        """)
public record TimeoutSpec(
        @Doc("How long to wait.") @AtLeast(1) Duration after) implements FilterSpec {
    @Override
    public Filter build(Wiring wiring, Host place) {
        return new Timeout(wiring.simulation(), place, after.toNanos(), wiring.number());
    }

    @Override
    public double longestNanos(double behindNanos) {
        return Math.min(behindNanos, after.toNanos());
    }
}
