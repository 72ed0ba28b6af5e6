package dev.brownout.component.cache;

import dev.brownout.eviction.Store;
import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Span;
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
    record Measures(
            @Doc("Look-ups that found an entry, of all look-ups.")
            Ratio hit_ratio,

            @Doc("Look-ups that found an entry.") Counter hits,

            @Doc("Look-ups that found none.") Counter misses,

            @Doc("Hits on an entry older than what was acknowledged, by way of the cache, before the read began.")
            Counter stale_hits,

            @Doc("Entries that had to make room for others.")
            Counter evictions,

            @Doc("Entries held, expired ones included until somebody asks for them.")
            TimeWeighted entries) {}

    /** No version: a miss. */
    private static final long NONE = Long.MIN_VALUE;

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
    private long asked;

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
        Span run = wiring.grid().span(0, wiring.grid().end());
        wiring.identity(
                "/" + host.node() + ": look-ups = hits + misses",
                () -> asked,
                () -> measures.hits().total(run) + measures.misses().total(run));
    }

    Host host() {
        return host;
    }

    /** Answers with the version held, or that there is none. */
    void get(Request request, Reply reply) {
        asked++;
        pass(request, new Answer(this, reply, look(request)));
    }

    /** Answers with the version held, or asks a source, keeps what it says and answers that. */
    Service through(Service source) {
        return (request, reply) -> {
            asked++;
            long version = look(request);
            pass(request, version == NONE ? new Load(this, reply, request, source) : new Answer(this, reply, version));
        };
    }

    /** Keeps the version that a {@link Message#put} carries. */
    void put(Request request, Reply reply) {
        long version = Message.version(request);
        keep(request, version);
        pass(request, new Answer(this, reply, version));
    }

    /** Forgets the request's key. */
    void delete(Request request, Reply reply) {
        store.remove(request.key());
        measures.entries().set(simulation.now(), store.entries());
        pass(request, new Answer(this, reply, 0));
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

    /** The version held of a request's key, or {@link #NONE}. */
    private long look(Request request) {
        long now = simulation.now();
        int slot = store.get(request.key(), now);
        if (slot == Store.ABSENT) {
            measures.hit_ratio().add(now, 0, 1);
            measures.misses().add(now);
            measures.entries().set(now, store.entries());
            return NONE;
        }
        long version = store.version(slot);
        measures.hit_ratio().add(now, 1, 1);
        measures.hits().add(now);
        if (sliding) {
            store.renew(slot, expiry());
        }
        if (acknowledged.newerThan(version, request.key(), request.bornAt())) {
            measures.stale_hits().add(now);
        }
        return version;
    }

    /** Lets the time pass that a request takes. */
    private void pass(Request request, Answer answer) {
        long nanos = constant == null ? lookup.sampleNanos(draws.at(request.identity())) : constant.nanos();
        long stretched = host.stretched(nanos);
        if (constant != null && stretched == nanos) {
            simulation.after(constant, answer, 0);
        } else {
            simulation.after(stretched, answer, 0);
        }
    }

    /** What a machine will answer when the time has passed. */
    private static class Answer extends Event {
        final CacheNode node;
        final Reply reply;
        private final long version;

        Answer(CacheNode node, Reply reply, long version) {
            this.node = node;
            this.reply = reply;
            this.version = version;
        }

        @Override
        public final void fire(int step) {
            if (!node.host.up() && node.host.frozen()) {
                node.host.defer(this, step);
            } else {
                due();
            }
        }

        void due() {
            if (version == NONE) {
                reply.accept(Outcome.NOT_FOUND, 0);
            } else {
                reply.accept(Outcome.OK, version);
            }
        }
    }

    /** A miss that the machine makes good itself, unless its process has died by then. */
    private static final class Load extends Answer implements Reply {
        private final Request request;
        private final Service source;
        private final int incarnation;

        Load(CacheNode node, Reply reply, Request request, Service source) {
            super(node, reply, NONE);
            this.request = request;
            this.source = source;
            this.incarnation = node.host.incarnation();
        }

        @Override
        void due() {
            if (node.host.incarnation() == incarnation) {
                source.call(request, this);
            }
        }

        /** The source has answered. */
        @Override
        public void accept(Outcome answer, long detail) {
            if (Message.fills(answer)) {
                node.keep(request, detail);
            }
            reply.accept(answer, detail);
        }
    }
}
