package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Routes of the Gateway API: HTTPRoute, GRPCRoute, TCPRoute, TLSRoute and UDPRoute, below a Gateway or a Service.
 *
 * @see <a href="https://gateway-api.sigs.k8s.io/reference/spec/">Gateway API, reference</a>
 */
final class GatewayApiRoutes {
    private static final String GROUP = "gateway.networking.k8s.io";

    /** Filters that change a request or a response, but neither its path nor its time. */
    private static final List<String> HARMLESS =
            List.of("RequestHeaderModifier", "ResponseHeaderModifier", "URLRewrite", "CORS");

    private final ImportedCluster cluster;
    private final ServiceRoutes routes;

    GatewayApiRoutes(ImportedCluster cluster, ServiceRoutes routes) {
        this.cluster = cluster;
        this.routes = routes;
    }

    /** Reads an object. Returns whether it belongs to the Gateway API and is known. */
    boolean read(Manifest manifest) {
        if (!manifest.group().equals(GROUP)) {
            return false;
        }
        switch (manifest.kind()) {
            case "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute" -> route(manifest);
            case "Gateway" -> gateway(manifest.spec());
            case "BackendTLSPolicy" -> manifest.spec().markIgnored();
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void gateway(Setting spec) {
        spec.get("gatewayClassName").text();
        spec.markIgnored(List.of("listeners", "addresses", "infrastructure", "tls", "backendTLS"));
    }

    private void route(Manifest manifest) {
        Setting spec = manifest.spec();
        spec.markIgnored(List.of("hostnames"));
        List<String> hosts = new ArrayList<>();
        boolean entrance = !spec.get("parentRefs").isPresent();
        for (Setting parent : spec.get("parentRefs").items()) {
            if (parent.get("kind").peekText().equals("Service")) {
                hosts.add(key(manifest, parent));
            } else {
                entrance = true;
            }
            parent.markIgnored();
        }
        for (Setting rule : spec.get("rules").items()) {
            rule(manifest, rule, entrance, hosts);
        }
    }

    private void rule(Manifest manifest, Setting rule, boolean entrance, List<String> hosts) {
        RouteTargets targets = new RouteTargets(cluster, manifest);
        for (Setting reference : rule.get("backendRefs").items()) {
            Setting weight = reference.get("weight");
            filters(manifest, reference);
            targets.add(key(manifest, reference), Map.of(), reference, weight, 1);
        }
        filters(manifest, rule);
        rule.get("sessionPersistence")
                .ignore("the session persistence of " + manifest.name() + ": 'sessions' of a server has it");
        rule.get("retry", "codes")
                .ignore("the status codes after which " + manifest.name() + " is retried: here all failures are");
        boolean everything = rule.get("matches").items().stream().allMatch(GatewayApiRoutes::isEverything);
        rule.markIgnored(List.of("name", "matches"));
        if (!targets.all().isEmpty()) {
            RoutePolicy policy = new RoutePolicy(
                    rule.get("timeouts", "request"),
                    rule.get("timeouts", "backendRequest"),
                    rule.get("retry", "attempts"),
                    rule.get("retry", "backoff"),
                    0);
            routes.add(new ServiceRoute(
                    manifest.name(),
                    rule,
                    entrance,
                    hosts,
                    !everything,
                    targets.all(),
                    hosts.isEmpty() ? EntryProxy.UNKNOWN : EntryProxy.KUBE_PROXY,
                    policy));
        } else {
            rule.ignore("a rule of " + manifest.name() + " without a destination in the files");
        }
    }

    private static boolean isEverything(Setting match) {
        String path = match.get("path", "value").peekText();
        return match.entries().keySet().stream().allMatch("path"::equals)
                && (path.isEmpty() || path.equals("/"))
                && !match.get("path", "type").peekText().equals("Exact");
    }

    private void filters(Manifest manifest, Setting owner) {
        for (Setting filter : owner.get("filters").items()) {
            String type = filter.get("type").peekText();
            if (HARMLESS.contains(type)) {
                filter.markIgnored();
            } else {
                filter.ignore("the filter " + type + " of " + manifest.name() + ", which is not imported");
            }
        }
    }

    private static String key(Manifest manifest, Setting reference) {
        String namespace = reference.get("namespace").peekText();
        return (namespace.isEmpty() ? manifest.namespace() : namespace) + "/"
                + reference.get("name").peekText();
    }
}
