package dev.brownout.component.loadbalancer;

import dev.brownout.component.loadbalancer.LoadBalancerSpec.BalancerHosts;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;

/**
 * The cores of a load balancer host: each call waits for a core in FIFO order and holds it for its work, including that
 * on the response, before it is forwarded, even if its caller has timed out meanwhile. G/G/c/K with c cores.
 */
final class BalancerCores {
    @RequiresParameter("cores")
    record Measures(
            @Doc("Busy cores divided by the cores of the balancer nodes that are up, time-weighted.")
            @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores divided by the cores of all balancer nodes, including failed ones, time-weighted.")
            Occupancy provisionedUtilization,

            @Doc("Calls in the queue for a core of a balancer, without those in service.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    private final Cores cores;
    private final ComponentInFlightCount census;
    private final Sampler service;
    private final KeyedRandom random;
    private final int number;

    /** Creates idle cores. */
    BalancerCores(BalancerHosts hosts, ComponentContext context, Host host) {
        Measures measures = context.metrics().instruments(Measures.class, host);
        int units = hosts.cores().orElseThrow();
        CapacityTracker.whileProvisioned(
                context.simulation(), host, measures.utilization(), measures.provisionedUtilization(), units);
        this.cores = context.hosts().cores(host, units, hosts.places(), measures.utilization(), measures.queue());
        this.census = new ComponentInFlightCount(host);
        this.service = hosts.work().sampler();
        this.random = context.random("service");
        this.number = context.number();
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": visits = calls inside", census::callsInside, () -> audit.admittedCalls(host));
    }

    /**
     * Returns a service that forwards a call after a core has worked on it; rejects the call if the queue is full.
     *
     * @param more additional work per call, in nanoseconds
     */
    Service wrap(Service service, long more) {
        return (request, reply) -> {
            census.enter();
            BalancerTask call = new BalancerTask(service, request, reply);
            if (!cores.offer(call, this.service.sampleNanos(random.withIdentity(request.identity())) + more)) {
                call.accept(Outcome.REJECTED, number);
            }
        };
    }

    /** A call in progress at the host. */
    private final class BalancerTask extends Task implements Reply {
        private final Service service;
        private final Request request;
        private final Reply caller;

        BalancerTask(Service service, Request request, Reply caller) {
            this.service = service;
            this.request = request;
            this.caller = caller;
        }

        @Override
        protected void onWorked() {
            service.call(request, this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            census.leave();
            caller.accept(outcome, detail);
        }
    }
}
