package dev.brownout.importing.k8s;

import dev.brownout.importing.k8s.WorkloadTexts.NamedText;
import dev.brownout.importing.topology.AddressProtocol;
import dev.brownout.importing.topology.HostAddress;
import dev.brownout.importing.topology.HostReferences;
import dev.brownout.importing.topology.SystemPart;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brokers outside of the files with queues that parts of the files consume. Workloads with an address of such a broker
 * that consume none of its queues publish to it.
 */
final class OutsideBrokers {
    private final ImportedCluster cluster;

    /** Queues by the host of their broker. */
    private final Map<String, Set<SystemPart>> queues = new LinkedHashMap<>();

    /** Creates the brokers, by the addresses of the consumers. */
    OutsideBrokers(ImportedCluster cluster) {
        this.cluster = cluster;
        cluster.workloads()
                .forEach((id, workload) -> cluster.outsideQueues().stream()
                        .filter(queue -> cluster.part(id).calls().containsKey(queue.name()))
                        .forEach(queue -> addresses(workload)
                                .keySet()
                                .forEach(host -> queues.computeIfAbsent(host, none -> new LinkedHashSet<>())
                                        .add(queue))));
    }

    /** Adds the calls of the publishers. */
    void publish() {
        cluster.workloads().forEach((id, workload) -> {
            SystemPart part = cluster.part(id);
            addresses(workload).forEach((host, text) -> {
                List<SystemPart> all = List.copyOf(queues.getOrDefault(host, Set.of()));
                boolean consumes = all.stream().anyMatch(queue -> part.calls().containsKey(queue.name()));
                if (all.size() == 1 && !consumes) {
                    part.calls(
                            all.get(0).name(),
                            "is named as the host of its broker ("
                                    + text.origin().origin() + ")");
                } else if (!all.isEmpty() && !consumes) {
                    text.origin()
                            .ignore("messages to one of "
                                    + String.join(
                                            ", ",
                                            all.stream().map(SystemPart::name).toList()) + " of " + part.name()
                                    + ": they have one broker, so the queue is unknown; add a step 'publish'");
                }
                if (!all.isEmpty()) {
                    text.origin().text();
                }
            });
        });
    }

    /** Returns whether the queues of a host are parts. */
    boolean isBroker(String host) {
        return queues.containsKey(host);
    }

    /** Returns the hosts of brokers outside of the files that a workload has an address of. */
    private Map<String, NamedText> addresses(Workload workload) {
        HostReferences hosts =
                new HostReferences(cluster.services().hosts(workload.manifest().namespace()));
        Map<String, NamedText> found = new LinkedHashMap<>();
        for (NamedText text : WorkloadTexts.of(workload, cluster.configs())) {
            for (HostAddress address : hosts.otherAddresses(text.key(), text.value())) {
                AddressProtocol.of(text.key(), address, false)
                        .filter(protocol -> protocol.product().role().carriesMessages())
                        .ifPresent(protocol -> found.putIfAbsent(address.service(), text));
            }
        }
        return found;
    }
}
