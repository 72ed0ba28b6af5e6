package dev.brownout.component.database;

import dev.brownout.component.database.regional.RegionalRows;
import dev.brownout.component.database.regional.RegionalStoreMetrics;
import dev.brownout.component.database.storage.NodeContents;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A database with an independent store in each region. A store has only the rows of the users of its region. */
final class RegionalStores extends GroupedDatabase {
    private final ComponentContext context;
    private final List<RegionalStoreMetrics> homeMeasures;
    private final RegionalRows rows;
    /** Components with cached responses that were checked already. None of them passes calls on to this database. */
    private final Set<String> checkedCaches = new TreeSet<>();

    RegionalStores(DatabaseSpec spec, ComponentContext context) {
        super(spec, context);
        this.context = context;
        StorageLimits limits = new StorageLimits(spec.storage(), Optional.empty(), context, 1, key -> 0);
        List<Location> sites = context.topology().sites();
        rows = new RegionalRows(homes(sites), sites.size());
        context.audit().reportMemoryUse("rows that were written", 80, rows::retainedCount);
        for (int i = 0; i < sites.size(); i++) {
            int store = i;
            String region = sites.get(i).region();
            NodeContents contents = limits.of(context.name() + "/" + region, 1.0 / sites.size());
            GroupPlace place = new GroupPlace(
                    prefix(region), i, List.of(sites.get(i)), key -> rows.firstRemoteAcknowledgement(store, key));
            add(spec, contents, null, place, GroupWriteModel.ofSingleGroup(context, measures(), rowLedger()));
        }
        limits.audit();
        homeMeasures = hosts().stream()
                .map(host -> context.metrics().instruments(RegionalStoreMetrics.class, host))
                .toList();
        complete(spec.engine().cores());
    }

    /** Returns the prefix of the node names of a region. */
    static String prefix(String region) {
        return region.isEmpty() ? "" : region + "/";
    }

    /** Returns the store for the users of each region: that of the region, or the nearest one. */
    private int[] homes(List<Location> sites) {
        List<String> regions = context.topology().regions().isEmpty()
                ? List.of("")
                : context.topology().regions();
        int[] homes = new int[regions.size()];
        for (int region = 0; region < homes.length; region++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int store = 0; store < sites.size(); store++) {
                String other = sites.get(store).region();
                double distance = other.equals(regions.get(region))
                        ? -1
                        : context.topology().roundTripNanos(regions.get(region), other);
                if (distance < nearest) {
                    nearest = distance;
                    homes[region] = store;
                }
            }
        }
        return homes;
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        for (String copied : context.versions().copiedComponents()) {
            if (checkedCaches.add(copied) && context.workload().callsIndirectly(copied)) {
                throw new ScenarioException(
                        "components." + context.name() + ".replication.mode",
                        "with replication none a key is a different row in each region, but '{}' caches "
                                + "responses by key alone: remove the caching (cache, CDN, local cache, "
                                + "deduplicate), or use replication",
                        copied);
            }
        }
        Host near = context.client(caller, route).nearby(hosts()).get(0);
        int number = hosts().indexOf(near);
        Service store = groups().get(number).connect(caller, route);
        return rows.client(context, number, homeMeasures.get(number), store);
    }

    /**
     * Selects nodes: {@code primary} is the node of every region, {@code east} or {@code east/primary} that of one
     * region.
     */
    @Override
    public List<Host> select(String part) {
        List<Host> found = new ArrayList<>();
        for (ReplicaGroup store : groups()) {
            Host host = store.hosts().get(0);
            boolean named = part.equals(host.site().region()) || part.equals(host.node());
            found.addAll(named ? store.hosts() : store.select(part));
        }
        return found;
    }
}
