package dev.brownout.component.cdn;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cache of a CDN: an edge or the shield. It responds with its copy, or fetches the object from behind and stores it.
 * The version of a fetched object contains its release and its data version.
 */
final class PointOfPresence implements Host.Resident {
    /** No version: the origin's object differs from the copy. */
    private static final long CHANGED = -1;

    private final Simulation simulation;
    private final VersionRegistry versions;
    private final Host host;
    private final Cdn cdn;
    private final PopMetrics measures;
    private final BoundedStore store;
    private final EdgeCounters counters;
    private final BoundedStore errors = new BoundedStore(Eviction.FIFO, BoundedStore.UNLIMITED, Long.MAX_VALUE);
    private final boolean coalesce;
    private final Sampler lookup;
    private final KeyedRandom random;
    private final KeyedRandom lives;
    private final Map<Integer, Fetch> fetching = new LinkedHashMap<>();
    /** Conditional requests for expired copies; {@code null} if they are disabled. */
    private final Revalidation revalidation;

    private long decided;

    /** A pending fetch from behind, with the calls that wait for it. */
    private final class Fetch implements Reply {
        private final CachingRules rules;
        private final int key;
        private final Request request;
        private final ResponseAge age;
        private final int incarnation = host.incarnation();
        private Visit first;
        private Visit last;
        /**
         * State of a conditional request. If it is one, {@code unmodified} is the version of a copy that is still
         * current.
         */
        private boolean conditional;

        private long unmodified = CHANGED;

        Fetch(CachingRules rules, int key, Request request) {
            this.rules = rules;
            this.key = key;
            this.request = request;
            this.age = ResponseAge.expect(request);
        }

        Fetch join(Visit visit) {
            if (last == null) {
                first = visit;
            } else {
                last.next = visit;
            }
            last = visit;
            visit.trail = simulation.trail();
            return this;
        }

        /**
         * Returns the request to send: a conditional request if there is a copy and revalidation is enabled, else the
         * plain request.
         */
        Request question(long now) {
            int slot = revalidation == null ? BoundedStore.ABSENT : store.find(key);
            if (slot == BoundedStore.ABSENT) {
                return request;
            }
            conditional = true;
            revalidation.recordRequest(now);
            if (rules.staleSince(store.version(slot), request, rules.bound(now)) == VersionRegistry.NOTHING) {
                unmodified = store.version(slot);
                return request.unmodified();
            }
            return request;
        }

        @Override
        public void accept(Outcome outcome, long answered) {
            long now = simulation.now();
            if (conditional) {
                boolean isReceived = host.incarnation() == incarnation;
                revalidation.recordResponse(now, outcome, unmodified != CHANGED, isReceived);
            }
            if (host.incarnation() != incarnation) {
                return;
            }
            fetching.remove(key, this);
            long detail = unmodified != CHANGED && outcome.good() ? unmodified : answered;
            long bornAt = age.bornAt();
            if (outcome == Outcome.OK || outcome == Outcome.STALE) {
                long droppedAt = rules.droppedAt(now, bornAt, lives.withIdentity(request.identity()));
                bornAt = rules.bornAt(droppedAt);
                store(key, detail, request.sizeBytes(), droppedAt);
                errors.remove(key);
            } else {
                bornAt = bornAt == ResponseAge.NONE ? now : bornAt;
                if (rules.errorTtlNanos() > 0) {
                    errors.put(key, detail << 8 | outcome.index(), 0, bornAt + rules.errorTtlNanos());
                }
            }
            Trail own = simulation.trail();
            for (Visit visit = first; visit != null; visit = visit.next) {
                if (visit != first || visit.request.identity() != request.identity()) {
                    simulation.resume(visit.trail, RequestPhase.OTHERS);
                }
                visit.fetched(key, outcome, detail, request, bornAt);
            }
            simulation.restore(own);
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param counters counters of the whole CDN, besides its own metrics
     * @param revalidates whether it sends conditional requests for expired copies
     */
    PointOfPresence(
            CdnSpec spec,
            ComponentContext context,
            Host host,
            Cdn cdn,
            BoundedStore store,
            EdgeCounters counters,
            boolean revalidates) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.host = host;
        this.cdn = cdn;
        this.measures = context.metrics().instruments(PopMetrics.class, host);
        this.store = store;
        this.counters = counters;
        this.revalidation = revalidates ? new Revalidation(context, host) : null;
        this.coalesce = spec.freshness().coalesce();
        this.lookup = spec.lookup().sampler();
        this.random = context.random("lookup");
        this.lives = context.random("ttl_jitter of " + host.node());
        host.attach(this);
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse("objects", 100, () -> (long) store.entries() + errors.entries());
        CellRange run = context.grid().span(0, context.grid().end());
        audit.identity(
                "/" + host.node() + ": lookups = hits + misses + passed + cached errors served",
                () -> decided,
                () -> measures.hits().total(run)
                        + measures.misses().total(run)
                        + measures.passed().total(run)
                        + measures.errorsServed().total(run));
    }

    Host host() {
        return host;
    }

    /**
     * Returns the service for one kind of content.
     *
     * @param next service from which misses are fetched
     */
    Service serving(CachingRules rules, Service next) {
        return (request, reply) -> {
            long nanos = lookup.sampleNanos(random.withIdentity(request.identity()));
            simulation.scheduleAfter(host.slowedNanos(nanos), new Visit(rules, next, request, reply), 0);
        };
    }

    /** Drops all copies and cached failures. */
    void empty() {
        store.clear();
        errors.clear();
        measures.entries().set(simulation.now(), 0);
    }

    /** Drops one copy and its cached failure. */
    void discard(int key) {
        store.remove(key);
        errors.remove(key);
        measures.entries().set(simulation.now(), store.entries());
    }

    @Override
    public void onCrash() {
        fetching.clear();
        empty();
    }

    @Override
    public void stateChanged() {
        cdn.stateChanged();
    }

    private void store(int key, long version, int sizeBytes, long droppedAt) {
        long before = store.evictions();
        store.put(key, version, sizeBytes, droppedAt);
        long evicted = store.evictions() - before;
        if (evicted > 0) {
            measures.evictions().add(simulation.now(), evicted);
        }
        measures.entries().set(simulation.now(), store.entries());
    }

    /** A call at this cache. */
    private final class Visit extends Event implements Reply {
        private final CachingRules rules;
        private final Service missSource;
        private final Request request;
        private final Reply reply;
        private final int incarnation = host.incarnation();
        private final long bound;
        /** Age of the response for the cache that asks; {@code null} if the call is from no cache. */
        private final ResponseAge age;

        private Visit next;
        private Trail trail;

        Visit(CachingRules rules, Service next, Request request, Reply reply) {
            this.rules = rules;
            this.missSource = next;
            this.request = request;
            this.reply = reply;
            this.bound = host.arrival().bound(versions, simulation.now());
            this.age = ResponseAge.of(request);
        }

        @Override
        public void fire(int step) {
            if (host.isSuspended()) {
                host.defer(this, step);
            } else if (host.incarnation() == incarnation) {
                lookup();
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }

        private void lookup() {
            long now = simulation.now();
            decided++;
            counters.enter(now);
            if (!rules.isCacheable(request)) {
                measures.passed().add(now);
                missSource.call(request, this);
                return;
            }
            int key = rules.key(request.key(), rules.requestedRelease(request, cdn), rules.variant(request));
            int slot = store.get(key, now);
            measures.entries().set(now, store.entries());
            long overdue = slot == BoundedStore.ABSENT ? Long.MAX_VALUE : rules.overdue(store.expiresAt(slot), now);
            if (overdue < 0 || rules.givenMeanwhile(overdue)) {
                long version = store.version(slot);
                long droppedAt = store.expiresAt(slot);
                hit(now);
                if (overdue >= 0 && !fetching.containsKey(key)) {
                    fetch(new Fetch(rules, key, request), true);
                }
                respond(version, droppedAt);
            } else {
                fetch(key, now);
            }
        }

        private void fetch(int key, long now) {
            int pinned = errors.get(key, now);
            Fetch running = coalesce ? fetching.get(key) : null;
            if (pinned != BoundedStore.ABSENT) {
                long failure = errors.version(pinned);
                Outcome outcome = Outcome.at((int) (failure & 0xFF));
                if (old(key, outcome) == BoundedStore.ABSENT) {
                    measures.errorsServed().add(now);
                } else {
                    hit(now);
                }
                fetched(key, outcome, failure >> 8, request, errors.expiresAt(pinned) - rules.errorTtlNanos());
            } else if (running != null) {
                hit(now);
                measures.coalesced().add(now);
                running.join(this);
            } else {
                measures.misses().add(now);
                counters.recordLookup(now, 0, request);
                fetch(new Fetch(rules, key, request).join(this), coalesce);
            }
        }

        private void hit(long now) {
            measures.hits().add(now);
            counters.recordLookup(now, 1, request);
        }

        private void fetch(Fetch fetch, boolean forAll) {
            if (forAll) {
                fetching.put(fetch.key, fetch);
            }
            missSource.call(fetch.question(simulation.now()), fetch);
        }

        /**
         * Responds with the fetched result, or with an expired copy instead of a failure if that is allowed.
         *
         * @param bornAt instant at which the origin generated the result
         */
        void fetched(int key, Outcome outcome, long detail, Request original, long bornAt) {
            int slot = old(key, outcome);
            if (slot == BoundedStore.ABSENT) {
                pass(bornAt);
                answer(outcome, detail, original);
            } else {
                respond(store.version(slot), store.expiresAt(slot));
            }
        }

        private void pass(long bornAt) {
            if (age != null) {
                age.pass(bornAt);
            }
        }

        private int old(int key, Outcome outcome) {
            int slot = outcome.good() ? BoundedStore.ABSENT : store.find(key);
            return slot != BoundedStore.ABSENT
                            && rules.givenInstead(rules.overdue(store.expiresAt(slot), simulation.now()))
                    ? slot
                    : BoundedStore.ABSENT;
        }

        private void respond(long version, long droppedAt) {
            pass(rules.bornAt(droppedAt));
            if (rules.overdue(droppedAt, simulation.now()) >= 0) {
                measures.expiredServed().add(simulation.now());
            }
            answer(Outcome.OK, version, request);
        }

        /** Handles the response for content that is not cached. */
        @Override
        public void accept(Outcome outcome, long detail) {
            if (host.incarnation() == incarnation) {
                answer(outcome, detail, request);
            }
        }

        /** Sends the response. Staleness that was detected behind this cache counts as well. */
        private void answer(Outcome outcome, long detail, Request original) {
            Outcome reported = outcome;
            if (outcome.good()) {
                long missed = rules.staleSince(detail, request, bound);
                if (outcome == Outcome.STALE) {
                    missed = Math.min(missed, original.logical().oldestMissedAcknowledgement());
                }
                reported = counters.leave(simulation.now(), request, missed);
            }
            reply.accept(reported, detail);
        }
    }
}
