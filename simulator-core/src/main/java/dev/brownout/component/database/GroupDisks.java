package dev.brownout.component.database;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.reads.Queries;
import dev.brownout.component.database.storage.BufferPool;
import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.component.database.storage.NodeDisk;
import dev.brownout.host.Disk;
import dev.brownout.host.Host;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Disks of the nodes of a replica group. */
final class GroupDisks {
    private final DatabaseEngine engine;
    private final List<DatabaseNode> nodes;
    private final NodeDisk[] each;

    private GroupDisks(DatabaseEngine engine, List<DatabaseNode> nodes, NodeDisk[] each) {
        this.engine = engine;
        this.nodes = nodes;
        this.each = each;
    }

    /**
     * Creates the disks of a group; {@code null} if its nodes have none.
     *
     * @param memory buffer pool of each node; {@code null} if all data is in memory
     */
    static GroupDisks of(
            DatabaseEngine engine,
            ComponentContext context,
            List<DatabaseNode> nodes,
            Function<Host, BufferPool> memory) {
        Optional<DiskSpec> disk = engine.disk();
        int places = engine.queue().orElse(Integer.MAX_VALUE);
        return disk.map(d -> new GroupDisks(
                        engine,
                        nodes,
                        nodes.stream()
                                .map(node -> disk(node, context, d, places, memory))
                                .toArray(NodeDisk[]::new)))
                .orElse(null);
    }

    private static NodeDisk disk(
            DatabaseNode node, ComponentContext context, DiskSpec spec, int places, Function<Host, BufferPool> memory) {
        BufferPool pool = memory == null ? null : memory.apply(node.host());
        NodeDisk disk = new NodeDisk(context, node.host(), spec, places, pool);
        node.syncsLogWith(disk::afterFsync);
        return disk;
    }

    /** Returns the disk of a node. */
    NodeDisk of(DatabaseNode node) {
        return each[node.number()];
    }

    /** Returns the disk reads that a query of a class may need on a node; {@code null} for none. */
    Queries.Fetch fetch(DatabaseNode node, String query) {
        long scanned = query.isEmpty() ? 0 : engine.queries().get(query).scan().bytes();
        return scanned > 0 || engine.memory().isPresent() ? new Queries.Fetch(of(node), scanned) : null;
    }

    /** Replaces the disk of a node, as with a new machine. */
    void onReplaced(DatabaseNode node) {
        of(node).host().replace();
    }

    /**
     * Returns whether a part of a name selects disks: {@code disk} those of all nodes, {@code primary/disk} that of
     * one.
     */
    static boolean isNamed(String part) {
        return part.equals(Disk.NAME) || part.endsWith("/" + Disk.NAME);
    }

    /**
     * Returns the hosts of the disks that a part of a name selects.
     *
     * @param disks of the group; {@code null} for none
     * @param machines resolves the part before {@code /disk} to machines
     * @throws ScenarioException if the group has no disks
     */
    static List<Host> select(GroupDisks disks, String component, String part, Function<String, List<Host>> machines) {
        if (disks == null) {
            throw new ScenarioException(
                    "components." + component, "the nodes of {} have no disk: add disk: {}", component, "{}");
        }
        String rest = part.substring(0, Math.max(0, part.length() - Disk.NAME.length() - 1));
        List<Host> of = rest.equals(Selector.ANY) ? List.of() : machines.apply(rest);
        return disks.nodes.stream()
                .filter(node -> rest.isEmpty() || of.contains(node.host()))
                .map(node -> disks.of(node).host())
                .toList();
    }
}
