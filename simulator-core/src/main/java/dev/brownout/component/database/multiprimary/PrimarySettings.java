package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.replication.Replication;
import dev.brownout.fleet.SpeedSpec;
import dev.brownout.random.Distribution;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the primaries of a multi-primary database.
 *
 * @param cores cores of a node, at least 1
 * @param places queue slots for a core, 0 or more
 * @param speed load-dependent speed; empty for none
 * @param write work of a write on a core
 * @param reads work of a read on a core, by query class; plain reads have an empty name
 * @param replication replication to the peers, and resolution of write conflicts
 */
public record PrimarySettings(
        int cores,
        int places,
        Optional<SpeedSpec> speed,
        Distribution write,
        Map<String, Distribution> reads,
        Replication replication) {}
