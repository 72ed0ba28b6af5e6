package dev.brownout.component.database;

import dev.brownout.component.database.reads.ExternalWrites;
import dev.brownout.host.Location;
import java.util.List;

/**
 * Position of a replica group in its database.
 *
 * @param prefix prefix of the node names: empty, or {@code shard-3/}
 * @param ordinal number of the group within the database, from 0
 * @param sites one location for each node, that of the first primary first
 * @param externalWrites lookup of writes of its rows in other stores; {@code null} if no other store has any
 */
record GroupPlace(String prefix, int ordinal, List<Location> sites, ExternalWrites externalWrites) {}
