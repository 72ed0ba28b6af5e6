package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DestinationRules of Istio: load balancing, limits and outlier detection for the calls of a Service.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/destination-rule/">Istio, DestinationRule</a>
 */
final class IstioDestinations {
    private final ImportedCluster cluster;

    IstioDestinations(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns the key of the Service of a rule. */
    static String service(Manifest rule) {
        return ServiceDirectory.key(rule.namespace(), rule.spec().get("host").peekText());
    }

    /** Adds the settings of a rule to the balancers of its Service. */
    void apply(Manifest rule) {
        Setting spec = rule.spec();
        String service = service(rule);
        List<String> ids = cluster.services().workloads(service);
        spec.get("host").text();
        if (ids.isEmpty()) {
            spec.ignore("rules of a host that is in none of the files");
            return;
        }
        spec.markIgnored(List.of("exportTo", "workloadSelector"));
        String name = cluster.services().service(service).name();
        policy(spec.get("trafficPolicy"), name, ids, ids, service);
        for (Setting subset : spec.get("subsets").items()) {
            Map<String, String> labels = Manifest.texts(subset.get("labels"));
            List<String> some = ids.stream()
                    .filter(id ->
                            cluster.workloads().get(id).labels().entrySet().containsAll(labels.entrySet()))
                    .toList();
            subset.markIgnored(List.of("name", "labels"));
            Setting policy = subset.get("trafficPolicy");
            if (some.isEmpty() || some.equals(ids) && ids.size() > 1) {
                policy.ignore("rules of a subset of " + name + " to which no route leads here");
            } else {
                policy(policy, name, some, some, service);
            }
        }
    }

    /** Adds a policy to the balancers of some workloads, or to a workload that is not a server. */
    private void policy(Setting policy, String name, List<String> ids, List<String> all, String service) {
        if (!policy.isPresent()) {
            return;
        }
        List<SystemPart> balancers = new ArrayList<>(cluster.balancers().entriesWithin(ids));
        balancers.addAll(cluster.balancers().betweenWithin(ids));
        policy.markIgnored(List.of("tls", "tunnel", "proxyProtocol"));
        Setting ports = policy.get("portLevelSettings");
        boolean single = cluster.services().ports(service) == 1 && ports.items().size() == 1;
        SystemPart first = cluster.part(all.get(0));
        if (first.role() == Role.SERVER && balancers.isEmpty()) {
            policy.ignore("rules of " + name + ", which no part in the files calls");
            return;
        }
        Setting only = single ? ports.items().get(0) : ports.get("none");
        boolean multiplexed = cluster.services().isMultiplexed(all.get(0));
        Setting pool = firstPresent(policy, only, "connectionPool");
        Setting selection = firstPresent(policy, only, "loadBalancer");
        Setting outliers = firstPresent(policy, only, "outlierDetection");
        only.get("port").markIgnored();
        only.get("tls").markIgnored();
        ports.items().stream()
                .filter(item -> !single)
                .forEach(item -> item.ignore("rules of single ports of " + name + ": ports are not distinguished"));
        if (first.role() != Role.SERVER) {
            new ProxyCallLimits(pool, name, multiplexed).add(List.of(first));
            for (Setting other : List.of(selection, outliers)) {
                other.ignore("the selection of a node of " + name + ", which is not a server here");
            }
            return;
        }
        List<SystemPart> distinct = balancers.stream().distinct().toList();
        new ProxyCallLimits(pool, name, multiplexed).add(distinct);
        new EnvoySelection(name).add(selection, distinct);
        OutlierRules.add(outliers, distinct, name);
    }

    private static Setting firstPresent(Setting policy, Setting port, String key) {
        return port.get(key).isPresent() ? port.get(key) : policy.get(key);
    }
}
