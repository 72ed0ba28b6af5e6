package dev.brownout.importing.k8s;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.config.ConfigFile;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SiteScenario;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Imports scenarios from Kubernetes manifests. */
public final class ImportedManifests {
    private static final List<String> WORKLOADS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Pod");

    /** Kinds that are irrelevant to load and timing. */
    private static final List<String> PASSED_OVER = List.of(
            "Secret",
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "ClusterRole",
            "ClusterRoleBinding",
            "NetworkPolicy",
            "PersistentVolumeClaim",
            "PersistentVolume",
            "StorageClass",
            "Namespace",
            "CustomResourceDefinition",
            "PriorityClass",
            "IngressClass",
            "Gateway",
            "GatewayClass",
            "PeerAuthentication",
            "AuthorizationPolicy",
            "RequestAuthentication",
            "Endpoints",
            "Kustomization");

    /**
     * Port names and protocols with multiplexed connections: protocol names of Istio, alone or before a hyphen, and
     * values of {@code appProtocol}.
     */
    private static final Pattern MULTIPLEXED = Pattern.compile("(grpc|grpc-web|http2|h2|kubernetes\\.io/h2c)(-.*)?");

    private final SettingsReport account;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final List<Manifest> manifests = new ArrayList<>();
    private final Map<String, Manifest> configs = new LinkedHashMap<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, SystemPart> parts = new LinkedHashMap<>();
    private final Map<String, String> behind = new LinkedHashMap<>();
    private final Map<String, SystemPart> balancers = new LinkedHashMap<>();
    private final PublicServices doors = new PublicServices();

    private ImportedManifests(SettingsReport account) {
        this.account = account;
    }

    /**
     * Reads manifests and creates a scenario. Equal bytes give the same scenario on every machine.
     *
     * @param sources files with one or more objects each
     * @throws ImportException if a file cannot be read, or no workload serves requests
     */
    public static ImportResult of(List<ImportSource> sources) throws ImportException {
        return description(sources).result();
    }

    /**
     * Reads manifests and describes the system.
     *
     * @throws ImportException as {@link #of}
     */
    public static SystemDescription description(List<ImportSource> sources) throws ImportException {
        return new ImportedManifests(new SettingsReport(ConfigFile.all(sources))).imported();
    }

    private SystemDescription imported() throws ImportException {
        account.documents().forEach(this::read);
        workloads();
        for (Manifest manifest : manifests) {
            other(manifest);
        }
        open();
        callees();
        of("HorizontalPodAutoscaler").forEach(this::autoscaler);
        of("DestinationRule").forEach(this::destination);
        of("VirtualService").forEach(this::routes);
        workloads.values().forEach(Workload::passOverTheRest);
        configs.values().forEach(config -> config.setting().passOver());
        Map<String, SystemPart> all = new LinkedHashMap<>();
        parts.values().forEach(part -> all.put(part.name(), part));
        balancers.values().forEach(part -> all.put(part.name(), part));
        return SiteScenario.of("import k8s", account, all, names);
    }

    private void read(Setting document) {
        if (document.get("kind").peekText().endsWith("List")
                && document.get("items").isList()) {
            document.passOver(List.of("apiVersion", "kind", "metadata"));
            document.get("items").items().forEach(this::read);
        } else if (document.get("kind").said()) {
            manifests.add(Manifest.of(document));
        }
    }

    private List<Manifest> of(String kind) {
        return manifests.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    private static String key(Manifest manifest) {
        return manifest.namespace() + "/" + manifest.name();
    }

    private void workloads() {
        for (Manifest manifest : manifests) {
            if (WORKLOADS.contains(manifest.kind())) {
                Workload workload = new Workload(manifest);
                if (workload.runs()) {
                    String id = manifest.kind() + "/" + key(manifest);
                    workloads.put(id, workload);
                    parts.put(id, workload.part(names.another(manifest.name())));
                } else {
                    manifest.spec().ignore(manifest.name() + " has no pods in these files");
                }
            }
        }
    }

    private void other(Manifest manifest) {
        switch (manifest.kind()) {
            case "Service" -> service(manifest);
            case "Ingress" -> doors.ingress(manifest);
            case "ConfigMap" -> configs.put(key(manifest), manifest);
            case "Job", "CronJob" -> manifest.spec().ignore(manifest.name() + " is a job without clients");
            case "PodDisruptionBudget" ->
                manifest.spec().ignore("the number of pods that may be evicted: a scenario has explicit faults");
            default -> {
                if (PASSED_OVER.contains(manifest.kind())) {
                    manifest.setting().passOver();
                }
            }
        }
    }

    /** Assigns a service to the first workload that its label selector matches. */
    private void service(Manifest service) {
        Map<String, String> selector = Manifest.texts(service.spec().get("selector"));
        doors.service(service);
        service.spec().get("selector").entries().values().forEach(Setting::text);
        Setting affinity = service.spec().get("sessionAffinity");
        if (affinity.peekText().equals("ClientIP")) {
            affinity.ignore("that a client of " + service.name() + " always reaches the same pod");
        }
        service.spec().passOver();
        workloads.forEach((id, workload) -> {
            boolean chosen = !selector.isEmpty()
                    && workload.manifest().namespace().equals(service.namespace())
                    && workload.labels().entrySet().containsAll(selector.entrySet());
            if (chosen && behind.putIfAbsent(key(service), id) != null) {
                account.leftOut(service.spec().get("selector").origin() + ": " + service.name() + " also selects "
                        + workload.manifest().name() + "; only the first workload is behind it here");
            }
        });
    }

    /** Adds a balancer in front of each workload that is reachable by users. */
    private void open() {
        for (Manifest route : manifests) {
            boolean gateway = route.spec().get("gateways").items().stream()
                    .anyMatch(item -> !item.peekText().equals("mesh"));
            if (route.kind().equals("VirtualService") && gateway) {
                route.spec()
                        .get("http")
                        .items()
                        .forEach(http -> http.get("route")
                                .items()
                                .forEach(to -> doors.gateway(route.namespace(), to.get("destination", "host"))));
            }
        }
        doors.all().forEach((service, door) -> {
            SystemPart part = parts.get(behind.getOrDefault(service, ""));
            if (part == null || !part.role().passes() || part.role() == Role.BALANCER) {
                if (part != null && part.role() == Role.BALANCER) {
                    part.entered(door.origin());
                }
                return;
            }
            balancers.computeIfAbsent(behind.get(service), id -> balancer(part, workloads.get(id), door));
        });
    }

    private SystemPart balancer(SystemPart part, Workload workload, PublicServices.Door door) {
        SystemPart balancer = new SystemPart(
                names.another(part.name() + "-lb"), Role.BALANCER, "a service among the pods of " + part.name());
        balancer.entered(door.origin());
        balancer.calls(part.name(), "its pods are behind that service");
        if (door.proxy()) {
            balancer.say("algorithm", "round-robin", "a guess: the default of ingress-nginx and Envoy");
        } else {
            balancer.say(
                    "algorithm", "random", "Kubernetes, Virtual IPs: kube-proxy with iptables selects one at random");
        }
        Setting probe = workload.container().get("readinessProbe");
        if (!probe.said()) {
            account.leftOut(workload.container().origin() + ": the failure detection time of a pod of " + part.name()
                    + ": no readinessProbe is set, and here the check has its defaults");
            return balancer;
        }
        long every = Manifest.whole(probe.get("periodSeconds"), 10);
        long timeout = Manifest.whole(probe.get("timeoutSeconds"), 1);
        if (timeout > every) {
            account.leftOut(probe.get("timeoutSeconds").origin() + ": a probe of " + part.name()
                    + " has a timeout above its period; here the timeout is the period");
        }
        probe(balancer, "every", Math.max(1, every) + "s", probe.get("periodSeconds"));
        probe(balancer, "timeout", Math.max(1, Math.min(every, timeout)) + "s", probe.get("timeoutSeconds"));
        probe(
                balancer,
                "fall",
                Long.toString(Math.max(1, Manifest.whole(probe.get("failureThreshold"), 3))),
                probe.get("failureThreshold"));
        probe(
                balancer,
                "rise",
                Long.toString(Math.max(1, Manifest.whole(probe.get("successThreshold"), 1))),
                probe.get("successThreshold"));
        if (probe.get("tcpSocket").said()) {
            balancer.say(
                    "health.type", "tcp", "origin: " + probe.get("tcpSocket").origin());
        }
        return balancer;
    }

    private static void probe(SystemPart balancer, String key, String value, Setting said) {
        balancer.say("health." + key, value, said.said() ? "origin: " + said.origin() : "Kubernetes' default");
    }

    private void callees() {
        for (var entry : workloads.entrySet()) {
            String namespace = entry.getValue().manifest().namespace();
            Map<String, String> known = new TreeMap<>();
            behind.forEach((service, id) -> {
                String[] parts = service.split("/", 2);
                String qualified = parts[1] + "." + parts[0];
                if (parts[0].equals(namespace)) {
                    known.put(parts[1], id);
                }
                known.put(qualified, id);
                known.put(qualified + ".svc", id);
                known.put(qualified + ".svc.cluster.local", id);
            });
            HostReferences hosts = new HostReferences(known);
            SystemPart part = parts.get(entry.getKey());
            for (Workload.NamedText named : entry.getValue().texts(configs)) {
                for (String id : hosts.in(named.name(), named.text().peekText())) {
                    part.calls(
                            parts.get(id).name(),
                            "is named as a host (" + named.text().origin() + ")");
                    named.text().text();
                }
            }
        }
    }

    private void autoscaler(Manifest manifest) {
        Setting target = manifest.spec().get("scaleTargetRef");
        String id = target.get("kind").peekText() + "/" + manifest.namespace() + "/"
                + target.get("name").peekText();
        if (workloads.containsKey(id)) {
            new HorizontalPodAutoscaler(manifest, parts.get(id), workloads.get(id)).say();
        } else {
            manifest.spec().ignore("an autoscaler of a workload that is in none of the files");
        }
    }

    /**
     * Returns the workload behind the host of a rule, which is a service name with or without a namespace; {@code null}
     * if there is none.
     */
    private String target(String namespace, Setting host) {
        String[] labels = host.text().split("\\.", -1);
        return behind.get((labels.length > 1 ? labels[1] : namespace) + "/" + labels[0]);
    }

    private void destination(Manifest rule) {
        String id = target(rule.namespace(), rule.spec().get("host"));
        if (id == null) {
            rule.spec().ignore("rules of a host that is in none of the files");
            return;
        }
        IstioConfig.destination(rule.spec(), parts.get(id), balancers.get(id), multiplexed(id));
    }

    /** Returns whether a port name or protocol of a service of the workload implies that calls share connections. */
    private boolean multiplexed(String id) {
        return of("Service").stream()
                .filter(service -> id.equals(behind.get(key(service))))
                .flatMap(service -> service.spec().get("ports").items().stream())
                .anyMatch(
                        port -> MULTIPLEXED.matcher(port.get("name").peekText()).matches()
                                || MULTIPLEXED
                                        .matcher(port.get("appProtocol").peekText())
                                        .matches());
    }

    private void routes(Manifest route) {
        Setting spec = route.spec();
        account.leftOut("the default of Istio: two retries of calls that were refused or had a failed connection");
        spec.passOver(List.of("hosts", "gateways", "exportTo"));
        List<Setting> routes = spec.get("http").items();
        for (Setting http : routes) {
            List<Setting> to = http.get("route").items();
            String id =
                    to.isEmpty() ? null : target(route.namespace(), to.get(0).get("destination", "host"));
            boolean one = to.stream()
                    .allMatch(each ->
                            id != null && id.equals(target(route.namespace(), each.get("destination", "host"))));
            if (id == null || !one || routes.size() > 1 && http.get("match").said() && says(http)) {
                http.ignore("a route that is not the only one of its host, or has a destination in none of the files");
            } else {
                IstioConfig.route(http, parts.get(id));
            }
        }
    }

    private static boolean says(Setting http) {
        return http.get("timeout").said()
                || http.get("retries").said()
                || http.get("fault").said();
    }
}
