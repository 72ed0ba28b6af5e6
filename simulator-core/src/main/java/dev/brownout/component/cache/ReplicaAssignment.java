package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheReplication;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shares of the keys of one location, one for each of its nodes, replicated on the following nodes. */
final class ReplicaAssignment {
    private final Placement placement;
    private final List<CacheReplicaGroup> groups = new ArrayList<>();

    ReplicaAssignment(
            CacheReplication replication,
            ComponentContext context,
            KeyDirectory directory,
            List<Host> hosts,
            Map<Host, CacheNode> nodes) {
        this.placement = directory.placementOn(hosts);
        for (int share = 0; share < hosts.size(); share++) {
            List<CacheNode> members = new ArrayList<>();
            for (int i = 0; i < replication.copies(); i++) {
                members.add(nodes.get(hosts.get((share + i) % hosts.size())));
            }
            groups.add(new CacheReplicaGroup(replication, context, members));
        }
        hosts.forEach(host -> nodes.get(host).join(this));
    }

    /** Replicates a change made by a node. */
    void replicate(Host node, EntryChange change) {
        of(change.key()).replicate(node, change);
    }

    /** Returns the replicas of a key. */
    CacheReplicaGroup of(int key) {
        return groups.get(placement.nodeOf(Hashing.hash(key)));
    }
}
