package dev.brownout.policy.fallback;

import dev.brownout.measure.Counter;
import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Measured;
import dev.brownout.spec.NoneWord;
import dev.brownout.spec.Ref;
import dev.brownout.spec.Route;
import dev.brownout.spec.Source;
import dev.brownout.spec.Stands;
import dev.brownout.spec.Wiring;
import java.util.List;
import java.util.Optional;

/** Parameters of a fallback. */
@Kind("fallback")
@Stands(value = Stands.At.CALLER, depth = 2)
@Doc("Turns a failure into a call to another component, or into a prepared answer.")
@Measured(FallbackSpec.Measures.class)
@Example("""
        components:
          old-prices: { kind: server, service: 1ms }
        requests:
          page: { steps: [web, { call: prices, fallback: { to: old-prices } }] }
        """)
public record FallbackSpec(
        @Doc("The component that is called instead, which has 1 s; none for an answer that is prepared.")
        @Default("none")
        @NoneWord("none")
        @Ref(Ref.To.COMPONENT)
        @Source("Hystrix: getFallback answers without a network")
        Optional<String> to)
        implements FilterSpec {

    /** What a fallback counts. */
    record Measures(
            @Doc("Failures that a fallback answered, or tried to answer.")
            Counter fallbacks) {}

    @Override
    public Filter build(Wiring wiring, Host place) {
        Counter count = wiring.measures(Measures.class, place).fallbacks();
        Optional<java.time.Duration> patience = Optional.of(Route.BETWEEN_TIERS);
        Route route = new Route(Operation.READ, "", List.of(), patience, patience, Optional.empty(), 0);
        Service other = to.map(component -> wiring.connect(place, component, route))
                .orElse((request, reply) -> reply.accept(Outcome.OK, 0));
        return (request, next, reply) -> next.call(request, (outcome, detail) -> {
            if (outcome.good()
                    || outcome == Outcome.CANCELLED
                    || request.token().ended()) {
                reply.accept(outcome, detail);
            } else {
                count.add(wiring.simulation().now());
                place.after(0, () -> other.call(request, reply));
            }
        });
    }

    @Override
    public double longestNanos(double behindNanos) {
        return behindNanos + (to.isPresent() ? Route.BETWEEN_TIERS.toNanos() : 0);
    }
}
