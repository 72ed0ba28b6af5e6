package dev.brownout.policy.concurrencylimit;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** Counts the in-flight calls of a host and rejects those beyond the limit. */
final class ConcurrencyLimit implements Filter, Host.Resident {
    private final ConcurrencyLimitSpec spec;
    private final Simulation simulation;
    private final Host place;
    private final int number;
    private final ConcurrencyLimitSpec.Measures measures;
    private Limit limit;
    private int shown;
    private int inFlight;

    ConcurrencyLimit(
            ConcurrencyLimitSpec spec,
            Simulation simulation,
            Host place,
            int number,
            ConcurrencyLimitSpec.Measures measures) {
        this.spec = spec;
        this.simulation = simulation;
        this.place = place;
        this.number = number;
        this.measures = measures;
        onCrash();
        place.attach(this);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        if (inFlight >= limit.currentLimit()) {
            measures.limitRejected().add(simulation.now());
            reply.accept(Outcome.REJECTED, number);
            return;
        }
        int incarnation = place.incarnation();
        int under = ++inFlight;
        long sentAt = simulation.now();
        next.call(request, (outcome, detail) -> {
            if (place.incarnation() == incarnation) {
                inFlight--;
                if (outcome != Outcome.CANCELLED) {
                    limit.record(simulation.now() - sentAt, under, !outcome.good());
                    show();
                }
            }
            reply.accept(outcome, detail);
        });
    }

    private void show() {
        measures.concurrencyLimit().add(simulation.now(), limit.currentLimit() - shown);
        shown = limit.currentLimit();
    }

    @Override
    public void onCrash() {
        limit = spec.limit();
        inFlight = 0;
        show();
    }
}
