package dev.brownout.component.dns;

import dev.brownout.healthcheck.CheckSchedule;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.ScenarioFacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of DNS names and geo-routing. */
@Kind("dns")
@Doc("Names that lead users to a region: resolvers keep answers for a TTL, checks keep dark regions out of them.")
@DeclaresMetrics({DnsRecord.Measures.class, Lookups.Measures.class})
@Example("""
        components:
          dns:
            kind: dns
            lookup: 40ms
            ttl: 20s
            stale_if_error: 1d
            health: { every: 10s, fall: 3, rise: 2 }
        requests:
          page: { path: [dns, web] }
        """)
public record DnsSpec(
        @Doc("By what a region is chosen: latency, weighted, failover or simple.") @Default("latency")
        Routing routing,

        @Doc("How long a resolver may keep an answer.")
        @Default("60s")
        @AtLeast(0)
        @DefaultSource("Route 53 documentation: 60 s or less for records that fail over")
        Duration ttl,

        @Doc("How long the authority takes to answer a resolver; answers from its cache take no time.") @Default("0ms")
        Distribution lookup,

        @Doc("Silence of the authority after which a look-up fails, or is answered with what has expired.")
        @Default("1.8s")
        @AtLeast(1)
        @DefaultSource("RFC 8767, section 5: the client response timer of 1.8 s")
        Duration lookup_timeout,

        @Doc("How long after its TTL a resolver still gives an answer when the authority fails.")
        @Default("0s")
        @AtLeast(0)
        @DefaultSource("RFC 8767 lets resolvers choose, and suggests 1 to 3 days; unbound and BIND have it off")
        Duration stale_if_error,

        @Doc("Resolvers that keep answers longer than they may.") @Default("none") @NoneKeyword("none")
        Optional<Violators> ttl_violators,

        @Doc("Recursive resolvers in all, shared out by the users' shares; few of them make steps in every drain.")
        @Default("200")
        @AtLeast(1)
        @AtMost(100_000)
        @DefaultSource("many, as real ones are; no authority")
        int resolvers,

        @Doc("Checks of regions; none for an authority that never notices a dark region.")
        @Default("{}")
        @NoneKeyword("none")
        Optional<RegionHealth> health,

        @Doc("For weighted: regions and their weights, such as { east: 90, west: 10 }.")
        @Default("{}")
        @Reference(Reference.To.REGION)
        @AtLeast(0)
        @AtMost(1_000_000)
        Map<String, Double> weights,

        @Doc("For failover: regions, the first choice first.") @Reference(Reference.To.REGION)
        List<String> order)
        implements ComponentSpec {

    /** Resolvers that exceed the TTL. */
    @Doc("Resolvers that keep answers longer than they may.")
    public record Violators(
            @Doc("How many of the resolvers.") @Default("5%") @DefaultSource("no authority")
            Share share,

            @Doc("How long they keep an answer.") @Default("30m") @AtLeast(0) @DefaultSource("no authority")
            Duration hold) {}

    /** Health checks of regions. */
    @Doc("Checks of regions: how often, and how many in a row count.")
    public record RegionHealth(
            @Doc("Time from one check of a region to the next.")
            @Default("30s")
            @AtLeast(1_000_000)
            @DefaultSource("Route 53 health checks: 30 s, fast ones 10 s")
            Duration every,

            @Doc("Failed checks in a row after which no new answer names the region.")
            @Default("3")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: failure threshold")
            @AtMost(1000)
            int fall,

            @Doc("Passed checks in a row after which it is named again.")
            @Default("3")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: the same threshold")
            @AtMost(1000)
            int rise,

            @Doc("Silence after which a check has failed.")
            @Default("4s")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: 4 s to connect")
            Duration timeout) {

        /** Throws an IllegalArgumentException for a timeout longer than the period. */
        public RegionHealth {
            if (timeout.compareTo(every) > 0) {
                throw new IllegalArgumentException("a check's timeout must not be longer than its period 'every'");
            }
        }

        CheckSchedule rhythm() {
            return new CheckSchedule(every.toNanos(), fall, rise);
        }
    }

    /**
     * Throws an IllegalArgumentException for weights or an order without the routing that uses them, for a weighted or
     * failover routing without them, for weights that are negative or all zero, and for a mean lookup time that is not
     * below the lookup timeout.
     */
    public DnsSpec {
        weights = new LinkedHashMap<>(weights);
        order = List.copyOf(order);
        if (lookup.mean() >= lookup_timeout.toNanos()) {
            throw new IllegalArgumentException(
                    "'lookup' takes as long as its 'lookup_timeout' on average: hardly any answer would be in time");
        }
        if ((routing == Routing.WEIGHTED) == weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "'weights' goes with routing: weighted, one without the other says nothing");
        }
        if ((routing == Routing.FAILOVER) == order.isEmpty()) {
            throw new IllegalArgumentException(
                    "'order' goes with routing: failover, one without the other says nothing");
        }
        if (weights.values().stream().anyMatch(weight -> !(weight >= 0))
                || !weights.isEmpty() && weights.values().stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("each of 'weights' is at least 0, and one of them more");
        }
    }

    /** Returns whether the authority responds without delay. */
    boolean answersAtOnce() {
        return lookup.mean() == 0;
    }

    /** Returns whether lookup metrics are omitted unless the authority is a fault target. */
    boolean plain() {
        return answersAtOnce() && stale_if_error.isZero();
    }

    @Override
    public Component build(ComponentContext context) {
        return new Dns(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules still) {
        still.unless(around.breaks(), "nothing breaks: the scenario has no fault and no 'mtbf'", "stale_answers");
        still.unless(!ttl.isZero() || ttl_violators.isPresent(), "its 'ttl' is 0s", "hit_ratio", "hits");
        still.unless(
                around.says(FaultSpec.class) || lookup.quantile(0.999999) >= lookup_timeout.toNanos(),
                "no fault can hit it",
                "failed_lookups",
                "expired_answers");
        still.unless(!stale_if_error.isZero(), "its 'stale_if_error' is 0s", "expired_answers");
        still.unless(!answersAtOnce() || around.breaks(), "its 'lookup' is 0ms", "lookup_time");
    }

    @Override
    public void model(CapacityModel model) {
        new DnsLookupModel(this, model).draw();
    }
}
