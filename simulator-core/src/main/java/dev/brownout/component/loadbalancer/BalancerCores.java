package dev.brownout.component.loadbalancer;

import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.CapacityTracker;
import dev.brownout.node.ComponentInFlightCount;
import dev.brownout.node.Cores;
import dev.brownout.node.Host;
import dev.brownout.node.Task;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.Display;
import dev.brownout.vocabulary.Doc;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.RequiresParameter;

/**
 * The cores of a balancer's machine: each call waits for one in turn and holds it for its work, that on the answer
 * included, before it is passed on; also one whose caller has given up meanwhile. G/G/c/K, c being the cores.
 */
final class BalancerCores {
    @RequiresParameter("cores")
    record Measures(
            @Doc("Busy cores over the cores of the balancers that are up, time-weighted.")
            @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores over the cores of all balancers, dead ones too, time-weighted.")
            Occupancy provisioned_utilization,

            @Doc("Calls waiting for a core of a balancer, those in service not counted.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    private final Cores cores;
    private final ComponentInFlightCount census;
    private final Sampler service;
    private final KeyedRandom draws;
    private final int number;

    /** Idle cores; the spec says how many. */
    BalancerCores(LoadBalancerSpec spec, ComponentContext wiring, Host host) {
        Measures measures = wiring.measures(Measures.class, host);
        int units = spec.cores().orElseThrow();
        measures.provisioned_utilization().sameUseAs(measures.utilization());
        CapacityTracker.whileProvisioned(wiring.simulation(), host, measures.provisioned_utilization(), units);
        this.cores = wiring.cores(host, units, spec.places(), measures.utilization(), measures.queue());
        this.census = new ComponentInFlightCount(host);
        this.service = spec.work().sampler();
        this.draws = wiring.draws("service");
        this.number = wiring.number();
        wiring.identity("/" + host.node() + ": visits = calls inside", census::inside, () -> wiring.passedDoor(host));
    }

    /**
     * The same service once a core has worked on the call; one that finds no place to wait is rejected.
     *
     * @param more work of each of these calls beside that of any call
     */
    Service before(Service service, long more) {
        return (request, reply) -> {
            census.enter();
            Passing call = new Passing(service, request, reply);
            if (!cores.offer(call, this.service.sampleNanos(draws.at(request.identity())) + more)) {
                call.accept(Outcome.REJECTED, number);
            }
        };
    }

    /** A call on its way through the machine. */
    private final class Passing extends Task implements Reply {
        private final Service service;
        private final Request request;
        private final Reply caller;

        Passing(Service service, Request request, Reply caller) {
            this.service = service;
            this.request = request;
            this.caller = caller;
        }

        @Override
        protected void worked() {
            service.call(request, this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            census.leave();
            caller.accept(outcome, detail);
        }
    }
}
