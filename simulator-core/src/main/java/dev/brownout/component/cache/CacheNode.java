package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.WritePolicy;
import dev.brownout.eviction.Store;
import dev.brownout.hashing.Hashing;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.Versions;
import dev.brownout.vocabulary.DataSize;
import dev.brownout.wiring.Wiring;

/**
 * One machine of a cache. What is asked of it happens in the order of arrival; the time it takes then passes before the
 * answer.
 */
final class CacheNode implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final Hits hits;
    private final CacheNodeMeasures measures;
    private final CacheMeasures ofTier;
    private final Store store;
    private final Freshness freshness;
    private final boolean sliding;
    private final boolean refreshes;
    private final boolean leased;
    private final Leases leases;
    private final Flights flights;
    private final WriteBuffer buffer;
    private final Warming warming;
    private final ServiceTime serviceTime;
    private boolean member;
    /** The version that the last look-up found, and whether it is to be loaded anew. */
    private long found;

    private boolean aging;

    CacheNode(CacheSpec spec, Wiring wiring, Host host, CacheMeasures ofTier, Warming warming) {
        this.simulation = wiring.simulation();
        this.host = host;
        this.measures = wiring.measures(CacheNodeMeasures.class, host);
        this.hits = new Hits(wiring, host, measures);
        this.ofTier = ofTier;
        this.store = new Store(
                spec.eviction(),
                spec.entries().orElse(Store.UNLIMITED),
                spec.memory().map(DataSize::bytes).orElse(Long.MAX_VALUE));
        this.freshness = new Freshness(spec, wiring);
        this.sliding = spec.ttl_renewed() == CacheSpec.Renewal.ACCESS;
        this.refreshes = freshness.refreshes();
        this.leased = spec.lease().isPresent();
        this.leases = new Leases(spec.lease().orElse(Leases.USUAL));
        this.flights = spec.coalesce() ? new Flights(wiring, host, ofTier.coalesced()) : null;
        this.buffer = spec.write_policy() == WritePolicy.BACK ? new WriteBuffer(wiring, host, spec, ofTier) : null;
        this.warming = warming;
        this.serviceTime = new ServiceTime(spec.lookup(), wiring, host);
        host.attach(this);
        audit(wiring);
        wiring.grows("keys", 100, () -> store.entries() + (buffer == null ? 0 : buffer.keys()));
    }

    private void audit(Wiring wiring) {
        if (buffer != null) {
            wiring.identity(
                    "/" + host.node() + ": writes taken = written + lost + still here",
                    buffer::taken,
                    () -> buffer.written() + buffer.lost() + buffer.pending());
        }
    }

    Host host() {
        return host;
    }

    /** What its look-ups came to. */
    Hits hits() {
        return hits;
    }

    /** What it has not written back; {@code null} where it does not write back. */
    WriteBuffer buffer() {
        return buffer;
    }

    /** What it keeps. */
    Store store() {
        return store;
    }

    /** Answers with the version held, or that there is none; asks for a new one by {@link LookAside#AGING}. */
    void get(Request request, Reply reply) {
        hits.asked();
        Outcome outcome = look(request);
        serviceTime.answer(request, reply, outcome, aging ? found | LookAside.AGING : found);
    }

    /** Answers with the version held, or asks a source, keeps what it says and answers that. */
    Service through(Service source) {
        Service load = (request, reply) -> source.call(request, (outcome, version) -> {
            if (CacheMessage.fills(outcome)) {
                fill(request, version);
            }
            reply.accept(outcome, version);
        });
        Service shared = flights == null ? load : flights.joining(load);
        return (request, reply) -> {
            hits.asked();
            Outcome outcome = look(request);
            if (outcome == Outcome.NOT_FOUND) {
                serviceTime.then(request, reply, shared);
                return;
            }
            serviceTime.answer(request, reply, outcome, found);
            if (aging) {
                serviceTime.then(request, LookAside.NOBODY, shared);
            }
        };
    }

    /** Keeps the version that a {@link CacheMessage#put} carries, if its sender may fill the key. */
    void put(Request request, Reply reply) {
        long version = CacheMessage.version(request);
        if (!leased || leases.holds(request)) {
            fill(request, version);
        }
        serviceTime.answer(request, reply, Outcome.OK, version);
    }

    /**
     * Keeps the version that a {@link CacheMessage#put} carries, even over a newer one: its sender wrote the source.
     */
    void set(Request request, Reply reply) {
        long version = CacheMessage.version(request);
        leases.end(request.key());
        keep(request, version);
        serviceTime.answer(request, reply, Outcome.OK, version);
    }

    /** Forgets the request's key, and whatever is being loaded for it. */
    void delete(Request request, Reply reply) {
        store.remove(request.key());
        measures.entries().set(simulation.now(), store.entries());
        leases.end(request.key());
        serviceTime.answer(request, reply, Outcome.OK, 0);
    }

    /** Writes the source, keeps what was written unless something newer is here, and answers. */
    Service writingThrough(Service source) {
        Service write = (request, reply) -> source.call(request, (outcome, version) -> {
            if (outcome.good()) {
                leases.end(request.key());
                int slot = store.find(request.key());
                if (slot == Store.ABSENT || !Versions.older(version, store.version(slot))) {
                    keep(request, version);
                }
            }
            reply.accept(outcome, version);
        });
        return (request, reply) -> serviceTime.then(request, reply, write);
    }

    /** Keeps the write and answers; the source gets it later. */
    Service writingBack(Service source, String behind) {
        Service take = (request, reply) -> {
            leases.end(request.key());
            long version = buffer.take(request, source, behind);
            keep(request, version);
            reply.accept(Outcome.OK, version);
        };
        return (request, reply) -> serviceTime.then(request, reply, take);
    }

    /** Forgets everything but what the source does not have yet. */
    void empty() {
        store.clear();
        measures.entries().set(simulation.now(), 0);
        warming.fill(host, this::warm);
    }

    /** Keeps a key that nobody asked for. */
    private void warm(int key, int sizeBytes, long version) {
        keep(key, sizeBytes, version, Hashing.hash(key));
    }

    @Override
    public void died() {
        store.clear();
        measures.entries().set(simulation.now(), 0);
        leases.clear();
        if (buffer != null) {
            buffer.lose();
        }
    }

    /** The run begins. */
    void start() {
        membershipChanged();
        restarted();
    }

    /** A machine that has just come has no copy of anything. */
    @Override
    public void restarted() {
        if (member) {
            warming.fill(host, this::warm);
        }
    }

    @Override
    public void membershipChanged() {
        member = host.membership().inService();
    }

    @Override
    public boolean working() {
        return buffer != null && buffer.keys() > 0;
    }

    /** Keeps what a source answered, but not over a write that the source does not have yet. */
    private void fill(Request request, long version) {
        if (leased || refreshes) {
            if (leases.holds(request)) {
                freshness.loaded(request.key(), simulation.now() - leases.since(request.key()));
            }
            leases.end(request.key());
        }
        if (buffer == null || !buffer.holds(request.key())) {
            keep(request, version);
        }
    }

    private void keep(Request request, long version) {
        keep(request.key(), request.sizeBytes(), version, request.identity());
    }

    private void keep(int key, int sizeBytes, long version, long identity) {
        long now = simulation.now();
        long before = store.evictions();
        store.put(key, version, sizeBytes, freshness.keptUntil(identity, now));
        long evicted = store.evictions() - before;
        if (evicted > 0) {
            measures.evictions().add(now, evicted);
        }
        measures.entries().set(now, store.entries());
    }

    /** Looks a key up: OK or STALE with the version in {@link #found} and {@link #aging}, else NOT_FOUND. */
    private Outcome look(Request request) {
        long now = simulation.now();
        aging = false;
        int before = store.entries();
        int slot = store.get(request.key(), now);
        if (slot == Store.ABSENT) {
            return lookInVain(request, now, before);
        }
        found = store.version(slot);
        Outcome outcome = hits.hit(request, found, now);
        long keptUntil = store.expiresAt(slot);
        boolean expired = refreshes && freshness.expired(keptUntil, now);
        if (expired) {
            ofTier.expired_hits().add(now);
        } else if (sliding) {
            store.renew(slot, freshness.keptUntil(request.identity(), now));
        }
        aging = refreshes && (expired || freshness.early(request, keptUntil, now)) && leases.grant(request, now);
        if (aging) {
            ofTier.refreshes().add(now);
        }
        return outcome;
    }

    private Outcome lookInVain(Request request, long now, int before) {
        if (store.entries() < before) {
            ofTier.expirations().add(now);
            measures.entries().set(now, store.entries());
        }
        found = 0;
        if (buffer != null && buffer.holds(request.key())) {
            found = buffer.version(request.key());
            return hits.hit(request, found, now);
        }
        boolean granted = (leased || refreshes) && leases.grant(request, now);
        if (leased && !granted) {
            hits.toldToWait();
            ofTier.waits().add(now);
            found = LookAside.ASK_AGAIN;
            return Outcome.NOT_FOUND;
        }
        hits.missed(now);
        return Outcome.NOT_FOUND;
    }
}
