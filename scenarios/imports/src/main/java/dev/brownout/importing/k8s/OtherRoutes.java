package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Routes of OpenShift, Traefik, Contour and the Service Mesh Interface. */
final class OtherRoutes {
    private final ImportedCluster cluster;
    private final ServiceRoutes routes;

    OtherRoutes(ImportedCluster cluster, ServiceRoutes routes) {
        this.cluster = cluster;
        this.routes = routes;
    }

    /** Reads an object. Returns whether its kind is known. */
    boolean read(Manifest manifest) {
        switch (manifest.kind()) {
            case "Route" -> {
                if (!manifest.group().equals("route.openshift.io")
                        && !manifest.group().isEmpty()) {
                    return false;
                }
                openShift(manifest);
            }
            case "IngressRoute", "IngressRouteTCP" -> rules(manifest, "entryPoints", "tls");
            case "HTTPProxy" -> rules(manifest, "virtualhost", "ingressClassName");
            case "TrafficSplit" -> split(manifest);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void openShift(Manifest manifest) {
        Setting spec = manifest.spec();
        RouteTargets targets = new RouteTargets(cluster, manifest);
        List<Setting> backends = new ArrayList<>(List.of(spec.get("to")));
        backends.addAll(spec.get("alternateBackends").items());
        for (Setting backend : backends) {
            targets.add(
                    manifest.namespace() + "/" + backend.get("name").peekText(),
                    Map.of(),
                    backend,
                    backend.get("weight"),
                    100);
        }
        spec.markIgnored(List.of("host", "port", "tls", "path", "wildcardPolicy"));
        Setting timeout = manifest.annotation("haproxy.router.openshift.io/timeout");
        add(manifest, spec, targets, true, List.of(), policy(spec, timeout, spec.get("none"), spec.get("none")));
    }

    /** Reads the routes of Traefik or Contour, each with services and weights. */
    private void rules(Manifest manifest, String... passedOver) {
        Setting spec = manifest.spec();
        spec.markIgnored(List.of(passedOver));
        for (Setting route : spec.get("routes").items()) {
            RouteTargets targets = new RouteTargets(cluster, manifest);
            for (Setting service : route.get("services").items()) {
                String namespace = service.get("namespace").peekText();
                targets.add(
                        (namespace.isEmpty() ? manifest.namespace() : namespace) + "/"
                                + service.get("name").peekText(),
                        Map.of(),
                        service,
                        service.get("weight"),
                        1);
            }
            route.markIgnored(List.of("match", "kind", "priority", "conditions", "permitInsecure"));
            route.get("middlewares").ignore("middlewares of " + manifest.name() + ", which are not imported");
            Setting retries = route.get("retryPolicy");
            add(
                    manifest,
                    route,
                    targets,
                    true,
                    List.of(),
                    policy(
                            route,
                            route.get("timeoutPolicy", "response"),
                            retries.get("perTryTimeout"),
                            retries.get("count")));
            for (String rest : List.of("timeoutPolicy", "retryPolicy", "loadBalancerPolicy", "healthCheckPolicy")) {
                route.get(rest).entries().values().forEach(value -> leave(manifest, value));
            }
        }
    }

    private static void leave(Manifest manifest, Setting value) {
        if (!List.of("response", "perTryTimeout", "count")
                .contains(value.path().substring(value.path().lastIndexOf('.') + 1))) {
            value.ignore("a setting of a route of " + manifest.name() + " that is not imported");
        }
    }

    private void split(Manifest manifest) {
        Setting spec = manifest.spec();
        String host =
                ServiceDirectory.key(manifest.namespace(), spec.get("service").peekText());
        RouteTargets targets = new RouteTargets(cluster, manifest);
        for (Setting backend : spec.get("backends").items()) {
            targets.add(
                    ServiceDirectory.key(
                            manifest.namespace(), backend.get("service").peekText()),
                    Map.of(),
                    backend,
                    backend.get("weight"),
                    0);
        }
        spec.get("service").text();
        Setting none = spec.get("none");
        add(manifest, spec, targets, false, List.of(host), policy(spec, none, none, none));
    }

    private static RoutePolicy policy(Setting place, Setting whole, Setting each, Setting retries) {
        return new RoutePolicy(whole, each, retries, place.get("none"), 0);
    }

    private void add(
            Manifest manifest,
            Setting rule,
            RouteTargets targets,
            boolean entrance,
            List<String> hosts,
            RoutePolicy policy) {
        if (targets.all().isEmpty()) {
            rule.ignore("a route of " + manifest.name() + " without a destination in the files");
            return;
        }
        routes.add(new ServiceRoute(
                manifest.name(),
                rule,
                entrance,
                hosts,
                false,
                targets.all(),
                entrance ? EntryProxy.UNKNOWN : EntryProxy.KUBE_PROXY,
                policy));
    }
}
