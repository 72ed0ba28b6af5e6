package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.service.Service;

/** Counts the calls that the inbound filters of a host hold before the host receives them. */
final class AdmissionGate implements Host.Resident {
    private final Host host;
    private long entered;
    private long passed;

    AdmissionGate(Host host) {
        this.host = host;
        host.attach(this);
    }

    /** Returns the given filters, with the calls that enter them counted. */
    Service before(Service filters) {
        return (request, reply) -> {
            int incarnation = host.incarnation();
            entered++;
            filters.call(request, (outcome, detail) -> {
                if (host.incarnation() == incarnation) {
                    entered--;
                }
                reply.accept(outcome, detail);
            });
        };
    }

    /** Returns the given host service, with the calls that have passed the filters counted. */
    Service behind(Service machine) {
        return (request, reply) -> {
            int incarnation = host.incarnation();
            passed++;
            machine.call(request, (outcome, detail) -> {
                if (host.incarnation() == incarnation) {
                    passed--;
                }
                reply.accept(outcome, detail);
            });
        };
    }

    /** Returns the number of calls that have entered the filters and have not passed them. */
    long held() {
        return entered - passed;
    }

    @Override
    public void onCrash() {
        entered = 0;
        passed = 0;
    }
}
