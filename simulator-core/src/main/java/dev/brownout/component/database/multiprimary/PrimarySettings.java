package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.replication.Replication;
import dev.brownout.fleet.NodeCores;
import dev.brownout.random.Distribution;
import java.util.Map;

/**
 * Settings of the primaries of a multi-primary database.
 *
 * @param cores cores of a node
 * @param write work of a write on a core
 * @param reads work of a read on a core, by query class; plain reads have an empty name
 * @param replication replication to the peers, and resolution of write conflicts
 */
public record PrimarySettings(
        NodeCores cores, Distribution write, Map<String, Distribution> reads, Replication replication) {}
