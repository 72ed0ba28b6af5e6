package dev.brownout.component.cdn;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.PurgeFault;
import dev.brownout.fault.ReleaseContentFault;
import dev.brownout.random.Distribution;
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
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ChangingContent;
import dev.brownout.spi.component.EdgePlacement;
import dev.brownout.spi.component.FailoverRouting;
import dev.brownout.spi.component.WritableSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a content delivery network. */
@Kind("cdn")
@Doc("A content delivery network: edges near the users keep copies of what an origin answers.")
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
        @Doc("Points of presence in all, spread evenly over the regions; each has a cache of its own.")
        @Default("20")
        @AtLeast(1)
        @AtMost(2000)
        @DefaultSource("the large networks have hundreds; no authority")
        int edges,

        @ParameterGroup EdgeCapacity capacity,

        @ParameterGroup ObjectFreshness freshness,

        @ParameterGroup BrowserCaching browser,

        @Doc("Content with rules of its own, by name, for others to call: call: cdn/html.") @Default("{}")
        Map<String, Endpoint> endpoints,

        @Doc("Round trip between a user and an edge of the region, in place of the network's own.")
        @Default("10ms")
        @AtLeast(0)
        @DefaultSource("5-30 ms to the nearest point of presence; no authority")
        Distribution rtt,

        @Doc("Time that a look-up takes at an edge; they do not queue.")
        @Default("0.2ms")
        @DefaultSource("as that of a cache; no authority")
        Distribution lookup,

        @Doc("How long it takes routes to lead the users of a lost edge to the next one.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("withdrawal of an anycast route; no authority")
        Duration reroute,

        @Doc("Where users are sent when every edge is lost.") @Default("none") @NoneKeyword("none")
        Optional<Failover> failover,

        @Doc("A cache between the edges and the origin, asked by all edges.") @Default("none") @NoneKeyword("none")
        Optional<Shield> shield,

        @Doc("Time from a purge to its effect, drawn for each edge.")
        @Default("lognormal(p50=10s p99=120s)")
        @DefaultSource("CloudFront: seconds to minutes, Fastly about 150 ms; no authority")
        Distribution purge_delay,

        @Doc("The origin, for requests whose way does not go on behind the CDN.") @Reference
        Optional<String> source)
        implements WritableSpec, EdgePlacement, FailoverRouting, ChangingContent, MetersOwnTraffic {

    /** Capacity of an edge, and the eviction policy at that limit. */
    public record EdgeCapacity(
            @Doc("Copies that an edge has room for.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000_000)
            Optional<Integer> entries,

            @Doc("Bytes of copies that an edge has room for.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            Optional<DataSize> memory,

            @Doc("Which copy makes room for a new one: lru, lfu (uses since it came) or fifo.") @Default("lru")
            Eviction eviction) {
        /** Rejects a capacity below 1 and the eviction policy {@code opt} with an IllegalArgumentException. */
        public EdgeCapacity {
            requireCapacity(entries, memory);
            if (eviction == Eviction.OPT) {
                throw new IllegalArgumentException("opt has to know what will be asked for, and which edge a user asks"
                        + " is not known: only a cache of one node evicts by it");
            }
        }
    }

    /** Lifetime of objects, and changes at the source. */
    public record ObjectFreshness(
            @Doc("How long an edge's copy is fresh; 0s passes every request on.")
            @Default("24h")
            @AtLeast(0)
            @DefaultSource("Amazon CloudFront developer guide: default TTL 86400 s")
            Duration ttl,

            @Doc("By how much lives of copies differ, either way: each is drawn evenly between these bounds when the"
                    + " copy comes.")
            @Default("0%")
            @DefaultSource("no CDN does so unasked: the origin says it in max-age")
            Share ttl_jitter,

            @Doc("How long after that a copy is still given out while a new one is fetched.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource("RFC 5861; off unless the origin asks for it")
            Duration stale_while_revalidate,

            @Doc("How long after its life a copy is still given out when the origin fails.")
            @Default("0s")
            @AtLeast(0)
            @DefaultSource("RFC 5861; off unless the origin asks for it")
            Duration stale_if_error,

            @Doc("How long an edge repeats an origin's failure instead of asking again; 0s asks again at once.")
            @Default("10s")
            @AtLeast(0)
            @DefaultSource("Amazon CloudFront developer guide: error caching minimum TTL 10 s")
            Duration error_ttl,

            @Doc("Whether misses of one object that come together are fetched once.")
            @Default("true")
            @DefaultSource("CloudFront and Fastly collapse requests; nginx's proxy_cache_lock is off")
            boolean coalesce,

            @Doc("Whether the names of objects carry their release, so that a new one is a new object.")
            @Default("false")
            boolean versioned,

            @Doc("How often each object changes at the origin, of itself and at random (Poisson); no copy hears of it.")
            @Default("0/s")
            @AtLeast(0)
            @AtMost(1000)
            Rate changes,

            @Doc("Whether the origin is asked if it still has an expired copy (If-None-Match): where it has, 500"
                    + " bytes come back (304) instead of the object, and the copy lives once more. Such copies are"
                    + " kept until they make room.")
            @Default("false")
            @DefaultSource("RFC 9111 section 4.3; nginx: proxy_cache_revalidate is off; CloudFront asks so where the"
                    + " origin has sent an ETag or Last-Modified")
            boolean revalidate,

            @Doc("Kinds of an object between which the name of a copy tells besides its path, such as languages"
                    + " (Vary, or a cache key of a header, a cookie or the query): each user gets one of them, all"
                    + " as likely.")
            @Default("1")
            @AtLeast(1)
            @AtMost(1000)
            @DefaultSource("the path alone: CloudFront, without a cache policy that says more")
            int vary) {}

    /** Caches of the users' browsers. */
    public record BrowserCaching(
            @Doc("How long browsers keep a copy, which no purge reaches; 0s for not at all.") @Default("0s") @AtLeast(0)
            Duration browser_ttl,

            @Doc("Browsers in all, shared out by the users' shares; requests are spread over them evenly.")
            @Default("1000")
            @AtLeast(1)
            @AtMost(10_000)
            @DefaultSource("no authority")
            int browsers) {}

    /** Settings of content with its own caching rules. */
    @Doc("Content with rules of its own; what it does not say is as for the whole CDN.")
    public record Endpoint(
            @Doc("How long an edge's copy is fresh; 0s passes every request on.") @AtLeast(0)
            Optional<Duration> ttl,

            @Doc("How long browsers keep a copy; 0s for not at all.") @AtLeast(0)
            Optional<Duration> browser_ttl,

            @Doc("Whether the names of objects carry their release.")
            Optional<Boolean> versioned,

            @Doc("How often each object changes at the origin, of itself and at random.") @AtLeast(0) @AtMost(1000)
            Optional<Rate> changes,

            @Doc("Kinds of an object between which the name of a copy tells.") @AtLeast(1) @AtMost(1000)
            Optional<Integer> vary) {
        private static final Endpoint PLAIN =
                new Endpoint(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Failover target of users while all edges are down. */
    @Doc("Where users are sent when every edge is lost, and back when one has returned.")
    public record Failover(
            @Doc("A component that takes its place, such as a second CDN; the origin itself unless said.") @Reference
            Optional<String> to,

            @Doc("How long every edge is lost, or one is back, before names lead elsewhere.")
            @Default("60s")
            @AtLeast(0)
            @DefaultSource("a TTL of names; no authority")
            Duration after) {
        /** Returns whether users are directed to the origin itself. */
        boolean direct(List<Step> behind, Optional<String> source) {
            Optional<String> origin =
                    behind.isEmpty() ? source : Optional.of(behind.get(0)).map(Failover::name);
            return to.isEmpty() || to.equals(origin);
        }

        private static String name(Step step) {
            return Step.passesOnTo(step).orElse("");
        }
    }

    /** A cache between the edges and the origin. */
    @Doc("A cache between the edges and the origin, as large as an edge's unless said.")
    public record Shield(
            @Doc("Where it stands; the CDN's first region unless said.") @Reference(Reference.To.REGION)
            Optional<String> region,

            @Doc("Copies that it has room for.") @AtLeast(1) @AtMost(1_000_000_000)
            Optional<Integer> entries,

            @Doc("Bytes of copies that it has room for.") @AtLeast(1)
            Optional<DataSize> memory) {
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
            throw new IllegalArgumentException("entries is at least 1, not " + entries.get());
        }
        if (memory.isPresent() && memory.get().bytes() < 1) {
            throw new IllegalArgumentException("memory is at least 1B");
        }
    }

    /** Effective caching settings of an endpoint, with those of the whole CDN as defaults. */
    record Terms(Duration ttl, Duration browserTtl, boolean versioned, double changesPerSecond, int vary) {}

    /** Returns the effective settings of an endpoint; for the empty name, those of content without one. */
    Terms terms(String endpoint) {
        Endpoint own = endpoints.getOrDefault(endpoint, Endpoint.PLAIN);
        return new Terms(
                own.ttl().orElse(freshness.ttl()),
                own.browser_ttl().orElse(browser.browser_ttl()),
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
    public boolean routesAround() {
        return true;
    }

    @Override
    public boolean changing() {
        return freshness.changes().perSecond() > 0
                || endpoints.keySet().stream().anyMatch(name -> terms(name).changesPerSecond() > 0);
    }

    @Override
    public Component build(ComponentContext context) {
        return new Cdn(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules still) {
        still.unless(
                around.changing() || around.says(ReleaseContentFault.class),
                "the content never changes: no fault is a release, no step writes, and nothing has 'changes'",
                "stale_served",
                "stale_share",
                "stale_age",
                "version_mismatches",
                "stale_browser_hits");
        boolean browsers = !browser.browser_ttl().isZero()
                || endpoints.values().stream()
                        .anyMatch(part ->
                                part.browser_ttl().filter(t -> !t.isZero()).isPresent());
        still.unless(browsers, "its 'browser_ttl' is 0s", "browser_hits", "stale_browser_hits");
        boolean keeps = !freshness.ttl().isZero()
                || endpoints.values().stream()
                        .anyMatch(part -> part.ttl().filter(t -> !t.isZero()).isPresent());
        still.unless(keeps, "its 'ttl' is 0s", "hits", "misses", "hit_ratio", "byte_hit_ratio", "entries", "evictions");
        still.unless(freshness.coalesce(), "its 'coalesce' is false", "coalesced");
        still.unless(
                !freshness.stale_while_revalidate().isZero()
                        || !freshness.stale_if_error().isZero(),
                "its 'stale_while_revalidate' and 'stale_if_error' are 0s",
                "expired_served");
        still.unless(!freshness.error_ttl().isZero(), "its 'error_ttl' is 0s", "errors_served");
        still.unless(
                capacity.entries().isPresent() || capacity.memory().isPresent() || bounded(),
                "it has room for everything",
                "evictions");
        still.unless(around.says(PurgeFault.class), "no fault is a purge", "purged_paths");
    }

    private boolean bounded() {
        return shield.filter(s -> s.entries().isPresent() || s.memory().isPresent())
                .isPresent();
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.behind(source);
        failover.filter(its -> !its.direct(calls.rest(), source))
                .flatMap(Failover::to)
                .ifPresent(calls::divert);
    }

    @Override
    public void model(CapacityModel model) {
        new CdnTrafficModel(this, model).draw();
    }
}
