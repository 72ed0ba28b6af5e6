package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ingresses: the Services behind their rules, and the canaries of ingress-nginx. */
final class IngressRules {
    private static final String NGINX = "nginx.ingress.kubernetes.io/";

    private final ImportedCluster cluster;
    private final ServiceRoutes routes;

    /** Services behind each Ingress, each with the setting of its name. */
    private final Map<Manifest, Map<String, Setting>> services = new LinkedHashMap<>();

    IngressRules(ImportedCluster cluster, ServiceRoutes routes) {
        this.cluster = cluster;
        this.routes = routes;
    }

    /** Reads the Ingresses of the cluster. */
    void read() {
        List<Manifest> canaries = new ArrayList<>();
        Map<String, Manifest> owners = new LinkedHashMap<>();
        for (Manifest ingress : cluster.of("Ingress")) {
            rules(ingress);
            if (ingress.annotation(NGINX + "canary").peekText().equals("true")) {
                canaries.add(ingress);
                ingress.annotation(NGINX + "canary").text();
            } else {
                places(ingress).keySet().forEach(place -> owners.putIfAbsent(place, ingress));
            }
        }
        Set<String> split = new LinkedHashSet<>();
        canaries.forEach(canary -> canary(canary, owners, split));
        services.forEach((ingress, all) -> all.forEach((service, place) -> {
            if (!canaries.contains(ingress) && !split.contains(service)) {
                single(ingress, service, place);
            }
        }));
    }

    private void rules(Manifest ingress) {
        Setting spec = ingress.spec();
        spec.markIgnored(List.of("ingressClassName", "tls"));
        services.put(ingress, new LinkedHashMap<>());
        for (String usual : List.of("defaultBackend", "backend")) {
            service(ingress, spec.get(usual));
        }
        places(ingress);
        for (Setting rule : spec.get("rules").items()) {
            rule.get("host").markIgnored();
            rule.get("http", "paths").items().forEach(path -> path.markIgnored(List.of("path", "pathType")));
        }
    }

    /** Returns the Services of the rules by host and path. */
    private Map<String, String> places(Manifest ingress) {
        Map<String, String> places = new LinkedHashMap<>();
        for (Setting rule : ingress.spec().get("rules").items()) {
            for (Setting path : rule.get("http", "paths").items()) {
                String place =
                        rule.get("host").peekText() + " " + path.get("path").peekText();
                service(ingress, path.get("backend")).ifPresent(service -> places.put(place, service));
            }
        }
        return places;
    }

    private Optional<String> service(Manifest ingress, Setting backend) {
        Setting name = backend.get("service", "name").isPresent()
                ? backend.get("service", "name")
                : backend.get("serviceName");
        String key = ingress.namespace() + "/" + name.text();
        if (name.isPresent()) {
            services.get(ingress).putIfAbsent(key, name);
        }
        backend.markIgnored();
        return name.isPresent() ? Optional.of(key) : Optional.empty();
    }

    /** Adds the traffic splits of a canary with a weight, and their Services. */
    private void canary(Manifest canary, Map<String, Manifest> owners, Set<String> split) {
        Setting weight = canary.annotation(NGINX + "canary-weight");
        long total = Math.max(1, Manifest.integer(canary.annotation(NGINX + "canary-weight-total"), 100));
        long part = Math.min(total, Manifest.integer(weight, 0));
        for (String by :
                List.of("canary-by-header", "canary-by-header-value", "canary-by-header-pattern", "canary-by-cookie")) {
            canary.annotation(NGINX + by)
                    .ignore("requests of " + canary.name() + " with a header or cookie: their share is unknown");
        }
        places(canary).forEach((place, to) -> {
            Manifest owner = owners.get(place);
            String from = owner == null ? "" : places(owner).get(place);
            if (owner == null || split.contains(from)) {
                return;
            }
            Setting named = services.get(owner).get(from);
            RouteTargets targets = new RouteTargets(cluster, canary);
            targets.add(from, Map.of(), named, weight.get("rest"), total - part);
            targets.add(to, Map.of(), services.get(canary).get(to), weight.get("own"), part);
            if (!targets.all().isEmpty()) {
                services.get(owner).putIfAbsent(to, weight);
                routes.add(route(owner, targets.all(), weight.isPresent() ? weight : named));
                split.add(from);
                split.add(to);
            }
        });
    }

    private void single(Manifest ingress, String service, Setting place) {
        if (cluster.services().workloads(service).isEmpty()) {
            cluster.account()
                    .leftOut(place.origin() + ": the Service behind a rule of the Ingress " + ingress.name()
                            + " is in none of the files");
            return;
        }
        RouteTargets targets = new RouteTargets(cluster, ingress);
        targets.add(service, Map.of(), place, place.get("weight"), 1);
        if (!targets.all().isEmpty()) {
            routes.add(route(ingress, targets.all(), place));
        }
    }

    private static ServiceRoute route(Manifest ingress, List<RouteTarget> targets, Setting place) {
        Setting none = ingress.spec().get("none");
        return new ServiceRoute(
                ingress.name(),
                place,
                true,
                List.of(),
                false,
                targets,
                isNginx(ingress) ? EntryProxy.INGRESS_NGINX : EntryProxy.UNKNOWN,
                new RoutePolicy(none, none, none, none, 0));
    }

    /** Returns whether ingress-nginx has the rules of an Ingress. */
    private static boolean isNginx(Manifest ingress) {
        return ingress.spec().get("ingressClassName").peekText().equals("nginx")
                || ingress.annotation("kubernetes.io/ingress.class").peekText().equals("nginx")
                || ingress.annotations().keySet().stream().anyMatch(key -> key.startsWith(NGINX));
    }

    /** Adds the settings of ingress-nginx to the balancers behind its Ingresses. */
    void applySettings() {
        services.forEach((ingress, all) -> {
            List<SystemPart> balancers = new ArrayList<>();
            all.keySet()
                    .forEach(service -> balancers.addAll(
                            cluster.balancers().entriesWithin(cluster.services().workloads(service))));
            boolean canary = ingress.annotation(NGINX + "canary").isPresent();
            if (!balancers.isEmpty() && !canary && isNginx(ingress)) {
                new IngressNginx(ingress).apply(balancers.stream().distinct().toList());
            }
        });
    }
}
