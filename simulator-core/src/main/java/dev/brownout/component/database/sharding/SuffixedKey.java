package dev.brownout.component.database.sharding;

import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;

/** The way to a key in several parts: writes go to the next one in turn, reads ask for all. */
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
