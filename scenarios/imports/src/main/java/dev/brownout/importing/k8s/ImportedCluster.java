package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.config.SettingsReport;
import dev.brownout.importing.system.IdentifierSanitizer;
import dev.brownout.importing.topology.Product;
import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of a cluster, and the parts of the system that they become. */
final class ImportedCluster {
    private final SettingsReport account;
    private final IdentifierSanitizer names = new IdentifierSanitizer();
    private final List<Manifest> manifests;
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, SystemPart> parts = new LinkedHashMap<>();
    private final Map<String, Manifest> configs = new LinkedHashMap<>();
    private final Map<String, SystemPart> outside = new LinkedHashMap<>();
    private final ServiceDirectory services;
    private final ServiceBalancers balancers;

    ImportedCluster(SettingsReport account, List<Manifest> manifests) {
        this.account = account;
        this.manifests = manifests;
        this.services = new ServiceDirectory(account, this);
        this.balancers = new ServiceBalancers(this);
    }

    SettingsReport account() {
        return account;
    }

    IdentifierSanitizer names() {
        return names;
    }

    /** Returns all objects, in the order of the files. */
    List<Manifest> manifests() {
        return manifests;
    }

    /** Returns the objects of a kind. */
    List<Manifest> of(String kind) {
        return manifests.stream().filter(one -> one.kind().equals(kind)).toList();
    }

    /** Returns the workloads by kind, namespace and name. */
    Map<String, Workload> workloads() {
        return workloads;
    }

    /** Adds a workload and its part. */
    void add(String id, Workload workload, SystemPart part) {
        workloads.put(id, workload);
        parts.put(id, part);
    }

    /** Returns the part of a workload. */
    SystemPart part(String id) {
        return parts.get(id);
    }

    /**
     * Returns the queue of a broker outside of the files, which users and other systems fill.
     *
     * @param product product of the broker; empty if it is a service of a cloud
     * @param origin file and line of the name
     */
    SystemPart outsideQueue(String name, Optional<Product> product, String origin) {
        return outside.computeIfAbsent(name, none -> {
            String reason = "a guess: its broker is in none of the files (" + origin + ")";
            boolean isTaken = all().stream().anyMatch(part -> part.name().equals(name));
            String unique = names.uniqueVariant(isTaken ? name + "-queue" : name);
            SystemPart queue = product.isPresent()
                    ? SystemPart.of(unique, product, reason, "", "")
                    : new SystemPart(unique, Role.QUEUE, reason);
            queue.onEntered("a guess: its publishers are in none of the files");
            return queue;
        });
    }

    /** Returns the queues of brokers outside of the files. */
    List<SystemPart> outsideQueues() {
        return List.copyOf(outside.values());
    }

    /** Returns the parts of the workloads, the queues outside of the files, and the balancers. */
    List<SystemPart> all() {
        List<SystemPart> all = parts();
        all.addAll(outside.values());
        all.addAll(balancers.all());
        return all;
    }

    /** Returns the parts of the workloads. */
    List<SystemPart> parts() {
        return new ArrayList<>(parts.values());
    }

    /** Returns the id of the workload that an autoscaler scales; empty if it is in none of the files. */
    Optional<String> scale(Manifest autoscaler) {
        Setting target = autoscaler.spec().get("scaleTargetRef");
        String kind = target.get("kind").isPresent() ? target.get("kind").peekText() : "Deployment";
        String id =
                kind + "/" + autoscaler.namespace() + "/" + target.get("name").peekText();
        return workloads.containsKey(id) ? Optional.of(id) : Optional.empty();
    }

    /** Returns whether an autoscaler may give a workload several pods. */
    boolean isScaled(String id) {
        return manifests.stream()
                .filter(one ->
                        List.of("HorizontalPodAutoscaler", "ScaledObject").contains(one.kind()))
                .anyMatch(one -> scale(one).equals(Optional.of(id)));
    }

    /** Returns the ConfigMaps and Secrets by kind, namespace and name. */
    Map<String, Manifest> configs() {
        return configs;
    }

    ServiceDirectory services() {
        return services;
    }

    ServiceBalancers balancers() {
        return balancers;
    }
}
