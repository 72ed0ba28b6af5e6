package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.service.Service;

/** The door of a machine whose filters may let a call wait before the machine sees it. */
final class AdmissionGate implements Host.Resident {
    private final Host host;
    private long before;
    private long behind;

    AdmissionGate(Host host) {
        this.host = host;
        host.attach(this);
    }

    /** Counts the calls that come to the filters. */
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

    /** Counts the calls that have passed the filters. */
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

    /** Calls that are here and have not passed. */
    long held() {
        return before - behind;
    }

    @Override
    public void onCrash() {
        before = 0;
        behind = 0;
    }
}
