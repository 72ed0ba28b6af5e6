package dev.brownout.component.database.replication;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.stock.RowLedger;
import dev.brownout.component.database.storage.NodeDisk;
import dev.brownout.random.Sampler;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Conditions of a commit on a primary.
 *
 * @param work work of a write on a core
 * @param deduplicate whether a write that is already in the log is not applied again
 * @param locks row locks of a node; {@code null} if writes of one key do not wait for each other
 * @param disks disk of a node; {@code null} if commits do not wait for a disk
 * @param rows effects of operations on the numbers of the rows
 * @param isRemoved tests whether a key has moved to another shard; {@code null} if keys never move
 */
public record CommitPolicy(
        Sampler work,
        boolean deduplicate,
        Function<DatabaseNode, RowLocks> locks,
        Function<DatabaseNode, NodeDisk> disks,
        RowLedger rows,
        IntPredicate isRemoved) {}
