package dev.brownout.component.dns;

import dev.brownout.healthcheck.CheckSchedule;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
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
import java.util.stream.IntStream;

/** The parameters of DNS names and geo-routing. */
@Kind("dns")
@Doc("Resolves names to a region. Resolvers cache responses for a TTL; health checks remove failed regions from the"
        + " responses.")
@DeclaresMetrics({DnsRecord.Measures.class, Lookups.Measures.class, NameServerRetries.Measures.class})
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
        @Doc("Rule that selects the region: latency, weighted, failover or simple.") @Default("latency")
        Routing routing,

        @Doc("Time that a resolver may cache a response.")
        @Default("60s")
        @AtLeast(0)
        @DefaultSource("Route 53 documentation: 60 s or less for records that fail over")
        Duration ttl,

        @Doc("Response time of the authoritative server. Lookups from the cache of a resolver take no time.")
        @Default("0ms")
        Distribution lookup,

        @Doc("Time without a response after which a query fails. The lookup then fails or gets the expired entry.")
        @Default("1.8s")
        @AtLeast(1)
        @DefaultSource("RFC 8767, section 5: the client response timer of 1.8 s")
        Duration lookupTimeout,

        @Doc("Time after its TTL during which a resolver may serve an entry if the authoritative server fails.")
        @Default("0s")
        @AtLeast(0)
        @DefaultSource("RFC 8767 leaves it to the resolver and suggests 1 to 3 days; off in unbound and BIND")
        Duration staleIfError,

        @Doc("Several name servers, of which resolvers ask another one if one does not respond. Default: one server"
                + " stands for all of them.")
        @NoneKeyword("none")
        Optional<NameServerSpec> nameServers,

        @Doc("Resolvers that cache responses longer than the TTL.") @Default("none") @NoneKeyword("none")
        Optional<Violators> ttlViolators,

        @Doc("Number of recursive resolvers, divided by the user shares of the regions. With few resolvers a drain"
                + " has visible steps.")
        @Default("200")
        @AtLeast(1)
        @AtMost(100_000)
        @DefaultSource("a high number, as in practice; our assumption")
        int resolvers,

        @Doc("Health checks of the regions; none: failed regions stay in the responses.")
        @Default("{}")
        @NoneKeyword("none")
        Optional<RegionHealth> health,

        @Doc("Required for weighted: regions with their weights, such as { east: 90, west: 10 }.")
        @Default("{}")
        @Reference(Reference.To.REGION)
        @AtLeast(0)
        @AtMost(1_000_000)
        Map<String, Double> weights,

        @Doc("Required for failover: regions in order of preference.") @Reference(Reference.To.REGION)
        List<String> order)
        implements ComponentSpec {

    /** Resolvers that exceed the TTL. */
    @Doc("Resolvers that cache responses longer than the TTL.")
    public record Violators(
            @Doc("Share of the resolvers.") @Default("5%") @DefaultSource("our assumption")
            Share share,

            @Doc("Time that they cache a response.") @Default("30m") @AtLeast(0) @DefaultSource("our assumption")
            Duration hold) {}

    /** Health checks of regions. */
    @Doc("Health checks of the regions: interval and thresholds.")
    public record RegionHealth(
            @Doc("Interval between two checks of a region.")
            @Default("30s")
            @AtLeast(1_000_000)
            @DefaultSource("Route 53 health checks: 30 s, fast ones 10 s")
            Duration every,

            @Doc("Consecutive failed checks after which a region is removed from new responses.")
            @Default("3")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: failure threshold")
            @AtMost(1000)
            int fall,

            @Doc("Consecutive successful checks after which a region is added to new responses again.")
            @Default("3")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: the same threshold")
            @AtMost(1000)
            int rise,

            @Doc("Time without a response after which a check fails.")
            @Default("4s")
            @AtLeast(1)
            @DefaultSource("Route 53 health checks: 4 s to connect")
            Duration timeout) {

        /** Throws an IllegalArgumentException for a timeout longer than the period. */
        public RegionHealth {
            if (timeout.compareTo(every) > 0) {
                throw new InvalidValueException("the 'timeout' of a check must not exceed its interval 'every'");
            }
        }

        CheckSchedule rhythm() {
            return new CheckSchedule(every.toNanos(), fall, rise);
        }
    }

    /**
     * Throws an IllegalArgumentException for weights or an order without the routing that uses them, for a weighted or
     * failover routing without them, for weights that are negative or all zero, and for a mean lookup time or a retry
     * time that is not below the lookup timeout.
     */
    public DnsSpec {
        weights = new LinkedHashMap<>(weights);
        order = List.copyOf(order);
        if (lookup.mean() >= lookupTimeout.toNanos()) {
            throw new InvalidValueException(
                    "the mean of 'lookup' is at least 'lookup_timeout': nearly every query would time out");
        }
        if (nameServers.isPresent() && nameServers.get().retryAfter().compareTo(lookupTimeout) >= 0) {
            throw new InvalidValueException(
                    "'retry_after' must be shorter than 'lookup_timeout': no other name server would be "
                            + "asked in time");
        }
        if ((routing == Routing.WEIGHTED) == weights.isEmpty()) {
            throw new InvalidValueException("'weights' and routing: weighted need each other; set both or neither");
        }
        if ((routing == Routing.FAILOVER) == order.isEmpty()) {
            throw new InvalidValueException("'order' and routing: failover need each other; set both or neither");
        }
        if (weights.values().stream().anyMatch(weight -> !(weight >= 0))
                || !weights.isEmpty() && weights.values().stream().allMatch(weight -> weight == 0)) {
            throw new InvalidValueException("each of 'weights' must be at least 0, and at least one greater than 0");
        }
    }

    /** Returns whether the authority responds without delay. */
    boolean answersAtOnce() {
        return lookup.mean() == 0;
    }

    /** Returns the name servers and the retries; a single server if they are not configured. */
    NameServerSpec servers() {
        return nameServers.orElseGet(() -> new NameServerSpec(1, lookupTimeout, Duration.ZERO));
    }

    /** Returns the names of the name servers as fault targets. */
    List<String> serverNames() {
        return nameServers.isEmpty()
                ? List.of(AuthoritativeServers.NAME)
                : IntStream.rangeClosed(1, servers().count())
                        .mapToObj(Integer::toString)
                        .toList();
    }

    /** Returns whether lookup metrics are omitted unless the authority is a fault target. */
    boolean hasDefaultMetrics() {
        return answersAtOnce() && staleIfError.isZero() && nameServers.isEmpty();
    }

    @Override
    public Component build(ComponentContext context) {
        return new Dns(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(around.breaks(), "the scenario has no fault and no 'mtbf'", "stale_answers");
        rules.unless(!ttl.isZero() || ttlViolators.isPresent(), "its 'ttl' is 0s", "hit_ratio", "hits");
        rules.unless(
                around.contains(FaultSpec.class) || lookup.quantile(0.999999) >= lookupTimeout.toNanos(),
                "no fault can affect it",
                "failed_lookups",
                "expired_answers");
        rules.unless(
                around.contains(FaultSpec.class)
                        || lookup.quantile(0.999999) >= servers().retryAfter().toNanos(),
                "no fault can affect it",
                "name_server_retries");
        rules.unless(servers().count() > 1, "it has a single name server", "name_server_retries");
        rules.unless(!staleIfError.isZero(), "its 'stale_if_error' is 0s", "expired_answers");
        rules.unless(!answersAtOnce() || around.breaks(), "its 'lookup' is 0ms", "lookup_time");
    }

    @Override
    public void model(CapacityModel model) {
        DnsLookupModel.addToModel(this, model);
    }
}
