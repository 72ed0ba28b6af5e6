package dev.brownout.policy.fallback;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import java.util.List;
import java.util.Optional;

/** Parameters of a fallback. */
@Kind("fallback")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Replaces a failure by a call to another component, or by a prepared response.")
@DeclaresMetrics(FallbackSpec.Measures.class)
@Example("""
        components:
          old-prices: { kind: server, service: 1ms }
        requests:
          page: { steps: [web, { call: prices, fallback: { to: old-prices } }] }
        """)
public record FallbackSpec(
        @Doc("Component of the fallback call, with network.timeout; none: a prepared response.")
        @Default("none")
        @NoneKeyword("none")
        @Reference(Reference.To.COMPONENT)
        @DefaultSource("Hystrix: getFallback responds without a network call")
        Optional<String> to)
        implements FilterSpec, CallTiming {

    /** Metrics of a fallback. */
    record Measures(
            @Doc("Failures replaced by a fallback, successful or not.") @ChartTitle("Fallbacks of {}")
            Counter fallbacks) {}

    @Override
    public Filter build(ComponentContext context, Host place) {
        Counter count = context.metrics().instruments(Measures.class, place).fallbacks();
        CallTarget route = CallTarget.waiting(
                Operation.READ, Optional.of(context.topology().betweenTiers()));
        Service other =
                to.map(context.client(place, route)::connect).orElse((request, reply) -> reply.accept(Outcome.OK, 0));
        return (request, next, reply) -> next.call(request, (outcome, detail) -> {
            if (outcome.good()
                    || outcome == Outcome.CANCELLED
                    || !request.token().mayRepeat()) {
                reply.accept(outcome, detail);
            } else {
                count.add(context.simulation().now());
                place.schedule(0, () -> other.call(request.repeated(1), reply));
            }
        });
    }

    @Override
    public List<String> alternatives() {
        return to.stream().toList();
    }

    @Override
    public boolean reactsToFailures() {
        return true;
    }

    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return downstreamNanos + (to.isPresent() ? betweenTiersNanos : 0);
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return Optional.empty();
    }
}
