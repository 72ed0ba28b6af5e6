package dev.brownout.component.cache;

import dev.brownout.host.Host;
import java.util.List;

/** A client of a replicated cache: sends to the leader of a key, and learns of a failover immediately. */
final class ReplicaClient extends CacheClient {
    private final ReplicaAssignment copies;

    ReplicaClient(KeyDirectory directory, List<Host> nodes, ReplicaAssignment copies) {
        super(directory, nodes);
        this.copies = copies;
    }

    @Override
    int nodeOf(int key) {
        return nodes().indexOf(copies.of(key).leader());
    }
}
