package dev.brownout.component.cdn;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.PurgeFault;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.Share;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.DataStorage;
import dev.brownout.spi.component.HostProvisioning;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The parameters of a content delivery network. */
@ReferenceTarget(Reference.To.WRITABLE)
@Kind("cdn")
@Doc("A content delivery network: edges near the users cache the responses of an origin.")
@DeclaresMetrics({PopMetrics.class, CdnMetrics.class, Revalidations.class})
@Example("""
        components:
          cdn:
            kind: cdn
            edges: 20
            ttl: 1h
            stale_if_error: 10m
            endpoints: { html: { ttl: 0s } }
            source: web
        requests:
          asset: { share: 80%, key: zipf(1.0 10k), path: [cdn, web] }
          html: { share: 20%, steps: [call: cdn/html] }
        """)
public record CdnSpec(
        @Doc("Number of edges, spread evenly over the regions; each has a cache of its own.")
        @Default("20")
        @AtLeast(1)
        @AtMost(2000)
        @DefaultSource("the large networks have hundreds; our assumption")
        int edges,

        @ParameterGroup EdgeCapacity capacity,

        @ParameterGroup ObjectFreshness freshness,

        @ParameterGroup BrowserCaching browser,

        @Doc("Content with settings of its own, by name; requests use it as call: cdn/html.") @Default("{}")
        Map<String, Endpoint> endpoints,

        @Doc("Round trip between a user and an edge of the region, instead of the round trip of the network.")
        @Default("10ms")
        @AtLeast(0)
        @DefaultSource("5-30 ms to the nearest point of presence; our assumption")
        Distribution rtt,

        @Doc("Duration of a lookup at an edge; lookups do not queue.")
        @Default("0.2ms")
        @DefaultSource("same as for a cache; our assumption")
        Distribution lookup,

        @Doc("Time until routing moves the users of a lost edge to the next one.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("withdrawal of an anycast route; our assumption")
        Duration reroute,

        @Doc("Target of the users when all edges are lost.") @Default("none") @NoneKeyword("none")
        Optional<Failover> failover,

        @Doc("A cache between the edges and the origin, shared by all edges.") @Default("none") @NoneKeyword("none")
        Optional<Shield> shield,

        @Doc("Time from a purge to its effect, drawn for each edge.")
        @Default("lognormal(p50=10s p99=120s)")
        @DefaultSource("CloudFront: seconds to minutes, Fastly: about 150 ms; our assumption")
        Distribution purgeDelay,

        @Doc("The origin, for requests with a path that ends at the CDN.") @Reference
        Optional<String> source)
        implements ComponentSpec, HostProvisioning, ConnectionHandling, DataStorage, MetersOwnTraffic {

    /** Capacity of an edge, and the eviction policy at that limit. */
    public record EdgeCapacity(
            @Doc("Capacity of an edge in objects.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000_000)
            Optional<Integer> entries,

            @Doc("Capacity of an edge in bytes.") @Default("unlimited") @NoneKeyword("unlimited") @AtLeast(1)
            Optional<DataSize> memory,

            @Doc("Object that is evicted for a new one, at the edges and at the shield.")
            @Default("lru")
            @EffectiveWith({"entries", "memory", "shield"})
            Eviction eviction) {
        /** Rejects a capacity below 1 and the eviction policy {@code opt} with an IllegalArgumentException. */
        public EdgeCapacity {
            requireCapacity(entries, memory);
            if (eviction == Eviction.OPT) {
                throw new InvalidValueException(
                        "eviction opt needs all requests in advance, but the edge of a request is not "
                                + "known before the run; only a cache with one node supports opt");
            }
        }
    }

    /** Lifetime of objects, and changes at the source. */
    public record ObjectFreshness(
            @Doc("Time that an object is fresh at an edge (TTL); 0s: every request goes to the origin.")
            @Default("24h")
            @AtLeast(0)
            @DefaultSource("Amazon CloudFront developer guide: default TTL 86400 s")
            Duration ttl,

            @Doc("Relative deviation of the TTL, up or down: the TTL of each object is uniform between these"
                    + " bounds.")
            @Default("0%")
            @DefaultSource("off in CDNs; the origin sets it with max-age")
            Share ttlJitter,

            @Doc("Time after the TTL during which an expired object is served while a new one is fetched.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource("RFC 5861; off unless the origin sends it")
            Duration staleWhileRevalidate,

            @Doc("Time after the TTL during which an expired object is served if the origin fails.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource("RFC 5861; off unless the origin sends it")
            Duration staleIfError,

            @Doc("Time that an edge caches a failure of the origin; 0s: the next request goes to the origin"
                    + " immediately.")
            @Default("10s")
            @AtLeast(0)
            @DefaultSource("Amazon CloudFront developer guide: error caching minimum TTL 10 s")
            Duration errorTtl,

            @Doc("Whether concurrent misses of one object share one fetch.")
            @Default("true")
            @DefaultSource("CloudFront and Fastly collapse requests; nginx's proxy_cache_lock is off")
            boolean coalesce,

            @Doc("Whether object names contain the release, so that each release has new keys.") @Default("false")
            boolean versioned,

            @Doc("Rate at which each object changes at the origin, at random (Poisson). These changes do not"
                    + " invalidate cached objects.")
            @Default("0/s")
            @AtLeast(0)
            @AtMost(1000)
            Rate changes,

            @Doc("Whether expired objects are revalidated at the origin (If-None-Match). An unchanged object costs"
                    + " 500 bytes (304) instead of the object, and its TTL starts again. Expired objects are kept"
                    + " until they are evicted.")
            @Default("false")
            @DefaultSource("RFC 9111, section 4.3; nginx: proxy_cache_revalidate is off; CloudFront revalidates if"
                    + " the origin has sent an ETag or Last-Modified")
            boolean revalidate,

            @Doc("Number of variants of an object with cache keys of their own, such as languages (Vary, or a cache"
                    + " key with a header, a cookie or the query). Each user gets one of them, all equally likely.")
            @Default("1")
            @AtLeast(1)
            @AtMost(1000)
            @DefaultSource("the path alone: CloudFront without a further cache policy")
            int vary) {}

    /** Caches of the users' browsers. */
    public record BrowserCaching(
            @Doc("Time that browsers cache an object; a purge does not reach browsers. 0s: no caching.")
            @Default("0s")
            @AtLeast(0)
            Duration browserTtl,

            @Doc("Number of browsers, divided by the user shares of the regions. Users of a journey have one of them "
                    + "for all their requests, at random; other requests are spread evenly over them.")
            @Default("1000")
            @AtLeast(1)
            @AtMost(1_000_000)
            @DefaultSource("our assumption")
            int browsers) {}

    /** Settings of content with its own caching rules. */
    @Doc("Content with settings of its own; the default of each setting is the setting of the CDN.")
    public record Endpoint(
            @Doc("Time that an object is fresh at an edge (TTL); 0s: every request goes to the origin.") @AtLeast(0)
            Optional<Duration> ttl,

            @Doc("Time that browsers cache an object; 0s: no caching.") @AtLeast(0)
            Optional<Duration> browserTtl,

            @Doc("Whether object names contain the release.")
            Optional<Boolean> versioned,

            @Doc("Rate at which each object changes at the origin, at random (Poisson).") @AtLeast(0) @AtMost(1000)
            Optional<Rate> changes,

            @Doc("Number of variants of an object with cache keys of their own.") @AtLeast(1) @AtMost(1000)
            Optional<Integer> vary) {
        private static final Endpoint PLAIN =
                new Endpoint(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Failover target of users while all edges are down. */
    @Doc("Failover of the users when all edges are lost, and failback when one has recovered.")
    public record Failover(
            @Doc("Target component, such as a second CDN. Default: the origin.") @Reference
            Optional<String> to,

            @Doc("Time that all edges must be lost, or one recovered, before DNS changes the target.")
            @Default("60s")
            @AtLeast(0)
            @DefaultSource("a typical DNS TTL; our assumption")
            Duration after) {
        /** Returns whether users are directed to the origin itself. */
        boolean direct(List<Step> downstream, Optional<String> source) {
            Optional<String> origin = downstream.isEmpty()
                    ? source
                    : Optional.of(downstream.get(0)).map(Failover::name);
            return to.isEmpty() || to.equals(origin);
        }

        private static String name(Step step) {
            return Step.passesOnTo(step).orElse("");
        }
    }

    /** A cache between the edges and the origin. */
    @Doc("A cache between the edges and the origin. Its default capacity is that of an edge.")
    public record Shield(
            @Doc("Region of the shield. Default: the first region of the CDN.") @Reference(Reference.To.REGION)
            Optional<String> region,

            @Doc("Capacity in objects.") @AtLeast(1) @AtMost(1_000_000_000)
            Optional<Integer> entries,

            @Doc("Capacity in bytes.") @AtLeast(1) Optional<DataSize> memory) {
        /** Throws an IllegalArgumentException for a capacity below 1. */
        public Shield {
            requireCapacity(entries, memory);
        }
    }

    /** Copies the map in its order. */
    public CdnSpec {
        endpoints = new LinkedHashMap<>(endpoints);
    }

    private static void requireCapacity(Optional<Integer> entries, Optional<DataSize> memory) {
        if (entries.isPresent() && entries.get() < 1) {
            throw new InvalidValueException("'entries' must be at least 1, not {}", entries.get());
        }
        if (memory.isPresent() && memory.get().bytes() < 1) {
            throw new InvalidValueException("'memory' must be at least 1B");
        }
    }

    /** Effective caching settings of an endpoint, with those of the whole CDN as defaults. */
    record Terms(Duration ttl, Duration browserTtl, boolean versioned, double changesPerSecond, int vary) {}

    /** Returns the effective settings of an endpoint; for the empty name, those of content without one. */
    Terms terms(String endpoint) {
        Endpoint own = endpoints.getOrDefault(endpoint, Endpoint.PLAIN);
        return new Terms(
                own.ttl().orElse(freshness.ttl()),
                own.browserTtl().orElse(browser.browserTtl()),
                own.versioned().orElse(freshness.versioned()),
                own.changes().orElse(freshness.changes()).perSecond(),
                own.vary().orElse(freshness.vary()));
    }

    /**
     * Returns the index of an edge's location.
     *
     * @param edge number of the edge, from 0
     * @param places number of locations
     */
    int place(int edge, int places) {
        return (int) ((long) edge * places / edges);
    }

    @Override
    public boolean isAtEdge() {
        return true;
    }

    @Override
    public boolean routesAround() {
        return true;
    }

    @Override
    public boolean isRead() {
        return false;
    }

    @Override
    public boolean loadsCopies() {
        return true;
    }

    @Override
    public boolean isChanging() {
        return freshness.changes().perSecond() > 0
                || endpoints.keySet().stream().anyMatch(name -> terms(name).changesPerSecond() > 0);
    }

    @Override
    public Component build(ComponentContext context) {
        context.setup().declareEffects(effects -> new CdnSettingEffects(this, context, effects).declare());
        return new Cdn(this, context);
    }

    /** Returns whether browsers cache any content. */
    boolean keepsInBrowsers() {
        return Stream.concat(Stream.of(""), endpoints.keySet().stream())
                .anyMatch(endpoint -> !terms(endpoint).browserTtl().isZero());
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(
                around.changing() || around.contains(ReleaseContentFault.class),
                "the content never changes: there is no release fault, no step writes, and no component has"
                        + " 'changes'",
                "stale_served",
                "stale_share",
                "stale_age",
                "version_mismatches",
                "stale_browser_hits");
        boolean browsers = !browser.browserTtl().isZero()
                || endpoints.values().stream()
                        .anyMatch(part ->
                                part.browserTtl().filter(t -> !t.isZero()).isPresent());
        rules.unless(browsers, "its 'browser_ttl' is 0s", "browser_hits", "stale_browser_hits");
        boolean keeps = !freshness.ttl().isZero()
                || endpoints.values().stream()
                        .anyMatch(part -> part.ttl().filter(t -> !t.isZero()).isPresent());
        rules.unless(keeps, "its 'ttl' is 0s", "hits", "misses", "hit_ratio", "byte_hit_ratio", "entries", "evictions");
        rules.unless(freshness.coalesce(), "its 'coalesce' is false", "coalesced");
        rules.unless(
                !freshness.staleWhileRevalidate().isZero()
                        || !freshness.staleIfError().isZero(),
                "its 'stale_while_revalidate' and 'stale_if_error' are 0s",
                "expired_served");
        rules.unless(!freshness.errorTtl().isZero(), "its 'error_ttl' is 0s", "errors_served");
        rules.unless(
                capacity.entries().isPresent() || capacity.memory().isPresent() || isBounded(),
                "its capacity is unlimited",
                "evictions");
        rules.unless(around.contains(PurgeFault.class), "there is no purge fault", "purged_paths");
    }

    private boolean isBounded() {
        return shield.filter(s -> s.entries().isPresent() || s.memory().isPresent())
                .isPresent();
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.executeDownstream(source);
        failover.filter(its -> !its.direct(calls.downstreamSteps(), source))
                .flatMap(Failover::to)
                .ifPresent(calls::divert);
    }

    @Override
    public void model(CapacityModel model) {
        new CdnTrafficModel(this, model).addToModel();
    }
}
