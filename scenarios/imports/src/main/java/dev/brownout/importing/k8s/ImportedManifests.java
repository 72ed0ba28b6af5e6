package dev.brownout.importing.k8s;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.k8s.ServiceCalls.ServiceCall;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.InfrastructureProduct;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.SiteScenario;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** System of Kubernetes manifests. */
final class ImportedManifests {
    private final SettingsReport account;
    private final ImportedCluster cluster;
    private final ManifestKinds kinds = new ManifestKinds();
    private final EntryPoints entryPoints;
    private final ServiceRoutes routes;
    private final IngressRules ingresses;

    ImportedManifests(SettingsReport account) throws ImportException {
        this.account = account;
        this.cluster = new ImportedCluster(account, ManifestFiles.manifests(account));
        this.entryPoints = new EntryPoints(cluster);
        this.routes = new ServiceRoutes(cluster, entryPoints);
        this.ingresses = new IngressRules(cluster, routes);
    }

    /** Returns the system. An exception is thrown if no workload serves requests. */
    SystemDescription imported() throws ImportException {
        List<Workload> jobs = new ArrayList<>();
        Map<String, Workload> workloads = workloads(jobs);
        if (workloads.isEmpty()) {
            throw new ImportException(
                    "{}: no scenario is possible: {}{}", String.join(", ", account.names()), reason(), found());
        }
        cluster.workloads().putAll(workloads);
        for (String kind : List.of("ConfigMap", "Secret")) {
            cluster.of(kind).forEach(config -> cluster.configs().put(kind + "/" + config.key(), config));
        }
        cluster.of("Service").forEach(cluster.services()::add);
        ServiceCalls calls = new ServiceCalls(cluster.workloads(), cluster.services(), cluster.configs(), jobWorkers());
        workloads.forEach((id, workload) -> cluster.add(id, workload, part(id, workload, calls)));
        cluster.services().connect();
        cluster.manifests().forEach(this::object);
        ingresses.read();
        for (Manifest rule : cluster.of("DestinationRule")) {
            routes.rule(IstioDestinations.service(rule));
        }
        routes.open();
        entryPoints.open();
        callees(calls);
        routes.withoutCallers();
        jobs.forEach(job -> job(job, calls));
        settings();
        Map<String, SystemPart> all = new LinkedHashMap<>();
        cluster.all().forEach(part -> all.put(part.name(), part));
        routes.withoutCalls().forEach(part -> all.remove(part.name()));
        new UnreachablePods(cluster).unreachableNames(all).forEach(all::remove);
        return SiteScenario.system("import k8s", account, all, cluster.names());
    }

    /** Returns the reason why no workload runs. */
    private String reason() {
        List<String> stopped = cluster.manifests().stream()
                .filter(manifest -> Workload.hasPods(manifest)
                        && manifest.spec().get("replicas").peekText().equals("0"))
                .map(Manifest::name)
                .toList();
        return stopped.isEmpty()
                ? "no object has pods (spec.template.spec.containers)"
                : "the number of replicas of " + String.join(", ", stopped)
                        + " is 0; set the number of a running system";
    }

    private String found() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        cluster.manifests().forEach(manifest -> numbers.merge(manifest.kind(), 1, Integer::sum));
        List<String> counts = numbers.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .toList();
        Set<String> backends = new LinkedHashSet<>();
        cluster.manifests().forEach(manifest -> backends(manifest.spec(), backends));
        return (counts.isEmpty() ? "; no object of Kubernetes is in it" : "; there are " + String.join(", ", counts))
                + (backends.isEmpty()
                        ? ""
                        : "; they route to " + String.join(", ", backends)
                                + ": add the workloads behind these Services");
    }

    /** Adds the names of the Services to which an object routes requests. */
    private static void backends(Setting setting, Set<String> names) {
        setting.entries().forEach((key, inner) -> {
            String host = inner.get("host").peekText();
            String name = inner.get("name").peekText();
            if (key.equals("destination") && !host.isEmpty()) {
                names.add(host);
            } else if (List.of("service", "to").contains(key) && !name.isEmpty()) {
                names.add(name);
            } else if (key.equals("backendRefs")) {
                inner.items().forEach(one -> names.add(one.get("name").peekText()));
            }
            backends(inner, names);
        });
        setting.items().forEach(item -> backends(item, names));
    }

    /** Returns the workloads by kind, namespace and name. Jobs are apart, and hooks of Helm are left out. */
    private Map<String, Workload> workloads(List<Workload> jobs) {
        Map<String, Workload> workloads = new LinkedHashMap<>();
        Set<String> templates = new LinkedHashSet<>();
        for (Manifest manifest : cluster.manifests()) {
            Setting hook = manifest.annotation("helm.sh/hook");
            Optional<Manifest> owner = owner(manifest);
            if (owner.isEmpty()) {
                continue;
            }
            Workload workload = new Workload(manifest, owner.get());
            if (hook.isPresent()) {
                manifest.setting().ignore(manifest.name() + " is a hook of Helm, which runs beside the system");
            } else if (List.of("Job", "CronJob").contains(manifest.kind())) {
                jobs.add(workload);
            } else if (workload.runs()) {
                workloads.put(manifest.kind() + "/" + manifest.key(), workload);
                if (!owner.get().equals(manifest)) {
                    templates.add(owner.get().kind() + "/" + owner.get().key());
                    manifest.spec().get("workloadRef").markIgnored();
                }
            } else {
                manifest.spec().ignore(manifest.name() + " has no pods in these files");
            }
        }
        templates.forEach(workloads::remove);
        return workloads;
    }

    /** Returns the object with the pod template of an object: itself, or the one that a Rollout references. */
    private Optional<Manifest> owner(Manifest manifest) {
        if (Workload.hasPods(manifest)) {
            return Optional.of(manifest);
        }
        Setting reference = manifest.spec().get("workloadRef");
        return cluster.manifests().stream()
                .filter(other -> reference.isPresent()
                        && other.kind().equals(reference.get("kind").peekText())
                        && other.name().equals(reference.get("name").peekText())
                        && other.namespace().equals(manifest.namespace())
                        && Workload.hasPods(other))
                .findFirst();
    }

    /** Returns the workloads that are scaled by the jobs of a queue in Redis. */
    private Set<Workload> jobWorkers() {
        Set<Workload> workers = new LinkedHashSet<>();
        for (Manifest manifest : cluster.of("ScaledObject")) {
            boolean jobs = manifest.spec().get("triggers").items().stream().anyMatch(KedaAutoscaler::isRedisQueue);
            cluster.scale(manifest)
                    .filter(id -> jobs)
                    .ifPresent(id -> workers.add(cluster.workloads().get(id)));
        }
        return workers;
    }

    private SystemPart part(String id, Workload workload, ServiceCalls calls) {
        String name = cluster.names().uniqueVariant(workload.manifest().name());
        Optional<ServiceCalls.ProtocolEvidence> evidence = calls.protocol(id);
        Setting image = workload.container().get("image");
        boolean isInfrastructure =
                InfrastructureProduct.ofImage(image.peekText()).isPresent();
        boolean isQueue = evidence.filter(found -> found.protocol().product() == Product.REDIS_QUEUE)
                .isPresent();
        if (workload.product().equals(Optional.of(Product.REDIS)) && (isQueue || AddressProtocol.namesJobs(name))) {
            return workload.part(
                    name,
                    Optional.of(Product.REDIS_QUEUE),
                    "its image is redis (" + image.origin() + "), a queue of jobs by "
                            + (isQueue
                                    ? evidence.get().protocol().evidence() + " ("
                                            + evidence.get().place().origin() + ")"
                                    : "its name"));
        }
        if (workload.product().isPresent() || isInfrastructure || evidence.isEmpty()) {
            return workload.part(name);
        }
        Product product = evidence.get().protocol().product();
        evidence.get().place().text();
        return workload.part(
                name,
                Optional.of(product),
                evidence.get().protocol().evidence() + " is that of "
                        + product.text() + " ("
                        + evidence.get().place().origin() + ")");
    }

    /** Reads an object that is not a workload. */
    private void object(Manifest manifest) {
        GatewayApiRoutes gatewayApi = new GatewayApiRoutes(cluster, routes);
        OtherRoutes other = new OtherRoutes(cluster, routes);
        switch (manifest.kind()) {
            case "Service" -> service(manifest);
            case "Ingress",
                    "ConfigMap",
                    "HorizontalPodAutoscaler",
                    "ScaledObject",
                    "DestinationRule",
                    "PodDisruptionBudget",
                    "Job",
                    "CronJob" -> {}
            case "VirtualService" -> new IstioRoutes(cluster, routes).read(manifest);
            case "Gateway" -> {
                if (!gatewayApi.read(manifest)) {
                    manifest.setting().markIgnored();
                }
            }
            default -> {
                boolean known = cluster.workloads().containsKey(manifest.kind() + "/" + manifest.key())
                        || Workload.hasPods(manifest)
                        || gatewayApi.read(manifest)
                        || other.read(manifest)
                        || kinds.leftOut(manifest);
                if (!known) {
                    kinds.unknown(manifest);
                }
            }
        }
    }

    private void service(Manifest service) {
        if (KnativeService.is(service)) {
            if (KnativeService.isPublic(service)) {
                entryPoints.rule(
                        service.key(), "a Service of Knative", service.setting().get("kind"), EntryProxy.UNKNOWN);
            }
            return;
        }
        entryPoints.service(service);
        Setting affinity = service.spec().get("sessionAffinity");
        if (!affinity.peekText().equals("ClientIP")) {
            affinity.markIgnored();
        }
        service.spec().get("sessionAffinityConfig").markIgnored();
        for (String key : List.of("externalTrafficPolicy", "internalTrafficPolicy")) {
            if (service.spec().get(key).peekText().equals("Local")) {
                service.spec()
                        .get(key)
                        .ignore(
                                key + " of",
                                service.name(),
                                "a call goes to a pod of the same machine, and the machines are not in the files");
            }
        }
        if (service.spec().get("publishNotReadyAddresses").peekText().equals("true")) {
            service.spec()
                    .get("publishNotReadyAddresses")
                    .ignore("publishNotReadyAddresses of", service.name(), "here only ready pods get calls");
        }
    }

    /** Adds the calls of the workloads. */
    private void callees(ServiceCalls calls) {
        cluster.workloads().keySet().forEach(id -> {
            for (ServiceCall call : calls.of(id)) {
                List<String> downstream = cluster.services().workloads(call.service());
                if (downstream.contains(id)) {
                    continue;
                }
                if (downstream.isEmpty()) {
                    account.leftOut(
                            call.place().origin() + ": " + cluster.part(id).name() + " calls "
                                    + cluster.services().service(call.service()).name()
                                    + ", which has no workload in the files");
                    call.place().text();
                    continue;
                }
                long readers = calls.readers(call.place());
                cluster.part(id)
                        .calls(
                                routes.callee(call.service()).name(),
                                readers == 1
                                        ? "is named as a host (" + call.place().origin() + ")"
                                        : "a guess: " + readers + " workloads have this address ("
                                                + call.place().origin() + ")");
                call.place().text();
            }
        });
    }

    private void job(Workload job, ServiceCalls calls) {
        List<String> names = calls.of(job, cluster.configs()).stream()
                .map(call -> cluster.services().service(call.service()).name())
                .toList();
        String schedule = job.manifest().spec().get("schedule").peekText();
        job.manifest()
                .spec()
                .ignore(job.manifest().name() + " is a job without clients"
                        + (schedule.isEmpty() ? "" : ", which runs at " + schedule)
                        + (names.isEmpty() ? "" : "; it calls " + String.join(", ", names)));
    }

    /** Adds the settings of all other objects, and leaves out the rest. */
    private void settings() {
        affinities();
        autoscalers();
        OutsideBrokers brokers = new OutsideBrokers(cluster);
        brokers.publish();
        cluster.workloads().forEach((id, workload) -> {
            if (KnativeService.is(workload.manifest())) {
                new KnativeService(workload, cluster.part(id)).apply();
            }
        });
        ingresses.applySettings();
        IstioDestinations destinations = new IstioDestinations(cluster);
        cluster.of("DestinationRule").forEach(destinations::apply);
        routes.applyPolicies();
        cluster.workloads().forEach((id, workload) -> new PodLifecycle(workload, cluster.part(id), cluster).apply());
        cluster.of("PodDisruptionBudget").stream()
                .filter(budget -> !budget.spec().get("minAvailable").isDecided()
                        || !budget.spec().get("maxUnavailable").isDecided())
                .forEach(budget -> budget.spec()
                        .ignore("the number of pods that may be evicted: its labels select no server of the scenario"));
        CapacityTexts texts = new CapacityTexts(cluster, brokers);
        cluster.workloads().forEach((id, workload) -> {
            SystemPart part = cluster.part(id);
            new RolloutStrategy(workload, part).leaveOut();
            texts.leaveOut(workload, part.name());
            new PodSettings(workload, part, cluster.balancers().checks(workload)).leaveOut();
        });
        cluster.configs().values().forEach(config -> config.setting().markIgnored());
        cluster.of("Service").stream()
                .filter(service -> !KnativeService.is(service))
                .forEach(service -> service.spec().markIgnored());
        new ManifestAnnotations(cluster).leaveOut();
        kinds.lines().forEach(account::leftOut);
    }

    /** Adds the affinity of Services: a client always reaches the same pod. */
    private void affinities() {
        for (Manifest service : cluster.of("Service")) {
            Setting affinity = service.spec().get("sessionAffinity");
            if (!affinity.peekText().equals("ClientIP")) {
                continue;
            }
            List<SystemPart> balancers =
                    cluster.balancers().entriesWithin(cluster.services().workloads(service.key()));
            boolean plain = balancers.stream()
                    .allMatch(balancer -> balancer.value("algorithm").equals("random"));
            if (balancers.isEmpty() || !plain) {
                affinity.ignore("that a client of " + service.name() + " always reaches the same pod: "
                        + "its clients are other parts or a proxy, and not users");
                continue;
            }
            affinity.text();
            balancers.forEach(balancer -> balancer.addSetting(
                    "algorithm", "source-hash", "origin: " + affinity.origin() + ", a client stays at its pod"));
        }
    }

    private void autoscalers() {
        for (Manifest manifest : cluster.of("HorizontalPodAutoscaler")) {
            target(manifest).ifPresent(id -> {
                SystemPart part = cluster.part(id);
                Workload workload = cluster.workloads().get(id);
                new HorizontalPodAutoscaler(manifest, part, workload, new AutoscalerMetrics(part, workload)).apply();
            });
        }
        for (Manifest manifest : cluster.of("ScaledObject")) {
            target(manifest).ifPresent(id -> {
                SystemPart part = cluster.part(id);
                new KedaAutoscaler(manifest, part, cluster.workloads().get(id), cluster).apply();
            });
        }
    }

    private Optional<String> target(Manifest autoscaler) {
        Optional<String> id = cluster.scale(autoscaler);
        if (id.isEmpty()) {
            autoscaler.spec().ignore("an autoscaler of a workload that is in none of the files");
        }
        return id;
    }
}
