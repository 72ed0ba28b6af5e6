package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCpu;
import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.DelayedEvent;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;

/**
 * The lookup time of a node, and the action after it; on a node with cores the action is immediate, since
 * {@link CacheCores} have already worked.
 */
final class ServiceTime {
    private final Simulation simulation;
    private final Host host;
    private final Sampler lookup;
    private final KeyedRandom random;
    private final ConstantDelayQueue constant;
    private final boolean past;

    ServiceTime(CacheCpu cpu, ComponentContext context, Host host) {
        Distribution lookup = cpu.lookup();
        this.past = cpu.cores().isPresent();
        this.simulation = context.simulation();
        this.host = host;
        this.lookup = lookup.sampler();
        this.random = context.random("lookup");
        this.constant = lookup.constantValue().isPresent()
                ? simulation.delay((long) lookup.constantValue().getAsDouble())
                : null;
    }

    /** Responds after the lookup time. */
    void answer(Request request, Reply reply, Outcome outcome, long detail) {
        pass(request, new Answer(host, reply, outcome, detail));
    }

    /** Calls another service after the lookup time, unless the process has crashed meanwhile. */
    void callAfterLookup(Request request, Reply reply, Service next) {
        pass(request, new Next(host, reply, request, next));
    }

    private void pass(Request request, ServiceDelay passing) {
        if (past) {
            passing.onElapsed();
            return;
        }
        long nanos = constant == null ? lookup.sampleNanos(random.withIdentity(request.identity())) : constant.nanos();
        long stretched = host.slowedNanos(nanos);
        if (constant != null && stretched == nanos) {
            simulation.scheduleAfter(constant, passing, 0);
        } else {
            simulation.scheduleAfter(stretched, passing, 0);
        }
    }

    /** An elapsing lookup time; its action is deferred while the host is paused. */
    private abstract static class ServiceDelay extends DelayedEvent {
        final Host host;
        final Reply reply;

        ServiceDelay(Host host, Reply reply) {
            this.host = host;
            this.reply = reply;
        }

        @Override
        public final void fire(int step) {
            if (!host.isUp() && host.isSuspended()) {
                host.defer(this, step);
            } else {
                onElapsed();
            }
        }

        @Override
        public final RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }

        abstract void onElapsed();
    }

    private static final class Answer extends ServiceDelay {
        private final Outcome outcome;
        private final long detail;

        Answer(Host host, Reply reply, Outcome outcome, long detail) {
            super(host, reply);
            this.outcome = outcome;
            this.detail = detail;
        }

        @Override
        void onElapsed() {
            reply.accept(outcome, detail);
        }
    }

    private static final class Next extends ServiceDelay {
        private final Request request;
        private final Service service;
        private final int incarnation;

        Next(Host host, Reply reply, Request request, Service service) {
            super(host, reply);
            this.request = request;
            this.service = service;
            this.incarnation = host.incarnation();
        }

        @Override
        void onElapsed() {
            if (host.incarnation() == incarnation) {
                service.call(request, reply);
            }
        }
    }
}
