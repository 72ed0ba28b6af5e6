package dev.brownout.component.cdn;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.DataSize;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.FlushableCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A CDN: its edges, the optional shield, and the connections from users to edges and from edges to the origin. */
final class Cdn implements Component, FlushableCache {
    private final CdnSpec spec;
    private final ComponentContext context;
    private final CdnMetrics totals;
    private final ContentReleases releases = new ContentReleases();
    private final Map<String, CachingRules> rules = new LinkedHashMap<>();
    private final List<Host> edges = new ArrayList<>();
    private final List<PointOfPresence> places = new ArrayList<>();
    private final Map<Host, PointOfPresence> caches = new LinkedHashMap<>();
    private final Map<Host, DebouncedState> routed = new LinkedHashMap<>();
    private final DebouncedState named;
    private final Optional<PointOfPresence> shield;
    private final Map<String, BrowserCaches> browsers = new LinkedHashMap<>();
    private final Sampler purgeDelay;
    private final KeyedRandom purges;

    Cdn(CdnSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.totals = context.metrics().instruments(CdnMetrics.class);
        this.purgeDelay = spec.purgeDelay().sampler();
        this.purges = context.stream("purge");
        this.named = new DebouncedState(
                spec.failover().map(failover -> failover.after().toNanos()).orElse(0L));
        VersionRegistry versions = context.versions();
        versions.copy(context.name());
        versions.date();
        rules.put("", new CachingRules(spec, "", releases, context));
        spec.endpoints().keySet().forEach(part -> rules.put(part, new CachingRules(spec, part, releases, context)));
        List<Location> sites = context.topology().sites();
        for (int i = 0; i < spec.edges(); i++) {
            Host host = context.hosts().addHost(Integer.toString(i + 1), sites.get(spec.place(i, sites.size())));
            edges.add(host);
            routed.put(host, new DebouncedState(spec.reroute().toNanos()));
            cache(host, store(spec.capacity().entries(), spec.capacity().memory()), new EdgeCounters(totals));
        }
        context.network().reach(context.name(), spec.rtt());
        this.shield = spec.shield().map(this::shield);
    }

    private PointOfPresence shield(CdnSpec.Shield shielded) {
        Location site = shielded.region()
                .map(region -> new Location(region, ""))
                .orElse(context.topology().sites().get(0));
        BoundedStore store = store(
                shielded.entries().or(spec.capacity()::entries),
                shielded.memory().or(spec.capacity()::memory));
        return cache(
                context.hosts().addHost("shield", site), store, new EdgeCounters(CdnMetrics.unseen(context.grid())));
    }

    private PointOfPresence cache(Host host, BoundedStore store, EdgeCounters counters) {
        boolean contactsOrigin = spec.shield().isEmpty() || !edges.contains(host);
        PointOfPresence place = new PointOfPresence(
                spec, context, host, this, store, counters, spec.freshness().revalidate() && contactsOrigin);
        places.add(place);
        caches.put(host, place);
        return place;
    }

    private BoundedStore store(Optional<Integer> entries, Optional<DataSize> memory) {
        return new BoundedStore(
                spec.capacity().eviction(),
                entries.orElse(BoundedStore.UNLIMITED),
                memory.map(DataSize::bytes).orElse(Long.MAX_VALUE));
    }

    @Override
    public List<Host> hosts() {
        return new ArrayList<>(caches.keySet());
    }

    @Override
    public void flush() {
        places.forEach(PointOfPresence::empty);
    }

    @Override
    public boolean hasOrigin() {
        return true;
    }

    @Override
    public void release() {
        releases.publish(context.versions().stamp(context.simulation().now()));
    }

    @Override
    public void purge(Optional<String> path) {
        long now = context.simulation().now();
        totals.purgedPaths().add(now);
        long last = 0;
        for (PointOfPresence place : places) {
            long nanos = purgeDelay.sampleNanos(purges);
            last = Math.max(last, nanos);
            context.simulation().scheduleAfter(nanos, step -> drop(place, path), 0);
        }
        context.simulation()
                .scheduleAfter(
                        last,
                        step -> context.timeline().note("purged", "", Sentence.of("the purge has reached all edges")),
                        0);
    }

    private void drop(PointOfPresence place, Optional<String> path) {
        if (path.isEmpty()) {
            place.empty();
            return;
        }
        OptionalInt key = context.workload().keyNames().find(path.get());
        for (CachingRules sort : rules.values()) {
            for (long release = 0; key.isPresent() && release <= releases.newest(); release++) {
                for (int variant = 0; variant < sort.variants(); variant++) {
                    place.discard(sort.key(key.getAsInt(), release, variant));
                }
            }
        }
    }

    /** Updates routing and DNS after a host has come up or gone down; they react with their delays. */
    void stateChanged() {
        long now = context.simulation().now();
        boolean any = false;
        for (Host edge : edges) {
            any |= edge.isUp();
            routed.get(edge).turn(edge.isUp(), now);
        }
        named.turn(any, now);
    }

    /** Returns whether routing leads to an edge. */
    boolean isReachable(Host edge, long now) {
        return routed.get(edge).isAvailable(now);
    }

    /** Returns whether DNS leads to this CDN. */
    boolean isNamed(long now) {
        return named.isAvailable(now);
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        CachingRules sort = rules.get(route.endpoint());
        if (sort == null) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{} has no endpoint '{}'; its endpoints: {}",
                    context.name(),
                    route.endpoint(),
                    spec.endpoints().keySet());
        }
        if (route.operation() == Operation.WRITE) {
            rules.values().forEach(CachingRules::change);
        }
        boolean users = caller.component().equals(Network.USERS);
        Optional<BrowserCaches> kept = users ? Optional.of(browsers(caller)) : Optional.empty();
        Optional<Service> failoverService = spec.failover().map(failover -> failoverService(failover, caller, route));
        return new CdnClient(
                new CdnClient.Place(this, context.simulation(), caller, sort, new EdgeCounters(totals)),
                edgesByRegion(caller, route),
                context.random("edge"),
                kept.orElse(null),
                failoverService.orElse(null),
                !spec.endpoints().isEmpty());
    }

    private BrowserCaches browsers(Host caller) {
        return browsers.computeIfAbsent(Network.place(caller), place -> {
            double share = context.workload().userShare(caller.site().region());
            int count = (int) Math.max(1, Math.round(spec.browser().browsers() * share));
            BrowserCaches made = new BrowserCaches(count, context.random("browser"));
            context.audit().reportMemoryUse("objects in browser caches", 100, made::retainedCount);
            return made;
        });
    }

    private Service failoverService(CdnSpec.Failover failover, Host caller, CallTarget route) {
        if (!failover.direct(route.rest(), spec.source())) {
            return context.client(caller, route).connect(failover.to().orElseThrow());
        }
        Service origin = origin(caller, route.withEndpoint(""), route);
        CachingRules sort = rules.get(route.endpoint());
        return (request, reply) -> {
            long revision = sort.revision(request, context.simulation().now());
            origin.call(request, (outcome, detail) -> {
                if (outcome.good() && request.operation() == Operation.WRITE) {
                    written(request);
                }
                reply.accept(
                        outcome, outcome.good() ? sort.deliveredVersion(detail, revision, releases.newest()) : detail);
            });
        };
    }

    /** Returns the edges of the caller's region, then those of other regions, the nearest first. */
    private List<Edge[]> edgesByRegion(Host caller, CallTarget route) {
        List<Edge[]> routes = new ArrayList<>();
        List<Host> left = new ArrayList<>(edges);
        while (!left.isEmpty()) {
            Edge[] near = context.client(caller, route)
                    .edges(left, edge -> answers(caches.get(edge), route))
                    .array();
            routes.add(near);
            left.removeAll(Arrays.stream(near).map(Edge::callee).toList());
        }
        return routes;
    }

    /** Returns the service of a cache for a route, the same for all callers. */
    private Service answers(PointOfPresence place, CallTarget route) {
        return context.service(
                place.host(), route, any -> place.serving(rules.get(any.endpoint()), missSource(place, any)));
    }

    /**
     * Returns the service from which a cache fetches misses: the shield for an edge if there is one, else the origin.
     */
    private Service missSource(PointOfPresence place, CallTarget route) {
        if (shield.isPresent() && place != shield.get()) {
            Host self = place.host();
            Service next = context.client(self, route)
                    .edge(shield.get().host(), () -> answers(shield.get(), route))
                    .from(self);
            return (request, reply) -> next.call(request.repeated(1), reply);
        }
        CachingRules sort = rules.get(route.endpoint());
        Service origin = origin(place.host(), route.downstream(route.operation(), List.of()), route);
        return (request, reply) -> {
            long now = context.simulation().now();
            totals.originRequests().add(now);
            long release = sort.requestedRelease(request, this);
            long revision = sort.revision(request, now);
            origin.call(request, (outcome, detail) -> {
                boolean reads = request.operation() == Operation.READ;
                if (outcome.good() && reads) {
                    totals.originBytes().add(context.simulation().now(), request.sizeBytes());
                } else if (outcome.good()) {
                    written(request);
                }
                reply.accept(
                        outcome, outcome.good() && reads ? sort.deliveredVersion(detail, revision, release) : detail);
            });
        };
    }

    /** Records a write that the origin has accepted. */
    private void written(Request request) {
        long now = context.simulation().now();
        rules.values().forEach(sort -> sort.written(request, now));
    }

    private Service origin(Host caller, CallTarget route, CallTarget target) {
        return context.client(caller, route).connect(target.rest(), spec.source(), "no origin");
    }

    /** Availability as seen by routers and DNS resolvers: a change takes effect after it has lasted for a delay. */
    private static final class DebouncedState {
        private static final long LONG_AGO = Long.MIN_VALUE / 2;

        private final long delayNanos;
        private boolean isNow = true;
        private boolean before = true;
        private long changedAt = LONG_AGO;

        /**
         * Creates an available state.
         *
         * @param delayNanos duration of a change before it takes effect, in nanoseconds
         */
        DebouncedState(long delayNanos) {
            this.delayNanos = delayNanos;
        }

        /** Sets the actual availability from an instant on. */
        void turn(boolean exists, long instant) {
            if (exists != isNow) {
                before = isAvailable(instant);
                isNow = exists;
                changedAt = instant;
            }
        }

        /** Returns the availability as seen at an instant. */
        boolean isAvailable(long instant) {
            return instant - changedAt >= delayNanos ? isNow : before;
        }
    }
}
