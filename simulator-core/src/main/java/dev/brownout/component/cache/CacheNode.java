package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheCapacity;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.eviction.FutureAccesses;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache node. Operations take effect in order of arrival; the lookup time elapses before the response. On a node with
 * cores, an operation takes effect when a core has worked on it.
 */
final class CacheNode implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final LookupStatistics hits;
    private final CacheNodeMetrics measures;
    private final CacheMetrics ofTier;
    /** Future accesses for {@code opt}; else {@code null}. */
    private final FutureAccesses foresight;

    private final BoundedStore store;
    private final EntryExpiry freshness;
    private final boolean sliding;
    private final boolean refreshes;
    private final boolean leased;
    private final Leases leases;
    private final SingleFlight flights;
    private final WriteBuffer buffer;
    private final CacheWarmer warming;
    private final ServiceTime serviceTime;
    private final CacheCores cores;
    private final LoadCompletion loads;
    private final CacheSpec spec;
    /** The stores of the node: its own share of the keys, and replicas of other shares. */
    private final List<BoundedStore> stores = new ArrayList<>();
    /** Replica assignment; {@code null} without replication. */
    private ReplicaAssignment copies;

    private boolean member;
    /** Version found by the last lookup, and whether it is to be reloaded. */
    private long found;

    private boolean aging;

    CacheNode(CacheSpec spec, ComponentContext context, Host host, CacheMetrics ofTier, CacheWarmer warming) {
        SourceAccess access = spec.sourceAccess();
        this.simulation = context.simulation();
        this.host = host;
        this.measures = context.metrics().instruments(CacheNodeMetrics.class, host);
        this.hits = new LookupStatistics(context, host, measures, ofTier);
        this.ofTier = ofTier;
        this.spec = spec;
        this.foresight = spec.capacity().eviction() == Eviction.OPT ? NodeFutureAccesses.accesses(context) : null;
        this.store = addStore();
        this.freshness = new EntryExpiry(spec, context);
        this.sliding = spec.expiry().ttlRenewed() == CacheExpiry.Renewal.ACCESS;
        this.refreshes = freshness.refreshes();
        this.leased = access.lease().isPresent();
        this.leases = new Leases(access.lease().orElse(Leases.USUAL));
        this.flights = access.coalesce() ? new SingleFlight(context, host, ofTier.coalesced()) : null;
        this.buffer = access.writePolicy() == WritePolicy.BACK ? new WriteBuffer(context, host, access, ofTier) : null;
        this.warming = warming;
        this.serviceTime = new ServiceTime(spec.cpu(), context, host);
        this.cores = spec.cpu().cores().isPresent() ? new CacheCores(spec.cpu(), context, host) : null;
        this.loads = new LoadCompletion(freshness, LoadWork.of(spec.cpu(), context, host, cores), this::fill);
        host.attach(this);
        context.audit().reportMemoryUse("keys", 100, () -> entries() + (buffer == null ? 0 : buffer.keys()));
    }

    /** Adds a store with an equal share of the node's capacity. */
    BoundedStore addStore() {
        CacheCapacity capacity = spec.capacity();
        int copyCount = spec.replication().copies();
        int entries =
                capacity.entries().map(most -> Math.max(1, most / copyCount)).orElse(BoundedStore.UNLIMITED);
        long bytes = capacity.memory()
                .map(most -> Math.max(1, most.bytes() / copyCount))
                .orElse(Long.MAX_VALUE);
        BoundedStore newStore = foresight == null
                ? new BoundedStore(capacity.eviction(), entries, bytes)
                : new BoundedStore(foresight, entries, bytes);
        stores.add(newStore);
        return newStore;
    }

    /** Enables replication of this node's entries. */
    void join(ReplicaAssignment all) {
        copies = all;
    }

    private BoundedStore store(int key) {
        return copies == null ? store : copies.of(key).on(host);
    }

    /** Applies a change of the leader to a replica; occupies a core for a lookup time. */
    void apply(BoundedStore copy, EntryChange change, long identity) {
        if (change.isRemoval()) {
            copy.remove(change.key());
        } else {
            put(copy, change.key(), change.version(), change.sizeBytes(), change.keptUntil());
        }
        publishEntryCount();
        if (cores != null) {
            cores.occupy(identity);
        }
    }

    /** Publishes the number of entries as a metric. */
    void publishEntryCount() {
        measures.entries().set(simulation.now(), entries());
    }

    private int entries() {
        if (copies == null) {
            return store.entries();
        }
        int entries = 0;
        for (BoundedStore store : stores) {
            entries += store.entries();
        }
        return entries;
    }

    Host host() {
        return host;
    }

    /** Returns the lookup statistics. */
    LookupStatistics hits() {
        return hits;
    }

    /** Returns the write-back buffer; {@code null} without write-back. */
    WriteBuffer buffer() {
        return buffer;
    }

    /** Returns the store of the node's own keys. */
    BoundedStore store() {
        return store;
    }

    /** Wraps a service of this node by CPU work if it has cores. */
    Service worked(Service service) {
        return cores == null ? service : cores.wrap(service);
    }

    /** Responds with the cached version or a miss; {@link LookAside#AGING} requests a reload. */
    void get(Request request, Reply reply) {
        hits.recordLookup();
        Outcome outcome = lookup(request);
        serviceTime.answer(request, reply, outcome, aging ? found | LookAside.AGING : found);
    }

    /** Returns a read-through service: responds with the cached version, or loads and caches it. */
    Service readThrough(Service source) {
        Service load = (request, reply) -> source.call(request, loads.of(request, reply));
        Service shared = flights == null ? load : flights.joining(load);
        return (request, reply) -> {
            hits.recordLookup();
            Outcome outcome = lookup(request);
            if (outcome == Outcome.NOT_FOUND && !NegativeEntry.isNegative(found)) {
                serviceTime.callAfterLookup(request, reply, shared);
                return;
            }
            serviceTime.answer(request, reply, outcome, NegativeEntry.version(found));
            if (aging) {
                serviceTime.callAfterLookup(request, LookAside.IGNORING, shared);
            }
        };
    }

    /** Caches the version of a {@link CacheMessage#put} if its sender may fill the key. */
    void put(Request request, Reply reply) {
        long version = CacheMessage.version(request);
        if (!leased || leases.isHolder(request)) {
            fill(request, version);
        }
        serviceTime.answer(request, reply, Outcome.OK, version);
    }

    /** Caches the version of a {@link CacheMessage#put}, even over a newer one: its sender wrote the source. */
    void set(Request request, Reply reply) {
        long version = CacheMessage.version(request);
        leases.end(request.key());
        store(request, version);
        serviceTime.answer(request, reply, Outcome.OK, version);
    }

    /** Deletes the request's key and invalidates pending loads of it. */
    void delete(Request request, Reply reply) {
        store(request.key()).remove(request.key());
        publishEntryCount();
        if (copies != null) {
            copies.replicate(host, EntryChange.delete(request.key(), request.identity()));
        }
        leases.end(request.key());
        serviceTime.answer(request, reply, Outcome.OK, 0);
    }

    /** Returns a write-through service: writes the source, caches the version unless a newer one is cached. */
    Service writingThrough(Service source) {
        Service write = (request, reply) -> source.call(request, (outcome, version) -> {
            if (outcome.good()) {
                leases.end(request.key());
                BoundedStore store = store(request.key());
                int slot = store.find(request.key());
                if (slot == BoundedStore.ABSENT
                        || !VersionRegistry.older(version, NegativeEntry.version(store.version(slot)))) {
                    store(request, version);
                }
            }
            reply.accept(outcome, version);
        });
        return (request, reply) -> serviceTime.callAfterLookup(request, reply, write);
    }

    /** Returns a write-back service: caches the write and responds; the source gets it later. */
    Service writingBack(Service source, String sourceName) {
        Service service = (request, reply) -> {
            leases.end(request.key());
            long version = buffer.buffer(request, source, sourceName);
            store(request, version);
            reply.accept(Outcome.OK, version);
        };
        return (request, reply) -> serviceTime.callAfterLookup(request, reply, service);
    }

    /** Clears the cache except unwritten changes, then warms it. */
    void flush() {
        clear();
        warming.fill(host, this::warm);
    }

    private void clear() {
        stores.forEach(BoundedStore::clear);
        measures.entries().set(simulation.now(), 0);
    }

    /** Caches a key for warm-up, if this node is its leader. */
    private void warm(int key, int sizeBytes, long version) {
        if (copies == null || copies.of(key).leader() == host) {
            store(key, sizeBytes, version, Hashing.hash(key));
        }
    }

    @Override
    public void onCrash() {
        clear();
        leases.clear();
        if (buffer != null) {
            buffer.onCrash();
        }
    }

    /** Starts the node with the run. */
    void start() {
        membershipChanged();
        onRestart();
    }

    /** Warms the cache of a member after a restart, which leaves it without entries. */
    @Override
    public void onRestart() {
        if (member) {
            warming.fill(host, this::warm);
        }
    }

    @Override
    public void membershipChanged() {
        member = host.membership().inService();
    }

    @Override
    public boolean isWorking() {
        return buffer != null && buffer.keys() > 0;
    }

    /** Caches a source's response, but not over an unwritten change. */
    private void fill(Request request, long version) {
        if (leased || refreshes) {
            if (leases.isHolder(request)) {
                freshness.loaded(request.key(), simulation.now() - leases.startOf(request.key()));
            }
            leases.end(request.key());
        }
        if (buffer == null || !buffer.contains(request.key())) {
            store(request, version);
        }
    }

    private void store(Request request, long version) {
        store(request.key(), CacheMessage.entrySizeBytes(request, version), version, request.identity());
    }

    private void store(int key, int sizeBytes, long version, long identity) {
        long keptUntil = freshness.keptUntil(version, identity, simulation.now());
        put(store(key), key, version, sizeBytes, keptUntil);
        publishEntryCount();
        if (copies != null) {
            copies.replicate(host, EntryChange.put(key, identity, version, sizeBytes, keptUntil));
        }
    }

    private void put(BoundedStore into, int key, long version, int sizeBytes, long keptUntil) {
        long before = into.evictions();
        into.put(key, version, sizeBytes, keptUntil);
        long evicted = into.evictions() - before;
        if (evicted > 0) {
            measures.evictions().add(simulation.now(), evicted);
        }
    }

    /** Looks up a key: OK or STALE with {@link #found} and {@link #aging}, else NOT_FOUND, possibly negative. */
    private Outcome lookup(Request request) {
        long now = simulation.now();
        aging = false;
        if (foresight != null) {
            foresight.advanceTo(request.number());
        }
        BoundedStore store = store(request.key());
        int before = store.entries();
        int slot = store.get(request.key(), now);
        if (slot == BoundedStore.ABSENT) {
            return handleMiss(request, now, before > store.entries());
        }
        found = store.version(slot);
        if (NegativeEntry.isNegative(found)) {
            Outcome negativeOutcome = hits.recordNegativeHit(request, NegativeEntry.version(found), now);
            found = negativeOutcome == Outcome.NOT_FOUND ? found : NegativeEntry.version(found);
            return negativeOutcome;
        }
        Outcome outcome = hits.hit(request, found, now);
        long keptUntil = store.expiresAt(slot);
        boolean expired = refreshes && freshness.isExpired(keptUntil, now);
        if (expired) {
            ofTier.expiredHits().add(now);
        } else if (sliding) {
            renew(request, store, slot);
        }
        aging = refreshes
                && (expired || freshness.isEarlyRefresh(request, keptUntil, now))
                && leases.grant(request, now);
        if (aging) {
            ofTier.refreshes().add(now);
        }
        return outcome;
    }

    private void renew(Request request, BoundedStore store, int slot) {
        long keptUntil = freshness.keptUntil(store.version(slot), request.identity(), simulation.now());
        store.renew(slot, keptUntil);
        if (copies != null) {
            int size = store.sizeBytes(slot);
            copies.replicate(
                    host, EntryChange.put(request.key(), request.identity(), store.version(slot), size, keptUntil));
        }
    }

    private Outcome handleMiss(Request request, long now, boolean expired) {
        if (expired) {
            ofTier.expirations().add(now);
            publishEntryCount();
        }
        found = 0;
        if (buffer != null && buffer.contains(request.key())) {
            found = buffer.version(request.key());
            return hits.hit(request, found, now);
        }
        boolean granted = (leased || refreshes) && leases.grant(request, now);
        if (leased && !granted) {
            hits.recordWait();
            ofTier.waits().add(now);
            found = LookAside.RETRY;
            return Outcome.NOT_FOUND;
        }
        hits.recordMiss(now);
        return Outcome.NOT_FOUND;
    }
}
