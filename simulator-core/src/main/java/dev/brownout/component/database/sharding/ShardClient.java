package dev.brownout.component.database.sharding;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.step.JoinReply;

/**
 * Client-side router of a sharded database. A request for a key goes to the shard of the key, or to the special client
 * of a hot key. A read without a key queries all shards and merges the responses. A write without a key inserts a new
 * row on a random shard.
 */
final class ShardClient implements Service {
    private static final int NO_KEY = 0;
    private static final int PART = 1;

    private final VersionRegistry versions;
    private final KeyPlacement placement;
    private final Service[] shards;
    private final KeyedRandom choice;
    private final int[] hotKeys;
    private final Service[] hotWays;

    ShardClient(
            VersionRegistry versions,
            KeyPlacement placement,
            Service[] shards,
            KeyedRandom choice,
            int[] hotKeys,
            Service[] hotWays) {
        this.versions = versions;
        this.placement = placement;
        this.shards = shards;
        this.choice = choice;
        this.hotKeys = hotKeys;
        this.hotWays = hotWays;
    }

    @Override
    public void call(Request request, Reply reply) {
        int key = request.key();
        for (int i = 0; i < hotKeys.length; i++) {
            if (hotKeys[i] == key) {
                hotWays[i].call(request, reply);
                return;
            }
        }
        if (key != NO_KEY) {
            shards[placement.shardOf(key)].call(request, reply);
        } else if (request.operation() == Operation.WRITE) {
            shards[choice.withIdentity(request.identity()).nextInt(shards.length)].call(request, reply);
        } else {
            all(versions, request, shards, reply);
        }
    }

    /**
     * Queries all parts, each with its own random stream. The first failure is the outcome; the remaining parts
     * continue.
     */
    static void all(VersionRegistry versions, Request request, Service[] parts, Reply reply) {
        JoinReply gather = new JoinReply(versions, parts.length, parts.length, reply);
        for (int i = 0; i < parts.length; i++) {
            parts[i].call(request.child(PART, i), gather);
        }
    }
}
