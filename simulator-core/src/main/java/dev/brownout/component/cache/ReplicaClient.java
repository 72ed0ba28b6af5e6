package dev.brownout.component.cache;

import dev.brownout.host.Host;
import java.util.List;

/** What callers know of the nodes of a cache with copies: who answers for a key, as soon as that has been settled. */
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
