package dev.brownout.policy.clientthrottling;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;

/** Rejects a call with the probability that follows from the counts of a client process. */
final class ClientThrottling implements Filter, Host.Resident {
    private final Simulation simulation;
    private final Host place;
    private final KeyedRandom random;
    private final double k;
    private final int number;
    private final Counter throttled;
    private final AcceptanceWindow window;
    private long calls;
    private long sent;
    private long rejected;

    ClientThrottling(ClientThrottlingSpec spec, ComponentContext context, Host place, Counter throttled) {
        this(spec, context.simulation(), place, randomStream(), context.number(), throttled);
        context.audit()
                .identity(
                        ": calls before throttling at " + place.processes().fullName() + " = sent + throttled",
                        () -> calls,
                        () -> sent + rejected);
    }

    ClientThrottling(
            ClientThrottlingSpec spec,
            Simulation simulation,
            Host place,
            KeyedRandom random,
            int number,
            Counter throttled) {
        this.simulation = simulation;
        this.place = place;
        this.random = random;
        this.k = spec.k();
        this.number = number;
        this.throttled = throttled;
        this.window = new AcceptanceWindow(spec.window().toNanos());
        place.attach(this);
    }

    /** Returns random numbers by the identity of a call, the same for policies of a step and of a component. */
    private static KeyedRandom randomStream() {
        return new KeyedRandom(KeyedRandom.key(0, 0, "client throttling"));
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        long now = simulation.now();
        window.advance(now);
        double rejection = (window.calls() - k * window.accepts()) / (window.calls() + 1.0);
        window.call();
        calls++;
        if (rejection > 0 && random.withIdentity(request.identity()).uniform() < rejection) {
            rejected++;
            throttled.add(now);
            reply.accept(Outcome.LIMITED, number);
            return;
        }
        sent++;
        int incarnation = place.incarnation();
        next.call(request, (outcome, detail) -> {
            if (place.incarnation() == incarnation && isAccepted(outcome)) {
                window.advance(simulation.now());
                window.accept();
            }
            reply.accept(outcome, detail);
        });
    }

    private static boolean isAccepted(Outcome outcome) {
        return outcome.good() || outcome == Outcome.FAILED || outcome == Outcome.CANCELLED;
    }

    @Override
    public void onCrash() {
        window.clear();
    }
}
