package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entry points of user requests: the Services that are reachable from outside, with the reason. */
final class EntryPoints {
    /** Entry points by namespace and name of the Service. */
    private final Map<String, EntryDoor> entryPoints = new LinkedHashMap<>();

    private final ImportedCluster cluster;

    /**
     * Entry point of user requests.
     *
     * @param origin reason why the Service is reachable, with file and line
     * @param proxy program that forwards the requests
     */
    private record EntryDoor(String origin, EntryProxy proxy) {}

    EntryPoints(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /** Adds a Service of type LoadBalancer or NodePort, or with external addresses. */
    void service(Manifest service) {
        Setting type = service.spec().get("type");
        Setting addresses = service.spec().get("externalIPs");
        if (List.of("LoadBalancer", "NodePort").contains(type.peekText())) {
            entryPoints.putIfAbsent(
                    service.key(),
                    new EntryDoor("its type is " + type.text() + " (" + type.origin() + ")", EntryProxy.KUBE_PROXY));
        } else if (!addresses.items().isEmpty()) {
            entryPoints.putIfAbsent(
                    service.key(),
                    new EntryDoor("it has external addresses (" + addresses.origin() + ")", EntryProxy.KUBE_PROXY));
        }
    }

    /** Adds a Service that the rule of an Ingress, a Gateway or a route references. */
    void rule(String service, String name, Setting place, EntryProxy proxy) {
        entryPoints.put(service, new EntryDoor(name + " (" + place.origin() + ")", proxy));
    }

    /** Adds a balancer in front of each workload that is reachable by users. */
    void open() {
        entryPoints.forEach((service, entry) -> {
            List<String> ids = cluster.services().workloads(service);
            SystemPart part = ids.isEmpty() ? null : cluster.part(ids.get(0));
            if (part == null || !part.role().passes()) {
                return;
            }
            if (part.role() == Role.BALANCER) {
                part.onEntered(entry.origin());
                return;
            }
            String name = cluster.services().service(service).name();
            SystemPart balancer = cluster.balancers().entry(ids, name, entry.proxy());
            if (balancer.entered().isEmpty()) {
                balancer.onEntered(entry.origin());
            }
        });
    }

    /** Adds a traffic split that users reach. */
    void split(ServiceRoute route) {
        SystemPart split = cluster.balancers().split(route.name() + "-split", "weights of a route");
        if (split.entered().isEmpty()) {
            split.onEntered("a route with weights (" + route.rule().origin() + ")");
            for (RouteTarget target : route.targets()) {
                SystemPart balancer = cluster.balancers().entry(target.ids(), target.service(), route.proxy());
                split.share(
                        balancer.name(),
                        target.weight(),
                        "its weight is " + target.weight() + " ("
                                + target.place().origin() + ")");
            }
        }
    }
}
