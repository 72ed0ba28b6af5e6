package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Balancers among the pods of Services: those of entry points, and those between servers. A balancer selects among the
 * nodes of one or more workloads.
 */
final class ServiceBalancers {
    private final ImportedCluster cluster;
    private final Map<List<String>, SystemPart> entries = new LinkedHashMap<>();
    private final Map<List<String>, SystemPart> inner = new LinkedHashMap<>();
    private final Map<String, SystemPart> splits = new LinkedHashMap<>();
    private final Set<List<String>> proxied = new LinkedHashSet<>();
    private final Set<Workload> probed = new LinkedHashSet<>();

    ServiceBalancers(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /** Returns all balancers and traffic splits. */
    List<SystemPart> all() {
        List<SystemPart> all = new ArrayList<>(entries.values());
        all.addAll(inner.values());
        all.addAll(splits.values());
        return all;
    }

    /** Returns the balancer of an entry point before workloads, which is created if it does not exist. */
    SystemPart entry(List<String> ids, String service, EntryProxy proxy) {
        if (proxy != EntryProxy.KUBE_PROXY) {
            proxied.add(ids);
        }
        return entries.computeIfAbsent(ids, key -> balancer(ids, service, proxy, "-lb"));
    }

    /**
     * Returns the balancer for calls between servers, which is created if it does not exist. An entry point without a
     * proxy has the same balancer.
     */
    SystemPart balancerBetween(List<String> ids, String service, EntryProxy proxy) {
        if (entries.containsKey(ids) && !proxied.contains(ids)) {
            return entries.get(ids);
        }
        return inner.computeIfAbsent(
                ids, key -> balancer(ids, service, proxy, entries.containsKey(ids) ? "-inner-lb" : "-lb"));
    }

    /** Returns the balancers of entry points with some of these workloads and no other. */
    List<SystemPart> entriesWithin(List<String> ids) {
        return balancersOf(entries, ids);
    }

    /** Returns the balancers between servers with some of these workloads and no other. */
    List<SystemPart> betweenWithin(List<String> ids) {
        List<SystemPart> found = new ArrayList<>(balancersOf(inner, ids));
        entries.forEach((key, balancer) -> {
            if (!proxied.contains(key) && ids.containsAll(key)) {
                found.add(balancer);
            }
        });
        return found;
    }

    private static List<SystemPart> balancersOf(Map<List<String>, SystemPart> balancers, List<String> ids) {
        return balancers.entrySet().stream()
                .filter(entry -> ids.containsAll(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns whether a balancer checks the pods of a workload. */
    boolean checks(Workload workload) {
        return probed.contains(workload);
    }

    /** Returns the traffic split with a name, which is created if it does not exist. */
    SystemPart split(String name, String origin) {
        return splits.computeIfAbsent(
                name, key -> new SystemPart(cluster.names().uniqueVariant(name), Role.SPLIT, origin));
    }

    /** Returns whether the pods of a workload have probes that decide which of several pods receives calls. */
    boolean hasReadyPods(List<String> ids) {
        boolean several = ids.stream().anyMatch(id -> cluster.part(id).nodes() > 1 || cluster.isScaled(id));
        return several
                && cluster.workloads()
                        .get(ids.get(0))
                        .container()
                        .get("readinessProbe")
                        .isPresent();
    }

    private SystemPart balancer(List<String> ids, String service, EntryProxy proxy, String suffix) {
        String base = ids.size() == 1 ? cluster.part(ids.get(0)).name() : service;
        SystemPart balancer = new SystemPart(
                cluster.names().uniqueVariant(base + suffix), Role.BALANCER, "a service among the pods of " + base);
        ids.forEach(id -> balancer.pool(cluster.part(id).name(), 1, "its pods are behind that service"));
        balancer.addSetting("algorithm", proxy.algorithm(), proxy.origin());
        List<Workload> pods = ids.stream().map(cluster.workloads()::get).toList();
        probed.addAll(pods);
        Optional<Workload> ready = pods.stream()
                .filter(workload -> workload.container().get("readinessProbe").isPresent())
                .findFirst();
        if (ready.isPresent()) {
            health(balancer, base, ready.get().container().get("readinessProbe"));
        } else {
            cluster.account()
                    .leftOut(cluster.workloads().get(ids.get(0)).container().origin()
                            + ": the failure detection time of a pod of " + base
                            + ": no readinessProbe is set, and here the check has its defaults");
        }
        return balancer;
    }

    private void health(SystemPart balancer, String name, Setting probe) {
        long every = Manifest.integer(probe.get("periodSeconds"), 10);
        long timeout = Manifest.integer(probe.get("timeoutSeconds"), 1);
        if (timeout > every) {
            cluster.account()
                    .leftOut(probe.get("timeoutSeconds").origin() + ": a probe of " + name
                            + " has a timeout above its period; here the timeout is the period");
        }
        addSetting(balancer, "every", Math.max(1, every) + "s", probe.get("periodSeconds"));
        addSetting(balancer, "timeout", Math.max(1, Math.min(every, timeout)) + "s", probe.get("timeoutSeconds"));
        for (var key : List.of(Map.entry("fall", "failureThreshold"), Map.entry("rise", "successThreshold"))) {
            Setting setting = probe.get(key.getValue());
            long usual = key.getKey().equals("fall") ? 3 : 1;
            addSetting(balancer, key.getKey(), Long.toString(Math.max(1, Manifest.integer(setting, usual))), setting);
        }
        if (probe.get("tcpSocket").isPresent()) {
            balancer.addSetting(
                    "health.type", "tcp", "origin: " + probe.get("tcpSocket").origin());
        }
        probe.markIgnored();
    }

    private static void addSetting(SystemPart balancer, String key, String value, Setting setting) {
        balancer.addSetting(
                "health." + key, value, setting.isPresent() ? "origin: " + setting.origin() : "Kubernetes' default");
    }
}
