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
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Routing of calls to the groups of a sharded database. The groups of the shards come first, in their order. The groups
 * of hot keys with a dedicated shard follow.
 */
public final class ShardRouter {
    private final ComponentContext context;
    private final int shards;
    private final KeyPlacement placement;
    private final Optional<KeyLocations> homes;
    private final List<HotKeyRoute> hotKeys = new ArrayList<>();

    /** A hot key and the factory of its client, which takes the clients of all groups. */
    private record HotKeyRoute(int key, Function<Service[], Service> client) {}

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
        context.audit().reportMemoryUse("keys in the directory", 60, placement::retainedCount);
    }

    /** Returns the share of the keys on each shard. The shares add up to 1. */
    public double[] shares() {
        return placement.shares();
    }

    /** Assigns a hot key to the group with a number from 0: a shard, or a dedicated group. */
    public void place(int key, int group) {
        hotKeys.add(new HotKeyRoute(key, groups -> groups[group]));
        homes.ifPresent(known -> known.pin(key, group));
    }

    /**
     * Copies a key to {@code copies} consecutive shards, beginning with its own shard. A read goes to one copy at
     * random, a write to all copies.
     */
    public void copy(int key, int copies) {
        int[] serving = following(key, copies);
        hotKeys.add(new HotKeyRoute(key, groups -> {
            KeyedRandom random = context.random("copy");
            return new MultiShardClient(
                    context.versions(),
                    selectGroups(groups, serving),
                    Operation.WRITE,
                    request -> random.withIdentity(request.identity()).nextInt(copies));
        }));
    }

    /**
     * Splits a key into {@code parts} parts on consecutive shards, beginning with its own shard. Writes go to the parts
     * in round-robin order, reads query all parts.
     */
    public void split(int key, int parts) {
        int[] serving = following(key, parts);
        RoundRobinShards turn = new RoundRobinShards(parts);
        hotKeys.add(new HotKeyRoute(
                key,
                groups -> new MultiShardClient(
                        context.versions(), selectGroups(groups, serving), Operation.READ, request -> turn.next())));
    }

    private int[] following(int key, int many) {
        int[] groups = new int[many];
        for (int i = 0; i < many; i++) {
            groups[i] = (placement.shardOf(key) + i) % shards;
        }
        return groups;
    }

    private static Service[] selectGroups(Service[] groups, int[] numbers) {
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
        int[] keys = hotKeys.stream().mapToInt(HotKeyRoute::key).toArray();
        Service[] services =
                hotKeys.stream().map(hot -> hot.client().apply(groups)).toArray(Service[]::new);
        Service[] all = Arrays.copyOf(groups, shards);
        return new ShardClient(context.versions(), placement, all, context.random("shard"), keys, services);
    }

    /**
     * Client for a key on several shards. Calls of one operation go to all of these shards, other calls to one of them.
     */
    private static final class MultiShardClient implements Service {
        private final VersionRegistry versions;
        private final Service[] shards;
        private final Operation toAll;
        private final ToIntFunction<Request> choice;

        MultiShardClient(VersionRegistry versions, Service[] shards, Operation toAll, ToIntFunction<Request> choice) {
            this.versions = versions;
            this.shards = shards;
            this.toAll = toAll;
            this.choice = choice;
        }

        @Override
        public void call(Request request, Reply reply) {
            if (request.operation() == toAll) {
                ShardClient.all(versions, request, shards, reply);
            } else {
                shards[choice.applyAsInt(request)].call(request, reply);
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
