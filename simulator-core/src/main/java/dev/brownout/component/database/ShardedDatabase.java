package dev.brownout.component.database;

import dev.brownout.component.database.resharding.KeyMigration;
import dev.brownout.component.database.resharding.MovePlan;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardNames;
import dev.brownout.component.database.sharding.ShardRouter;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database with several shards, each a replica group, and separate treatment of single hot keys. */
final class ShardedDatabase extends GroupedDatabase {

    private final DatabaseSpec spec;
    private final ComponentContext context;
    private final ShardRouter router;
    private final Optional<KeyLocations> homes;
    private final GroupWriteModel together;
    private final StorageLimits capacities;
    private final KeyMigration mover;
    private final List<String> names = new ArrayList<>();

    ShardedDatabase(DatabaseSpec spec, ComponentContext context) {
        super(spec, context);
        this.spec = spec;
        this.context = context;
        KeyPlacement placement =
                spec.shardSettings().placement(context.workload().keySpace());
        MovePlan plan = MoveCommands.of(spec, context.name(), context.faults().shardOrders())
                .plan(placement);
        homes = plan.moves().isEmpty() ? Optional.empty() : Optional.of(new KeyLocations(placement));
        together = homes.map(known -> GroupWriteModel.ofGroups(context, measures(), known))
                .orElse(null);
        router = new ShardRouter(context, placement, homes);
        capacities = new StorageLimits(
                spec.storage(),
                spec.engine().memory(),
                context,
                spec.shardSettings().shards(),
                placement::shardOf);
        double[] shares = router.shares();
        for (int i = 0; i < spec.shardSettings().shards(); i++) {
            String shard = ShardNames.nameOf(i);
            add(shard, spec, capacities.of(context.name() + "/" + shard, shares[i]), shares[i]);
        }
        for (int i = spec.shardSettings().shards(); i < plan.maximum(); i++) {
            String shard = ShardNames.nameOf(i);
            add(shard, spec, capacities.contentsOfNewGroup(context.name() + "/" + shard), 0)
                    .awaitStart();
        }
        spec.shardSettings().hotKeys().forEach(this::configureHotKey);
        capacities.audit();
        complete(spec.engine().cores());
        mover = homes.map(known -> new KeyMigration(context, plan, known, groups(), capacities::join))
                .orElse(null);
    }

    private ReplicaGroup add(String name, DatabaseSpec of, NodeContents contents, double share) {
        GroupWriteModel writes =
                together == null ? GroupWriteModel.ofSingleGroup(context, measures(), rowLedger()) : together;
        int number = groups().size();
        GroupPlace place = new GroupPlace(name + "/", number, ReplicaPlacement.sites(of, context), null);
        names.add(name);
        return add(of, contents, capacities.memory(share, number), place, writes);
    }

    @Override
    public boolean movesKeys() {
        return true;
    }

    @Override
    public void reshard() {
        mover.order();
    }

    private void configureHotKey(String name, HotKey remedy) {
        int key = HotKey.number(name, context);
        if (remedy instanceof HotKey.OwnShard own) {
            router.place(key, groups().size());
            String its = ShardNames.ofKey(name);
            add(its, spec.standalone(own.nodes()), capacities.of(context.name() + "/" + its, 0), 0);
        } else if (remedy instanceof HotKey.AssignedShard placed) {
            router.place(key, placed.shard() - 1);
        } else if (remedy instanceof HotKey.Copies copied) {
            router.copy(key, copied.copies());
        } else if (remedy instanceof HotKey.Suffixes suffixed) {
            router.split(key, suffixed.suffixes());
        }
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return router.connect(
                groups().stream().map(group -> group.connect(caller, route)).toArray(Service[]::new));
    }

    /**
     * Selects nodes: {@code 3} or {@code shard-3} is a whole shard, {@code shard-3/primary} a part of it. A part
     * without a shard selects the nodes of every shard.
     */
    @Override
    public List<Host> select(String part) {
        int slash = part.indexOf('/');
        String head = slash < 0 ? part : part.substring(0, slash);
        int index = names.indexOf(ShardNames.written(head));
        if (index >= 0) {
            return slash < 0 ? groups().get(index).hosts() : hostsOf(index, part.substring(slash + 1));
        }
        List<Host> found = new ArrayList<>();
        for (int i = 0; i < groups().size(); i++) {
            found.addAll(hostsOf(i, part));
        }
        return found;
    }

    private List<Host> hostsOf(int group, String part) {
        List<Host> found = groups().get(group).select(part);
        return found.isEmpty() ? groups().get(group).select(names.get(group) + "/" + part) : found;
    }
}
