package dev.brownout.component.database.sharding;

import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which groups of nodes a call to a sharded database goes to: there is one for each shard, in their order, and behind
 * them one for each hot key that has a shard of its own.
 */
public final class ShardRouter {
    private final ComponentContext context;
    private final int shards;
    private final KeyPlacement placement;
    private final Optional<KeyLocations> homes;
    private final List<Hot> hotKeys = new ArrayList<>();

    /** A hot key and the way to it, given the ways to all groups. */
    private record Hot(int key, Way way) {}

    private interface Way {
        Service over(Service[] groups);
    }

    /**
     * Of shards of whose keys none is hot.
     *
     * @param homes where keys are while they move; empty where none does
     */
    public ShardRouter(ComponentContext context, KeyPlacement placement, Optional<KeyLocations> homes) {
        this.context = context;
        this.shards = placement.shards();
        this.placement = placement;
        this.homes = homes;
        context.reportMemoryUse("keys in the directory", 60, placement::kept);
    }

    /** The share of the keys that each shard has; they add up to 1. */
    public double[] shares() {
        return placement.shares();
    }

    /** A key lives in the group of that number, from 0: a shard, or one of its own. */
    public void place(int key, int group) {
        hotKeys.add(new Hot(key, groups -> groups[group]));
        homes.ifPresent(known -> known.pin(key, group));
    }

    /** So many shards have a copy of a key, from its own one on. */
    public void copy(int key, int copies) {
        int[] serving = following(key, copies);
        hotKeys.add(new Hot(
                key, groups -> new CopiedKey(context.versions(), some(groups, serving), context.random("copy"))));
    }

    /** So many shards have a part of a key, from its own one on. */
    public void split(int key, int parts) {
        int[] serving = following(key, parts);
        RoundRobinShards turn = new RoundRobinShards(parts);
        hotKeys.add(new Hot(key, groups -> new SuffixedKey(context.versions(), some(groups, serving), turn)));
    }

    private int[] following(int key, int many) {
        int[] groups = new int[many];
        for (int i = 0; i < many; i++) {
            groups[i] = (placement.shardOf(key) + i) % shards;
        }
        return groups;
    }

    private static Service[] some(Service[] groups, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(i -> groups[i]).toArray(Service[]::new);
    }

    /**
     * The calling side for one machine.
     *
     * @param groups the ways from that machine to all groups
     */
    public Service connect(Service[] groups) {
        if (homes.isPresent()) {
            return new ReshardingClient(context, homes.get(), groups, context.random("shard"));
        }
        int[] keys = hotKeys.stream().mapToInt(Hot::key).toArray();
        Service[] ways = hotKeys.stream().map(hot -> hot.way().over(groups)).toArray(Service[]::new);
        Service[] all = Arrays.copyOf(groups, shards);
        return new ShardClient(context.versions(), placement, all, context.random("shard"), keys, ways);
    }
}
