package dev.brownout.policy.shedding;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** Counts the in-flight calls of a host and rejects a call if they exceed the limit of its class. */
final class Shedding implements Filter, Host.Resident {
    private final Simulation simulation;
    private final Host place;
    private final int number;
    private final int[] limits;
    private final Counter shed;
    private int inFlight;

    Shedding(Simulation simulation, Host place, int number, int[] limits, Counter shed) {
        this.simulation = simulation;
        this.place = place;
        this.number = number;
        this.limits = limits;
        this.shed = shed;
        place.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        if (inFlight >= limits[request.source().number()]) {
            shed.add(simulation.now());
            reply.accept(Outcome.REJECTED, number);
            return;
        }
        int incarnation = place.incarnation();
        inFlight++;
        next.call(request, (outcome, detail) -> {
            if (place.incarnation() == incarnation) {
                inFlight--;
            }
            reply.accept(outcome, detail);
        });
    }

    @Override
    public void onCrash() {
        inFlight = 0;
    }
}
