package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.replication.Replication;
import dev.brownout.random.Distribution;
import java.util.Map;

/**
 * What each of several primaries is and does.
 *
 * @param cores at least 1
 * @param places to wait for a core, 0 or more
 * @param write work of a write on a core
 * @param reads work of a read on a core, by the name of its class; that of plain reads is empty
 * @param replication how the others come by what one has committed, and what becomes of two writes that meet
 */
public record PrimarySettings(
        int cores, int places, Distribution write, Map<String, Distribution> reads, Replication replication) {}
