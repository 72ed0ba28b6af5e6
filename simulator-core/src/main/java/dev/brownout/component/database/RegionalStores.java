package dev.brownout.component.database;

import dev.brownout.component.database.homes.HomeMeasures;
import dev.brownout.component.database.homes.HomeRows;
import dev.brownout.component.database.log.WriteLedger;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.storage.Contents;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Service;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Skew;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database of which each region has a store of its own, with the rows of its users and nothing of the others. */
final class RegionalStores implements Component {
    private final Wiring wiring;
    private final DatabaseMeasures measures;
    private final List<ReplicaGroup> stores = new ArrayList<>();
    private final List<WriteLedger> ledgers = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<HomeMeasures> homeMeasures;
    private final HomeRows rows;

    RegionalStores(DatabaseSpec spec, Wiring wiring) {
        this.wiring = wiring;
        measures = new DatabaseMeasures(wiring);
        Rooms rooms = new Rooms(spec.storage(), Optional.empty(), wiring);
        List<Site> sites = wiring.sites();
        rows = new HomeRows(homes(sites), sites.size());
        wiring.grows("rows that were written", 80, rows::kept);
        for (int i = 0; i < sites.size(); i++) {
            int store = i;
            String region = sites.get(i).region();
            Contents contents = rooms.of(wiring.name() + "/" + region, 1.0 / sites.size());
            GroupPlace place = new GroupPlace(
                    prefix(region), i, List.of(sites.get(i)), key -> rows.acknowledgedElsewhere(store, key));
            Writes writes = Writes.alone(wiring);
            ledgers.add(writes.ledger());
            stores.add(new ReplicaGroup(spec, wiring, measures, contents, null, place, writes));
            hosts.addAll(stores.get(i).hosts());
        }
        rooms.audit();
        homeMeasures = hosts.stream()
                .map(host -> wiring.measures(HomeMeasures.class, host))
                .toList();
        List<DatabaseNode> nodes =
                stores.stream().flatMap(store -> store.nodes().stream()).toList();
        Skew.measure(wiring, hosts, RoleHistory.of(nodes));
        wiring.ledger(this::settle);
    }

    /** What stands before the names of the nodes of a region. */
    static String prefix(String region) {
        return region.isEmpty() ? "" : region + "/";
    }

    /** The store of the users of each region: that of their own, or of the nearest that has one. */
    private int[] homes(List<Site> sites) {
        List<String> regions = wiring.regions().isEmpty() ? List.of("") : wiring.regions();
        int[] homes = new int[regions.size()];
        for (int region = 0; region < homes.length; region++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int store = 0; store < sites.size(); store++) {
                String other = sites.get(store).region();
                double away =
                        other.equals(regions.get(region)) ? -1 : wiring.roundTripNanos(regions.get(region), other);
                if (away < nearest) {
                    nearest = away;
                    homes[region] = store;
                }
            }
        }
        return homes;
    }

    @Override
    public Service connect(Host caller, Route route) {
        if (wiring.versions().copied()) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".replication.mode",
                    "with replication none the same key is another row for the users of each region, and copies of "
                            + "answers are kept by key alone: leave out caches, CDN, local caches, deduplicate and "
                            + "stores, or replicate");
        }
        Host near = wiring.near(caller, route, hosts).get(0);
        int number = hosts.indexOf(near);
        Service store = stores.get(number).connect(caller, route);
        return rows.client(wiring.simulation(), number, homeMeasures.get(number), store);
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    /** {@code primary} is that of every region, {@code east} or {@code east/primary} that of one. */
    @Override
    public List<Host> select(String part) {
        List<Host> found = new ArrayList<>();
        for (ReplicaGroup store : stores) {
            Host host = store.hosts().get(0);
            boolean named = part.equals(host.site().region()) || part.equals(host.node());
            found.addAll(named ? store.hosts() : store.select(part));
        }
        return found;
    }

    @Override
    public void start() {
        stores.forEach(ReplicaGroup::start);
    }

    @Override
    public void finish() {
        measures.settle(wiring.simulation().now());
    }

    private DataResult settle() {
        DataResult all = DataResult.NONE;
        for (int i = 0; i < stores.size(); i++) {
            all = all.plus(stores.get(i).settle(ledgers.get(i)));
        }
        return all;
    }
}
