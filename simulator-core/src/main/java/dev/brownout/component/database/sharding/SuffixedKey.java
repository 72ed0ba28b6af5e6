package dev.brownout.component.database.sharding;

import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;

/** Client for a key that is split into parts. Writes go to the parts in round-robin order, reads query all parts. */
final class SuffixedKey implements Service {
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
