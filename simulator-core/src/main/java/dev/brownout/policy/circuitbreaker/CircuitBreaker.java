package dev.brownout.policy.circuitbreaker;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;

/** A circuit breaker around a service: checks its state before each call and records the outcome. */
final class CircuitBreaker implements Filter, Host.Resident {
    private final Simulation simulation;
    private final ComponentContext context;
    private final Host place;
    private final CircuitBreakerState breaker;
    private final CircuitBreakerSpec.Measures measures;
    private final long slowNanos;
    private final String protects;
    private CircuitBreakerState.State shown = CircuitBreakerState.State.CLOSED;

    CircuitBreaker(CircuitBreakerSpec spec, ComponentContext context, Host place, String protects) {
        this.simulation = context.simulation();
        this.context = context;
        this.place = place;
        this.protects = protects;
        this.breaker = new CircuitBreakerState(spec);
        this.measures = context.metrics().instruments(CircuitBreakerSpec.Measures.class, place);
        this.slowNanos = spec.slowCall().toNanos();
        place.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long sentAt = simulation.now();
        boolean permitted = breaker.permits(sentAt);
        show();
        if (!permitted) {
            measures.breakerRefused().add(sentAt);
            reply.accept(Outcome.SHORT_CIRCUITED, context.number());
            return;
        }
        int startGeneration = breaker.generation();
        next.call(request, (outcome, detail) -> {
            long now = simulation.now();
            if (outcome == Outcome.CANCELLED) {
                breaker.releasePermit(startGeneration);
            } else {
                breaker.record(startGeneration, !outcome.good(), now - sentAt > slowNanos, now);
            }
            show();
            reply.accept(outcome, detail);
        });
    }

    @Override
    public void onCrash() {
        breaker.reset();
        show();
    }

    private void show() {
        CircuitBreakerState.State now = breaker.state();
        if (now == shown) {
            return;
        }
        if (now == CircuitBreakerState.State.OPEN) {
            measures.breakerOpened().add(simulation.now());
        } else if (now == CircuitBreakerState.State.CLOSED) {
            measures.breakerClosed().add(simulation.now());
        }
        int before = shown == CircuitBreakerState.State.CLOSED ? 0 : 1;
        measures.breakersOpen().add(simulation.now(), (now == CircuitBreakerState.State.CLOSED ? 0 : 1) - before);
        boolean own = place.component().equals(context.name()) || context.number() == 0;
        String callee = protects.isEmpty() || protects.equals(place.component()) ? "" : " to " + protects;
        context.timeline()
                .note(
                        "breaker-" + kebab(now),
                        own ? place.node() : "",
                        Sentence.of(
                                "circuit breaker of {} is {}", place.processes().fullName() + callee, kebab(now)),
                        TimelineEvent.facts("client", place.processes().fullName(), "callee", protects));
        shown = now;
    }

    private static String kebab(CircuitBreakerState.State state) {
        return switch (state) {
            case CLOSED -> "closed";
            case OPEN -> "open";
            case HALF_OPEN -> "half-open";
        };
    }
}
