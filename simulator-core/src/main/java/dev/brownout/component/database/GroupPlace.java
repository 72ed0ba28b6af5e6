package dev.brownout.component.database;

import dev.brownout.component.database.reads.ExternalWrites;
import dev.brownout.host.Location;
import java.util.List;

/**
 * Where a group of nodes stands in its database.
 *
 * @param prefix stands before the names of the nodes: empty, or {@code shard-3/}
 * @param ordinal number of the group within the database, from 0
 * @param sites one for each node, the first primary's first
 * @param elsewhere what others know of its rows; {@code null} where nobody else has any
 */
record GroupPlace(String prefix, int ordinal, List<Location> sites, ExternalWrites elsewhere) {}
