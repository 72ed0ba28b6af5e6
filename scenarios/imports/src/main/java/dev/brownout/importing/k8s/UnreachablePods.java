package dev.brownout.importing.k8s;

import dev.brownout.importing.topology.Role;
import dev.brownout.importing.topology.SystemPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Workloads that nothing can call: no port is open, no Service selects them, and no text names them or their hosts. */
final class UnreachablePods {
    private final ImportedCluster cluster;

    UnreachablePods(ImportedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Returns the names of the unreachable workloads among the parts, and lists them as left out. There are none if no
     * other workload has an open port, as ports are optional in manifests.
     */
    List<String> unreachableNames(Map<String, SystemPart> parts) {
        List<String> found = new ArrayList<>();
        boolean ports = cluster.workloads().values().stream().anyMatch(UnreachablePods::isOpen);
        cluster.workloads().forEach((id, workload) -> {
            SystemPart part = cluster.part(id);
            boolean called =
                    parts.values().stream().anyMatch(other -> other.calls().containsKey(part.name()));
            boolean selected = cluster.services().all().keySet().stream()
                    .anyMatch(service -> cluster.services().workloads(service).contains(id));
            boolean silent = part.role() == Role.SERVER
                    && part.entered().isEmpty()
                    && part.calls().isEmpty();
            if (ports && silent && !called && !selected && !isOpen(workload) && parts.containsKey(part.name())) {
                found.add(part.name());
            }
        });
        if (!found.isEmpty()) {
            cluster.account()
                    .leftOut(String.join(", ", found) + ": left out: no port is open, no Service selects the pods, and"
                            + " they name no host of the files");
        }
        return found;
    }

    private static boolean isOpen(Workload workload) {
        return KnativeService.is(workload.manifest())
                || workload.containers().stream()
                        .anyMatch(container -> !container.get("ports").items().isEmpty());
    }
}
