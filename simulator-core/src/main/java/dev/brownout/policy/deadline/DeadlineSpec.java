package dev.brownout.policy.deadline;

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

/** Parameters of a deadline. */
@Kind("deadline")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Time limit of a request, propagated with its calls. Servers drop work after it.")
@Example("""
        requests:
          page: { path: [lb, web], timeout: 1s, retry: { attempts: 3 }, deadline: 2s }
        """)
public record DeadlineSpec(
        @Doc("Time from the start of the call to the deadline.") @AtLeast(1)
        Duration after) implements FilterSpec, CallTiming {
    @Override
    public Filter build(ComponentContext context, Host place) {
        return new Deadline(context.simulation(), place, after.toNanos(), context.number());
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
