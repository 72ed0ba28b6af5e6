package dev.brownout.component.database.sharding;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Routing of calls to the groups of a sharded database. The groups of the shards come first, in their order. The groups
 * of hot keys with a dedicated shard follow.
 */
public final class ShardRouter {
    private final ComponentContext context;
    private final int shards;
    private final KeyPlacement placement;
    private final Optional<KeyLocations> homes;
    private final List<Hot> hotKeys = new ArrayList<>();

    /** A hot key and the factory of its client, which takes the clients of all groups. */
    private record Hot(int key, Way way) {}

    private interface Way {
        Service over(Service[] groups);
    }

    /**
     * Creates a router without hot keys.
     *
     * @param homes current locations of keys during resharding; empty if no key ever moves
     */
    public ShardRouter(ComponentContext context, KeyPlacement placement, Optional<KeyLocations> homes) {
        this.context = context;
        this.shards = placement.shards();
        this.placement = placement;
        this.homes = homes;
        context.audit().reportMemoryUse("keys in the directory", 60, placement::kept);
    }

    /** Returns the share of the keys on each shard. The shares add up to 1. */
    public double[] shares() {
        return placement.shares();
    }

    /** Assigns a hot key to the group with a number from 0: a shard, or a dedicated group. */
    public void place(int key, int group) {
        hotKeys.add(new Hot(key, groups -> groups[group]));
        homes.ifPresent(known -> known.pin(key, group));
    }

    /** Copies a key to {@code copies} consecutive shards, beginning with its own shard. */
    public void copy(int key, int copies) {
        int[] serving = following(key, copies);
        hotKeys.add(new Hot(
                key, groups -> new CopiedKey(context.versions(), some(groups, serving), context.random("copy"))));
    }

    /** Splits a key into {@code parts} parts on consecutive shards, beginning with its own shard. */
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
     * Creates the client-side router of one calling host.
     *
     * @param groups clients of all groups on that host
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

    /**
     * Client for a key that is split into parts. Writes go to the parts in round-robin order, reads query all parts.
     */
    private static final class SuffixedKey implements Service {
        private final VersionRegistry versions;
        private final Service[] parts;
        private final RoundRobinShards turn;

        SuffixedKey(VersionRegistry versions, Service[] parts, RoundRobinShards turn) {
            this.versions = versions;
            this.parts = parts;
            this.turn = turn;
        }

        @Override
        public void call(Request request, Reply reply) {
            if (request.operation() == Operation.WRITE) {
                parts[turn.next()].call(request, reply);
            } else {
                ShardClient.all(versions, request, parts, reply);
            }
        }
    }

    /** Client for a key with copies on several shards. A read goes to one copy at random, a write to all copies. */
    private static final class CopiedKey implements Service {
        private final VersionRegistry versions;
        private final Service[] copies;
        private final KeyedRandom choice;

        CopiedKey(VersionRegistry versions, Service[] copies, KeyedRandom choice) {
            this.versions = versions;
            this.copies = copies;
            this.choice = choice;
        }

        @Override
        public void call(Request request, Reply reply) {
            if (request.operation() == Operation.WRITE) {
                ShardClient.all(versions, request, copies, reply);
            } else {
                copies[choice.at(request.identity()).below(copies.length)].call(request, reply);
            }
        }
    }

    /** Round-robin counter over the parts of a key, shared by all clients. */
    private static final class RoundRobinShards {
        private final int many;
        private int last = -1;

        RoundRobinShards(int many) {
            this.many = many;
        }

        /** Returns the next index, from 0. */
        int next() {
            last = last + 1 == many ? 0 : last + 1;
            return last;
        }
    }
}
