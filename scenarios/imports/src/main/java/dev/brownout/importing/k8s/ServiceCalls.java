package dev.brownout.importing.k8s;

import dev.brownout.importing.config.Setting;
import dev.brownout.importing.k8s.WorkloadTexts.NamedText;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostAddress;
import dev.brownout.importing.topology.HostReferences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls of Services by workloads, as their texts name them, and the protocols of their addresses. */
final class ServiceCalls {
    /**
     * Call of a Service.
     *
     * @param service key of the Service
     * @param place setting that names it
     */
    record ServiceCall(String service, Setting place) {}

    /** Returns the number of workloads of which a call has this place: more than one for a common ConfigMap. */
    long readers(Setting place) {
        return calls.values().stream()
                .filter(own ->
                        own.stream().anyMatch(call -> call.place().origin().equals(place.origin())))
                .count();
    }

    /**
     * Protocol of the addresses of a workload.
     *
     * @param place setting with an address
     */
    record ProtocolEvidence(AddressProtocol protocol, Setting place) {}

    private final Map<String, Workload> workloads;
    private final ServiceDirectory services;
    private final Set<Workload> jobWorkers;
    private final Map<String, List<ServiceCall>> calls = new LinkedHashMap<>();
    private final Map<String, ProtocolEvidence> protocols = new LinkedHashMap<>();

    /**
     * Finds the calls.
     *
     * @param jobWorkers workloads that are scaled by the jobs of a queue in Redis
     */
    ServiceCalls(
            Map<String, Workload> workloads,
            ServiceDirectory services,
            Map<String, Manifest> configs,
            Set<Workload> jobWorkers) {
        this.workloads = workloads;
        this.services = services;
        this.jobWorkers = jobWorkers;
        workloads.forEach((id, workload) -> calls.put(id, of(workload, configs)));
    }

    /** Returns the calls of a workload, each Service once. */
    List<ServiceCall> of(String id) {
        return calls.getOrDefault(id, List.of());
    }

    /** Returns the calls of pods that are no workload of their own, such as those of a Job. */
    List<ServiceCall> of(Workload workload, Map<String, Manifest> configs) {
        String namespace = workload.manifest().namespace();
        HostReferences hosts = new HostReferences(services.hosts(namespace));
        List<NamedText> texts = WorkloadTexts.of(workload, configs);
        boolean isWorker = jobWorkers.contains(workload)
                || AddressProtocol.isWorker(
                        workload.command(),
                        texts.stream()
                                .flatMap(text -> hosts.addresses(text.key(), text.value()).stream()
                                        .flatMap(address -> AddressProtocol.of(text.key(), address, false).stream())));
        Map<String, ServiceCall> found = new LinkedHashMap<>();
        for (NamedText text : texts) {
            for (HostAddress address : hosts.addresses(text.key(), text.value())) {
                found.putIfAbsent(address.service(), new ServiceCall(address.service(), text.origin()));
                AddressProtocol.of(text.key(), address, isWorker)
                        .ifPresent(protocol -> protocols.merge(
                                address.service(),
                                new ProtocolEvidence(protocol, text.origin()),
                                (first, next) -> first.protocol().yieldsTo(next.protocol()) ? next : first));
            }
            for (String variable : WorkloadTexts.serviceVariables(text.value())) {
                String service = services.ofVariable(namespace, variable);
                if (!service.isEmpty()) {
                    found.putIfAbsent(service, new ServiceCall(service, text.origin()));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Returns the protocol by which a workload with an unknown image is addressed. */
    Optional<ProtocolEvidence> protocol(String id) {
        Workload workload = workloads.get(id);
        boolean calls = of(id).stream().anyMatch(call -> !services.selects(call.service(), workload));
        Optional<ProtocolEvidence> evidence = protocols.entrySet().stream()
                .filter(entry -> services.selects(entry.getKey(), workload))
                .map(Map.Entry::getValue)
                .filter(found -> found.protocol().fits(workload.manifest().name(), calls, workload.hasHttpProbe()))
                .findFirst();
        boolean proxy = evidence.isPresent()
                && of(id).stream()
                        .map(call -> protocols.get(call.service()))
                        .anyMatch(next -> next != null
                                && next.protocol().product()
                                        == evidence.get().protocol().product());
        return proxy ? Optional.empty() : evidence;
    }
}
