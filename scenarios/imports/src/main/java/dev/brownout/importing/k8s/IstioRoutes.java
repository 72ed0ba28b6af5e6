package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes of Istio: VirtualServices, for the requests of users through a gateway and for the calls between servers.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/virtual-service/">Istio, VirtualService</a>
 */
final class IstioRoutes {
    /** Retries of refused calls and of status 503 if a route has no retries. */
    private static final long DEFAULT_RETRIES = 2;

    private final ImportedCluster cluster;
    private final ServiceRoutes routes;

    /** Labels of the subsets, by key of the Service and name of the subset. */
    private final Map<String, Map<String, String>> subsets = new LinkedHashMap<>();

    IstioRoutes(ImportedCluster cluster, ServiceRoutes routes) {
        this.cluster = cluster;
        this.routes = routes;
        for (Manifest rule : cluster.of("DestinationRule")) {
            String service = ServiceDirectory.key(
                    rule.namespace(), rule.spec().get("host").peekText());
            for (Setting subset : rule.spec().get("subsets").items()) {
                subsets.put(service + "/" + subset.get("name").peekText(), Manifest.texts(subset.get("labels")));
            }
        }
    }

    /** Reads a VirtualService. */
    void read(Manifest manifest) {
        Setting spec = manifest.spec();
        List<String> gateways = new ArrayList<>();
        spec.get("gateways").items().forEach(item -> gateways.add(item.peekText()));
        boolean entrance = gateways.stream().anyMatch(name -> !name.equals("mesh"));
        List<String> hosts = new ArrayList<>();
        if (gateways.isEmpty() || gateways.contains("mesh")) {
            for (Setting host : spec.get("hosts").items()) {
                String key = ServiceDirectory.key(manifest.namespace(), host.peekText());
                if (cluster.services().service(key) != null) {
                    hosts.add(key);
                }
            }
        }
        spec.markIgnored(List.of("hosts", "gateways", "exportTo"));
        for (String protocol : List.of("http", "tcp", "tls")) {
            for (Setting route : spec.get(protocol).items()) {
                route(manifest, route, entrance, hosts, protocol.equals("http"));
            }
        }
    }

    private void route(Manifest manifest, Setting route, boolean entrance, List<String> hosts, boolean http) {
        RouteTargets targets = new RouteTargets(cluster, manifest);
        int destinations = route.get("route").items().size();
        for (Setting to : route.get("route").items()) {
            Setting destination = to.get("destination");
            String service = ServiceDirectory.key(
                    manifest.namespace(), destination.get("host").peekText());
            targets.add(
                    service,
                    labels(service, destination.get("subset")),
                    to,
                    to.get("weight"),
                    destinations == 1 ? 1 : 0);
        }
        settings(manifest, route);
        if (targets.all().isEmpty()) {
            route.ignore("a route of " + manifest.name() + " without a destination in the files");
            return;
        }
        boolean always = route.get("match").items().stream().allMatch(IstioRoutes::isEverything);
        route.get("match").markIgnored();
        RoutePolicy policy = new RoutePolicy(
                route.get("timeout"),
                route.get("retries", "perTryTimeout"),
                route.get("retries", "attempts"),
                route.get("retries", "backoff"),
                http ? DEFAULT_RETRIES : 0);
        routes.add(new ServiceRoute(
                manifest.name(), route, entrance, hosts, !always, targets.all(), EntryProxy.ISTIO, policy));
    }

    /**
     * Returns the labels of a subset: those of its DestinationRule. If no file has the rule, the label {@code version}
     * is the name of the subset by convention; without pods with this label, all pods of the Service are the subset.
     */
    private Map<String, String> labels(String service, Setting subset) {
        Map<String, String> known = subsets.get(service + "/" + subset.peekText());
        if (known != null || !subset.isPresent()) {
            return known == null ? Map.of() : known;
        }
        List<String> downstream = cluster.services().workloads(service);
        if (downstream.isEmpty()) {
            return Map.of();
        }
        boolean labelled = downstream.stream()
                .map(id -> cluster.workloads().get(id).labels().get("version"))
                .anyMatch(subset.peekText()::equals);
        cluster.account()
                .leftOut(subset.origin() + ": the subset " + subset.peekText() + " of "
                        + cluster.services().service(service).name() + ": its DestinationRule is in none of the files; "
                        + (labelled
                                ? "here it is the pods with the label version: " + subset.peekText() + ", a guess"
                                : "here it is all pods of the Service"));
        return labelled ? Map.of("version", subset.peekText()) : Map.of();
    }

    private static boolean isEverything(Setting match) {
        return match.entries().keySet().stream().allMatch("uri"::equals)
                && (match.get("uri", "prefix").peekText().equals("/")
                        || match.entries().isEmpty());
    }

    private void settings(Manifest manifest, Setting route) {
        Setting on = route.get("retries", "retryOn");
        Setting attempts = route.get("retries", "attempts");
        if (attempts.isPresent() && !attempts.peekText().equals("0") && !on.isPresent()) {
            cluster.account()
                    .leftOut(attempts.origin() + ": the failures after which calls of " + manifest.name()
                            + " are retried are those of Istio's default (refused calls and status 503); here all"
                            + " failures are");
        }
        on.ignore("the failures after which calls of " + manifest.name() + " are retried: here all failures are");
        route.get("retries").markIgnored(List.of("retryRemoteLocalities", "retryIgnorePreviousHosts"));
        route.get("fault").ignore("injected faults of calls of " + manifest.name() + ": a scenario has its own");
        for (String mirror : List.of("mirror", "mirrors", "mirrorPercentage", "mirrorPercent", "mirror_percent")) {
            route.get(mirror).ignore("mirrored calls of " + manifest.name() + ", which are not simulated");
        }
        for (String other : List.of("redirect", "directResponse", "delegate")) {
            route.get(other).ignore("a route of " + manifest.name() + " that does not end at a workload");
        }
        route.markIgnored(List.of("name", "rewrite", "headers", "corsPolicy"));
    }
}
