package dev.brownout.verify.model;

import dev.brownout.verify.Family;
import java.util.List;

/** Every family of models, in the order of the rows; one line each. */
public final class Families {
    private static final List<Family> ALL = List.of(
            new SingleStations(),
            new Balancing(),
            new OpenNetworks(),
            new ClosedUsers(),
            new FanOut(),
            new Retries(),
            new Metastable(),
            new Limits(),
            new Hedges(),
            new Waiting(),
            new Caches(),
            new Expiry(),
            new Spreading(),
            new Identifiers(),
            new Distance(),
            new Reliability(),
            new Breakdowns(),
            new Replicas(),
            new Quorums(),
            new Elections(),
            new Arriving(),
            new Scaling(),
            new MessageQueues(),
            new Invariants(),
            new Books(),
            new DatabaseNodes(),
            new Shards(),
            new Topics(),
            new KeptConnections(),
            new Visitors(),
            new Operations(),
            new MachineMemory(),
            new SharedMachines(),
            new ContentDelivery(),
            new CacheEntries(),
            new Lines(),
            new Prices(),
            new InstanceChanges(),
            new Pending());

    private Families() {}

    /** All of them. */
    public static List<Family> all() {
        return ALL;
    }
}
