package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entry points of user requests: the services that are reachable from outside, with the reason. */
final class PublicServices {
    /** Entry points by namespace and name of the service. */
    private final Map<String, Door> doors = new LinkedHashMap<>();

    /**
     * Entry point of user requests.
     *
     * @param origin reason why the service is reachable, with file and line
     * @param proxy whether a dedicated proxy handles the requests, rather than the balancing of the nodes
     */
    record Door(String origin, boolean proxy) {}

    Map<String, Door> all() {
        return doors;
    }

    /** Adds a service of type LoadBalancer or NodePort. */
    void service(Manifest service) {
        Setting type = service.spec().get("type");
        if (List.of("LoadBalancer", "NodePort").contains(type.peekText())) {
            doors.putIfAbsent(
                    service.namespace() + "/" + service.name(),
                    new Door("its type is " + type.text() + " (" + type.origin() + ")", false));
        }
    }

    /** Adds each service that the rules of an Ingress reference. */
    void ingress(Manifest ingress) {
        Setting spec = ingress.spec();
        spec.passOver(List.of("ingressClassName", "tls"));
        backend(ingress, spec.get("defaultBackend"));
        backend(ingress, spec.get("backend"));
        for (Setting rule : spec.get("rules").items()) {
            rule.get("host").passOver();
            for (Setting path : rule.get("http", "paths").items()) {
                path.passOver(List.of("path", "pathType"));
                backend(ingress, path.get("backend"));
            }
        }
    }

    private void backend(Manifest ingress, Setting backend) {
        Setting name =
                backend.get("service", "name").said() ? backend.get("service", "name") : backend.get("serviceName");
        if (name.said()) {
            doors.put(
                    ingress.namespace() + "/" + name.text(),
                    new Door("a rule of an Ingress (" + name.origin() + ")", true));
        }
        backend.passOver();
    }

    /** Adds the service of a gateway route, from a VirtualService with a gateway. */
    void gateway(String namespace, Setting host) {
        String[] parts = host.text().split("\\.", -1);
        String where = parts.length > 1 ? parts[1] : namespace;
        doors.put(where + "/" + parts[0], new Door("a route of a gateway (" + host.origin() + ")", true));
    }
}
