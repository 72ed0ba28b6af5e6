package dev.brownout.component.database;

import dev.brownout.node.Host;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Service;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Skew;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A database whose keys are spread over groups of nodes, with what is done for single hot keys. */
final class ShardedDatabase implements Component {
    private static final String SHARD = "shard-";

    private final DatabaseSpec spec;
    private final Wiring wiring;
    private final Measures measures;
    private final KeyPlacement placement;
    private final List<String> names = new ArrayList<>();
    private final List<ReplicaGroup> groups = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Hot> hotKeys = new ArrayList<>();

    /** A hot key, the groups that serve it, from its own shard on, and whose turn it is. */
    private record Hot(int key, HotKey remedy, List<ReplicaGroup> groups, Turn turn) {}

    ShardedDatabase(DatabaseSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        measures = new Measures(wiring);
        placement = new KeyPlacement(spec.sharding(), spec.shards());
        wiring.grows("keys in the directory", 60, placement::kept);
        for (int i = 1; i <= spec.shards(); i++) {
            add(SHARD + i, spec);
        }
        spec.hot_keys().forEach(this::heed);
        Skew.measure(wiring, hosts, Duty.of(groups));
        wiring.ledger(this::settle);
    }

    private ReplicaGroup add(String name, DatabaseSpec of) {
        ReplicaGroup group = new ReplicaGroup(of, wiring, measures, name + "/", groups.size());
        names.add(name);
        groups.add(group);
        hosts.addAll(group.hosts());
        return group;
    }

    private void heed(String name, HotKey remedy) {
        int key = name.matches("[0-9]+")
                ? Integer.parseInt(name)
                : wiring.keyNames().id(name);
        List<ReplicaGroup> serving = new ArrayList<>();
        if (remedy instanceof HotKey.OwnShard own) {
            serving.add(add(SHARD + name, spec.alone(own.nodes())));
        } else {
            int parts =
                    remedy instanceof HotKey.Copies copies ? copies.copies() : ((HotKey.Suffixes) remedy).suffixes();
            for (int i = 0; i < parts; i++) {
                serving.add(groups.get((placement.shardOf(key) + i) % spec.shards()));
            }
        }
        hotKeys.add(new Hot(key, remedy, serving, new Turn(serving.size())));
    }

    @Override
    public Service connect(Host caller, Route route) {
        Map<ReplicaGroup, Service> clients = new LinkedHashMap<>();
        groups.forEach(group -> clients.put(group, group.connect(caller, route)));
        Service[] shards =
                groups.subList(0, spec.shards()).stream().map(clients::get).toArray(Service[]::new);
        int[] keys = hotKeys.stream().mapToInt(Hot::key).toArray();
        Service[] ways = hotKeys.stream()
                .map(hot -> way(hot, hot.groups().stream().map(clients::get).toArray(Service[]::new)))
                .toArray(Service[]::new);
        return new ShardClient(wiring.versions(), placement, shards, wiring.draws("shard"), keys, ways);
    }

    private Service way(Hot hot, Service[] parts) {
        if (hot.remedy() instanceof HotKey.OwnShard) {
            return parts[0];
        }
        if (hot.remedy() instanceof HotKey.Copies) {
            return new CopiedKey(wiring.versions(), parts, wiring.draws("copy"));
        }
        return new SuffixedKey(wiring.versions(), parts, hot.turn());
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    /**
     * {@code 3} or {@code shard-3} is a whole shard, {@code shard-3/primary} part of it; anything without a shard means
     * that of every shard.
     */
    @Override
    public List<Host> select(String part) {
        int slash = part.indexOf('/');
        String head = slash < 0 ? part : part.substring(0, slash);
        int at = names.indexOf(head.startsWith(SHARD) ? head : SHARD + head);
        if (at >= 0) {
            return slash < 0 ? groups.get(at).hosts() : within(at, part.substring(slash + 1));
        }
        List<Host> found = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            found.addAll(within(i, part));
        }
        return found;
    }

    private List<Host> within(int group, String part) {
        List<Host> found = groups.get(group).select(part);
        return found.isEmpty() ? groups.get(group).select(names.get(group) + "/" + part) : found;
    }

    @Override
    public void start() {
        groups.forEach(ReplicaGroup::start);
    }

    @Override
    public void finish() {
        measures.settle(wiring.simulation().now());
    }

    private DataResult settle() {
        DataResult sum = new DataResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (ReplicaGroup group : groups) {
            sum = plus(sum, group.settle());
        }
        return sum;
    }

    private static DataResult plus(DataResult one, DataResult other) {
        return new DataResult(
                one.attempted() + other.attempted(),
                one.applied() + other.applied(),
                one.acknowledged() + other.acknowledged(),
                one.durable() + other.durable(),
                one.lost() + other.lost(),
                one.phantom() + other.phantom(),
                one.duplicate() + other.duplicate(),
                one.staleReads() + other.staleReads(),
                Math.max(one.staleAgeMaxNanos(), other.staleAgeMaxNanos()),
                one.dualPrimaryNanos() + other.dualPrimaryNanos());
    }
}
