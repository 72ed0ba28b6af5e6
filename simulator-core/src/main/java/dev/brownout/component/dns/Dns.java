package dev.brownout.component.dns;

import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.host.Host;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.FlushableCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Directs each call to the region that its caller's resolver returns. */
final class Dns implements Component, FlushableCache {
    private final DnsSpec spec;
    private final ComponentContext context;
    private final DnsRecord.Measures measures;
    private final AuthoritativeServers authority;
    private final Lookups lookups;
    /** Counts of retries; {@code null} with a single name server. */
    private final NameServerRetries retries;

    private final List<String> places;
    private final Map<String, Zone> zones = new LinkedHashMap<>();

    /** A DNS name, its candidate regions, and their health checks. */
    private record Zone(DnsClient.Target target, List<HealthCheck> watches) {
        DnsRecord name() {
            return target.name();
        }

        List<RegionalBackends> regions() {
            return target.regions();
        }
    }

    Dns(DnsSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.measures = context.metrics().instruments(DnsRecord.Measures.class);
        this.authority = new AuthoritativeServers(spec, context);
        this.lookups = spec.hasDefaultMetrics() && !context.faults().isFaultTarget()
                ? Lookups.disabled()
                : Lookups.withAudit(
                        context,
                        measures.queries(),
                        () -> zones.values().stream()
                                .mapToLong(zone -> zone.name().pendingQueries())
                                .sum());
        this.retries = spec.nameServers().isPresent() ? new NameServerRetries(context, measures.queries()) : null;
        this.places = context.topology().regions().isEmpty()
                ? List.of("")
                : context.topology().regions();
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        String next = route.rest().stream()
                .limit(1)
                .flatMap(step -> Step.passesOnTo(step).stream())
                .findFirst()
                .orElseThrow(() -> ScenarioException.ofCall(
                        context.name(),
                        Sentence.of(
                                "{}: the next step of the path must be the target component of the name",
                                context.name())));
        Zone zone = zones.computeIfAbsent(next, this::zone);
        List<RegionalBackends> regions = zone.regions();
        Service[] services = new Service[regions.size()];
        for (int i = 0; i < services.length; i++) {
            String region = regions.get(i).name();
            services[i] = context.client(caller, region.isEmpty() ? route : route.inRegion(region))
                    .connect(route.rest());
        }
        int place = places.indexOf(caller.site().region());
        return new DnsClient(context.simulation(), caller, place, zone.target(), services, route.patienceNanos());
    }

    private Zone zone(String component) {
        Component named = context.component(component);
        List<RegionalBackends> regions = named instanceof Dns ? List.of() : RegionalBackends.of(named.hosts());
        if (regions.isEmpty()) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{}: {} has no nodes that the name could resolve to",
                    context.name(),
                    component);
        }
        DnsRecord name = new DnsRecord(
                steering(regions),
                regions.size(),
                places.size(),
                context.random("resolver"),
                context.random("answer"),
                measures);
        int[] counts = LargestRemainder.apportion(
                spec.resolvers(),
                places.stream().mapToDouble(context.workload()::userShare).toArray());
        for (int i = 0; i < counts.length; i++) {
            populate(name, component, i, counts[i]);
        }
        List<HealthCheck> watches = new ArrayList<>();
        spec.health()
                .ifPresent(
                        health -> regions.forEach(r -> watches.add(startCheck(health, name, component, regions, r))));
        RecursiveResolution recursion =
                new RecursiveResolution(spec, context.simulation(), authority, name, lookups, retries);
        return new Zone(
                new DnsClient.Target(context.number(), name, regions, recursion, lookups, measures.staleAnswers()),
                watches);
    }

    private void populate(DnsRecord name, String component, int place, int count) {
        double share = spec.ttlViolators().map(v -> v.share().ratio()).orElse(0.0);
        long hold = spec.ttlViolators().map(v -> v.hold().toNanos()).orElse(0L);
        name.populate(
                place,
                count,
                spec.ttl().toNanos(),
                (int) Math.round(share * count),
                hold,
                context.stream("caches of " + component + " in " + places.get(place)));
    }

    private HealthCheck startCheck(
            DnsSpec.RegionHealth health,
            DnsRecord name,
            String component,
            List<RegionalBackends> regions,
            RegionalBackends region) {
        return new HealthCheck(
                context.simulation(),
                health.rhythm(),
                context.stream("check of " + component + " in " + region.name()),
                region.check(
                        context.simulation(), context.name(), health.timeout().toNanos()),
                isUp -> {
                    Map<String, Object> about = TimelineEvent.facts("named", component, "region", region.name());
                    name.turn(regions.indexOf(region), isUp);
                    if (isUp) {
                        context.timeline()
                                .note(
                                        "returned",
                                        "",
                                        Sentence.of("DNS: {} added to rotation of {}", region.name(), component),
                                        about);
                    } else {
                        context.timeline()
                                .note(
                                        "ejected",
                                        "",
                                        Sentence.of("DNS: {} removed from rotation of {}", region.name(), component),
                                        about);
                    }
                });
    }

    private RoutingPolicy steering(List<RegionalBackends> regions) {
        List<String> names = regions.stream().map(RegionalBackends::name).toList();
        return switch (spec.routing()) {
            case LATENCY -> {
                double[][] roundTrips = new double[places.size()][names.size()];
                for (int i = 0; i < places.size(); i++) {
                    for (int k = 0; k < names.size(); k++) {
                        roundTrips[i][k] = places.get(i).equals(names.get(k))
                                ? 0
                                : context.topology().roundTripNanos(places.get(i), names.get(k));
                    }
                }
                yield new RoutingPolicy.Cheapest(roundTrips);
            }
            case FAILOVER -> {
                known(spec.order(), names, "order");
                double[] order = names.stream()
                        .mapToDouble(
                                n -> spec.order().contains(n) ? spec.order().indexOf(n) : Integer.MAX_VALUE)
                        .toArray();
                double[][] costs = new double[places.size()][];
                Arrays.fill(costs, order);
                yield new RoutingPolicy.Cheapest(costs);
            }
            case WEIGHTED -> {
                known(new ArrayList<>(spec.weights().keySet()), names, "weights");
                yield new RoutingPolicy.WeightedRouting(names.stream()
                        .mapToDouble(n -> spec.weights().getOrDefault(n, 0.0))
                        .toArray());
            }
            case SIMPLE ->
                new RoutingPolicy.WeightedRouting(
                        names.stream().mapToDouble(n -> 1).toArray());
        };
    }

    private void known(List<String> values, List<String> names, String parameter) {
        for (String region : values) {
            if (!names.contains(region)) {
                throw new ScenarioException(
                        "components." + context.name() + "." + parameter,
                        "region '{}' has no nodes of the target component; regions with nodes: {}",
                        region,
                        names);
            }
        }
    }

    /** Returns the authoritative servers. They are no host of the scenario and exist only as a fault target. */
    @Override
    public List<Host> hosts() {
        return authority.hosts();
    }

    @Override
    public void start() {
        zones.values().forEach(zone -> zone.watches().forEach(HealthCheck::start));
    }

    @Override
    public void flush() {
        zones.values().forEach(zone -> zone.name().flush());
    }
}
