package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where users come in: which services are open to them, and what says so. */
final class PublicServices {
    /** What says that a service is open, by the service's namespace and name. */
    private final Map<String, Door> doors = new LinkedHashMap<>();

    /**
     * A way in.
     *
     * @param origin what opens it, with its file and line
     * @param proxy whether a proxy of its own stands there, rather than the nodes' own balancing
     */
    record Door(String origin, boolean proxy) {}

    Map<String, Door> all() {
        return doors;
    }

    /** A service of a type that others than pods reach. */
    void service(Manifest service) {
        Setting type = service.spec().get("type");
        if (List.of("LoadBalancer", "NodePort").contains(type.peekText())) {
            doors.putIfAbsent(
                    service.namespace() + "/" + service.name(),
                    new Door("its type is " + type.text() + " (" + type.origin() + ")", false));
        }
    }

    /** An Ingress: each service that its rules name. */
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

    /** Routes of a gateway: a VirtualService that names one, or an HTTPRoute. */
    void gateway(String namespace, Setting host) {
        String[] parts = host.text().split("\\.", -1);
        String where = parts.length > 1 ? parts[1] : namespace;
        doors.put(where + "/" + parts[0], new Door("a route of a gateway (" + host.origin() + ")", true));
    }
}
