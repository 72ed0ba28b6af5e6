package dev.brownout.component.cache;

import dev.brownout.eviction.Store;
import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Wiring;
import java.time.Duration;

/**
 * One machine of a cache. What is asked of it happens in the order of arrival; the time it takes then passes before the
 * answer.
 */
final class CacheNode implements Host.Resident {
    private record Measures(
            @Doc("Look-ups that found an entry, of all look-ups.")
            Ratio hit_ratio,

            @Doc("Look-ups that found an entry.") Counter hits,

            @Doc("Look-ups that found none.") Counter misses,

            @Doc(
                    "Hits on an entry older than what was acknowledged before the user's read began; counted from writes by way"
                            + " of the cache.")
            Counter stale_hits,

            @Doc("Entries that had to make room for others.")
            Counter evictions,

            @Doc("Entries held, expired ones included until somebody asks for them.")
            TimeWeighted entries) {}

    private final Simulation simulation;
    private final Host host;
    private final Acknowledged acknowledged;
    private final Measures measures;
    private final Store store;
    private final long ttlNanos;
    private final boolean sliding;
    private final Sampler lookup;
    private final Draws draws;
    private final Delay constant;

    CacheNode(CacheSpec spec, Wiring wiring, Host host, Acknowledged acknowledged) {
        this.simulation = wiring.simulation();
        this.host = host;
        this.acknowledged = acknowledged;
        this.measures = wiring.measures(Measures.class, host);
        this.store = new Store(
                spec.eviction(),
                spec.entries().orElse(Store.UNLIMITED),
                spec.memory().map(DataSize::bytes).orElse(Long.MAX_VALUE));
        this.ttlNanos = spec.ttl().map(Duration::toNanos).orElse(Store.NEVER);
        this.sliding = spec.ttl_renewed() == CacheSpec.Renewal.ACCESS;
        this.lookup = spec.lookup().sampler();
        this.draws = wiring.draws("lookup");
        this.constant = spec.lookup().constantValue().isPresent()
                ? simulation.delay((long) spec.lookup().constantValue().getAsDouble())
                : null;
        host.house(this);
    }

    Host host() {
        return host;
    }

    /** Answers with the version held, or that there is none. */
    void get(Request request, Reply reply) {
        new Visit(request, reply, null).look();
    }

    /** Answers with the version held, or asks a source, keeps what it says and answers that. */
    Service through(Service source) {
        return (request, reply) -> new Visit(request, reply, source).look();
    }

    /** Keeps the version that a {@link Message#put} carries. */
    void put(Request request, Reply reply) {
        keep(request, Message.version(request));
        new Visit(request, reply, null).done();
    }

    /** Forgets the request's key. */
    void delete(Request request, Reply reply) {
        store.remove(request.key());
        measures.entries().set(simulation.now(), store.entries());
        new Visit(request, reply, null).done();
    }

    /** Forgets everything. */
    void empty() {
        store.clear();
        measures.entries().set(simulation.now(), 0);
    }

    @Override
    public void died() {
        empty();
    }

    private long expiry() {
        return ttlNanos == Store.NEVER ? Store.NEVER : simulation.now() + ttlNanos;
    }

    private void keep(Request request, long version) {
        long now = simulation.now();
        long before = store.evictions();
        store.put(request.key(), version, request.sizeBytes(), expiry());
        long evicted = store.evictions() - before;
        if (evicted > 0) {
            measures.evictions().add(now, evicted);
        }
        measures.entries().set(now, store.entries());
    }

    /** A request at this machine: what it found, and who waits. */
    private final class Visit implements Event, Reply {
        private final Request request;
        private final Reply reply;
        private final Service source;
        private final int incarnation = host.incarnation();
        private Outcome outcome = Outcome.OK;
        private long version;

        Visit(Request request, Reply reply, Service source) {
            this.request = request;
            this.reply = reply;
            this.source = source;
        }

        void look() {
            long now = simulation.now();
            int slot = store.get(request.key(), now);
            if (slot == Store.ABSENT) {
                outcome = Outcome.NOT_FOUND;
                measures.hit_ratio().add(now, 0, 1);
                measures.misses().add(now);
                measures.entries().set(now, store.entries());
            } else {
                version = store.version(slot);
                measures.hit_ratio().add(now, 1, 1);
                measures.hits().add(now);
                if (sliding) {
                    store.renew(slot, expiry());
                }
                if (acknowledged.newerThan(version, request.key(), request.bornAt())) {
                    measures.stale_hits().add(now);
                }
            }
            done();
        }

        /** Lets the time pass that it takes. */
        void done() {
            long nanos = constant == null ? lookup.sampleNanos(draws.at(request.identity())) : constant.nanos();
            long stretched = host.stretched(nanos);
            if (constant != null && stretched == nanos) {
                simulation.after(constant, this, 0);
            } else {
                simulation.after(stretched, this, 0);
            }
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() != incarnation) {
                return;
            }
            if (host.state() == Host.State.PAUSED || host.state() == Host.State.HUNG) {
                host.defer(this, step);
            } else if (outcome == Outcome.NOT_FOUND && source != null) {
                source.call(request, this);
            } else {
                reply.accept(outcome, version);
            }
        }

        /** The source has answered. */
        @Override
        public void accept(Outcome answer, long detail) {
            if (Message.fills(answer)) {
                keep(request, detail);
            }
            reply.accept(answer, detail);
        }
    }
}
