package dev.brownout.component.database;

import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/** A database with one replica group. */
final class Database extends GroupedDatabase {
    private final ReplicaGroup group;

    Database(DatabaseSpec spec, ComponentContext context) {
        super(spec, context);
        StorageLimits limits = new StorageLimits(spec.storage(), spec.engine().memory(), context, 1, key -> 0);
        NodeContents contents = limits.of(context.name(), 1);
        GroupPlace place = new GroupPlace("", 0, ReplicaPlacement.sites(spec, context), null);
        group = add(
                spec,
                contents,
                limits.memory(1, 0),
                place,
                GroupWriteModel.ofSingleGroup(context, measures(), rowLedger()));
        limits.audit();
        complete(spec.engine().cores());
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return group.connect(caller, route);
    }

    @Override
    public List<Host> select(String part) {
        return group.select(part);
    }
}
