package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.service.Service;

/** Counts the calls that the inbound filters of a host hold before the host receives them. */
final class AdmissionGate implements Host.Resident {
    private final Host host;
    private long before;
    private long behind;

    AdmissionGate(Host host) {
        this.host = host;
        host.attach(this);
    }

    /** Returns the given filters, with the calls that enter them counted. */
    Service before(Service filters) {
        return (request, reply) -> {
            int incarnation = host.incarnation();
            before++;
            filters.call(request, (outcome, detail) -> {
                if (host.incarnation() == incarnation) {
                    before--;
                }
                reply.accept(outcome, detail);
            });
        };
    }

    /** Returns the given host service, with the calls that have passed the filters counted. */
    Service behind(Service machine) {
        return (request, reply) -> {
            int incarnation = host.incarnation();
            behind++;
            machine.call(request, (outcome, detail) -> {
                if (host.incarnation() == incarnation) {
                    behind--;
                }
                reply.accept(outcome, detail);
            });
        };
    }

    /** Returns the number of calls that have entered the filters and have not passed them. */
    long held() {
        return before - behind;
    }

    @Override
    public void onCrash() {
        before = 0;
        behind = 0;
    }
}
