package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCpu;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;

/**
 * The cores of a cache node: each call waits for a core in FIFO order, holds it for the lookup time and is executed at
 * its end, even if its caller has timed out meanwhile.
 */
final class CacheCores {
    record Measures(
            @Doc("Lookups and changes in the queue for a core, without those in service.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    private static final Service NOTHING = (request, reply) -> {};

    private final Cores cores;
    private final Sampler lookup;
    private final KeyedRandom random;
    private final int number;

    /** Creates idle cores. */
    CacheCores(CacheCpu cpu, ComponentContext context, Host host) {
        CoreMetrics use = context.metrics().instruments(CoreMetrics.class, host);
        Measures measures = context.metrics().instruments(Measures.class, host);
        int units = cpu.cores().orElseThrow();
        use.track(context.simulation(), host, units);
        this.cores = context.hosts()
                .cores(host, units, cpu.queue().orElse(Integer.MAX_VALUE), use.utilization(), measures.queue());
        this.lookup = cpu.lookup().sampler();
        this.random = context.random("lookup");
        this.number = context.number();
    }

    /** Returns a service that executes a call after a core has worked on it; rejects the call if the queue is full. */
    Service wrap(Service service) {
        return (request, reply) -> {
            Work work = new Work(service, request, reply);
            if (!cores.offer(work, lookup.sampleNanos(random.withIdentity(request.identity())))) {
                reply.accept(Outcome.REJECTED, number);
            }
        };
    }

    /** Occupies a core for a lookup time in the background; never rejected. */
    void occupy(long identity) {
        cores.enqueueUnbounded(new Work(NOTHING, null, null), lookup.sampleNanos(random.withIdentity(identity)));
    }

    /** Runs an action after a core has worked for some time; never rejected. */
    void work(long nanos, Runnable action) {
        cores.enqueueUnbounded(new Work((request, reply) -> action.run(), null, null), nanos);
    }

    private static final class Work extends Task {
        private final Service service;
        private final Request request;
        private final Reply reply;

        Work(Service service, Request request, Reply reply) {
            this.service = service;
            this.request = request;
            this.reply = reply;
        }

        @Override
        protected void onWorked() {
            service.call(request, reply);
        }
    }
}
