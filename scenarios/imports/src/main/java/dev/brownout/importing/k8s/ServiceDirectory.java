package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.topology.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Services of a cluster, their host names, and the workloads that their label selectors match. */
final class ServiceDirectory {
    /**
     * Port names and protocols with multiplexed connections: protocol names of Istio, alone or before a hyphen, and
     * values of {@code appProtocol}.
     */
    private static final Pattern MULTIPLEXED = Pattern.compile("(grpc|grpc-web|http2|h2|kubernetes\\.io/h2c)(-.*)?");

    /** Pods of a StatefulSet with host names of their own. */
    private static final int MOST_PODS = 20;

    private final SettingsReport account;
    private final ImportedCluster cluster;
    private final Map<String, Manifest> services = new LinkedHashMap<>();
    private final Map<String, List<String>> workloads = new LinkedHashMap<>();

    ServiceDirectory(SettingsReport account, ImportedCluster cluster) {
        this.account = account;
        this.cluster = cluster;
    }

    /** Adds a Service. */
    void add(Manifest service) {
        services.put(service.key(), service);
    }

    /** Returns whether the pods of a workload are behind a Service. */
    boolean selects(String key, Workload workload) {
        Manifest service = services.get(key);
        if (workload.manifest().equals(service)) {
            return true;
        }
        Map<String, String> selector = Manifest.texts(service.spec().get("selector"));
        return !selector.isEmpty()
                && workload.manifest().namespace().equals(service.namespace())
                && workload.labels().entrySet().containsAll(selector.entrySet());
    }

    private List<String> selected(Manifest service) {
        return cluster.workloads().entrySet().stream()
                .filter(entry -> selects(service.key(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Decides on the workloads behind each Service. All parts must exist. */
    void connect() {
        services.values().forEach(this::connect);
    }

    private void connect(Manifest service) {
        List<String> ids = selected(service);
        if (KnativeService.is(service)) {
            workloads.put(service.key(), ids);
            return;
        }
        Setting spec = service.spec();
        spec.get("selector").entries().values().forEach(Setting::text);
        List<String> same = pools(ids);
        for (String id : ids) {
            if (!same.contains(id)) {
                account.leftOut(spec.get("selector").origin() + ": " + service.name() + " also selects "
                        + cluster.part(id).name() + "; here its calls go to "
                        + cluster.part(same.get(0)).name());
            }
        }
        workloads.put(service.key(), same);
        if (spec.get("externalName").isPresent()) {
            spec.get("externalName")
                    .ignore("the host behind", service.name(), "it is outside of the cluster and not in the files");
        } else if (ids.isEmpty()) {
            account.leftOut(service.setting().get("kind").origin() + ": the pods behind the Service " + service.name()
                    + ": no workload in the files has its labels");
        }
    }

    /** Returns the workloads among which a balancer selects: all servers, or a single other workload. */
    private List<String> pools(List<String> ids) {
        List<String> servers = ids.stream()
                .filter(id -> cluster.part(id).role() == Role.SERVER)
                .toList();
        return servers.size() > 1 && servers.size() == ids.size() ? servers : ids.subList(0, Math.min(1, ids.size()));
    }

    /** Returns the Service of a key, or {@code null}. */
    Manifest service(String key) {
        return services.get(key);
    }

    /** Returns the Services of the cluster by namespace and name. */
    Map<String, Manifest> all() {
        return services;
    }

    /** Returns the workloads behind a Service; empty if there are none. */
    List<String> workloads(String key) {
        return workloads.getOrDefault(key, List.of());
    }

    /** Returns the key of the Service that a host of a rule names, with or without a namespace. */
    static String key(String namespace, String host) {
        String[] labels = host.split("\\.", -1);
        return (labels.length > 1 ? labels[1] : namespace) + "/" + labels[0];
    }

    /** Returns the keys of the Services by their host names, as seen from a namespace. */
    Map<String, String> hosts(String namespace) {
        Map<String, String> known = new TreeMap<>();
        services.forEach((key, service) -> {
            String qualified = service.name() + "." + service.namespace();
            List<String> names = new ArrayList<>();
            if (service.namespace().equals(namespace)) {
                names.add(service.name());
            }
            names.addAll(List.of(
                    qualified,
                    qualified + ".svc",
                    qualified + ".svc.cluster.local",
                    qualified + ".svc.cluster.local."));
            List<String> all = new ArrayList<>(names);
            for (String id : selected(service)) {
                Workload workload = cluster.workloads().get(id);
                long pods = Math.min(MOST_PODS, workload.replicas());
                for (int i = 0; workload.manifest().kind().equals("StatefulSet") && i < pods; i++) {
                    for (String name : names) {
                        all.add(workload.manifest().name() + "-" + i + "." + name);
                    }
                }
            }
            all.forEach(name -> known.putIfAbsent(name, key));
        });
        return known;
    }

    /** Returns the key of the Service with a name in a variable of Kubernetes; empty if there is none. */
    String ofVariable(String namespace, String variable) {
        return services.values().stream()
                .filter(service -> service.namespace().equals(namespace))
                .filter(service -> service.name()
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')
                        .equals(variable))
                .map(Manifest::key)
                .findFirst()
                .orElse("");
    }

    /** Returns whether a port name or protocol of a Service before a workload implies that calls share connections. */
    boolean isMultiplexed(String id) {
        return services.values().stream()
                .filter(service -> workloads(service.key()).contains(id))
                .flatMap(service -> service.spec().get("ports").items().stream())
                .anyMatch(
                        port -> MULTIPLEXED.matcher(port.get("name").peekText()).matches()
                                || MULTIPLEXED
                                        .matcher(port.get("appProtocol").peekText())
                                        .matches());
    }

    /** Returns the number of ports of a Service. */
    int ports(String key) {
        Manifest service = services.get(key);
        return service == null ? 0 : service.spec().get("ports").items().size();
    }
}
