package dev.brownout.component.database.sharding;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;

/** Client for a key with copies on several shards. A read goes to one copy at random, a write to all copies. */
final class CopiedKey implements Service {
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
