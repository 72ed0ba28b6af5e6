package dev.brownout.component.database;

import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.storage.Contents;
import dev.brownout.node.Host;
import dev.brownout.service.Service;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Skew;
import dev.brownout.wiring.Wiring;
import java.util.List;

/** A database of one group of nodes. */
final class Database implements Component {
    private final DatabaseMeasures measures;
    private final ReplicaGroup group;
    private final Wiring wiring;

    Database(DatabaseSpec spec, Wiring wiring) {
        this.wiring = wiring;
        measures = new DatabaseMeasures(wiring);
        Rooms rooms = new Rooms(spec.storage(), spec.memory(), wiring);
        Contents contents = rooms.of(wiring.name(), 1);
        Writes writes = Writes.alone(wiring);
        GroupPlace place = new GroupPlace("", 0, ReplicaPlacement.sites(spec, wiring), null);
        group = new ReplicaGroup(spec, wiring, measures, contents, rooms.memory(1, key -> true), place, writes);
        rooms.audit();
        Skew.measure(wiring, group.hosts(), RoleHistory.of(group.nodes()));
        wiring.ledger(() -> group.settle(writes.ledger()));
    }

    @Override
    public Service connect(Host caller, Route route) {
        return group.connect(caller, route);
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public List<Host> hosts() {
        return group.hosts();
    }

    @Override
    public List<Host> select(String part) {
        return group.select(part);
    }

    @Override
    public void start() {
        group.start();
    }

    @Override
    public void finish() {
        measures.settle(wiring.simulation().now());
    }
}
