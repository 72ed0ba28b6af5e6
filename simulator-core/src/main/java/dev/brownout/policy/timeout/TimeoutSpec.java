package dev.brownout.policy.timeout;

import dev.brownout.host.Host;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a timeout around the filters, calls and queues behind it. */
@Kind("timeout")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Ends a call after a time, whatever its callee. The work continues, and a later response is dropped.")
@Example("""
        components:
          db: { kind: database, timeout: 300ms }
        """)
public record TimeoutSpec(
        @Doc("Maximum duration of the call.") @AtLeast(1) Duration after) implements FilterSpec, CallTiming {
    @Override
    public Filter build(ComponentContext context, Host place) {
        return new Timeout(context.simulation(), place, after.toNanos(), context.number());
    }

    @Override
    public boolean endsWait() {
        return true;
    }

    @Override
    public double attemptsEndAfterNanos() {
        return after.toNanos();
    }

    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return Math.min(downstreamNanos, after.toNanos());
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return Optional.empty();
    }
}
