package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.KeyDistribution;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Placement of keys on nodes, shared by the clients of a tier. */
final class KeyDirectory {
    private final Hashing hashing;
    private final int virtualNodes;
    private final Map<List<String>, Placement> placements = new LinkedHashMap<>();

    KeyDirectory(KeyDistribution distribution) {
        this.hashing = distribution.hashing();
        this.virtualNodes = distribution.virtualNodes();
    }

    /** Returns the placement of keys on these nodes, at least one. */
    Placement placementOn(List<Host> nodes) {
        return placements.computeIfAbsent(
                nodes.stream().map(Host::node).toList(), names -> hashing.placementOf(names, virtualNodes));
    }
}
