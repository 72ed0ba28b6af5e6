/**
 * Multi-primary replication: each primary has a full copy, accepts writes, and replicates them to its peers. A peer
 * detects conflicts with writes that an arriving write has not seen.
 *
 * <p>A {@code RowWrite} is a committed write with its version vector. A {@code Row} is the state of a row on one node
 * and resolves conflicts. An {@code OriginLog} is the commit log of a node. A {@code ReplicationFeed} ships it to one
 * peer, where a {@code ReplicationApplier} applies it. {@code Primaries} connects the parts.
 */
package dev.brownout.component.database.multiprimary;
