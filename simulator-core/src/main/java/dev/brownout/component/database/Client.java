package dev.brownout.component.database;

import dev.brownout.component.database.WriteLedger.Write;
import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;

/** The database's library on a machine that calls it: it knows the primary, and whom to ask for a read. */
final class Client implements Service {
    private final ReplicaGroup group;
    private final Host caller;
    private final Edge[] ways;
    private final ReadRouting routing;
    private final boolean counting;

    Client(ReplicaGroup group, Host caller, Edge[] ways, ReadRouting routing, boolean counting) {
        this.group = group;
        this.caller = caller;
        this.ways = ways;
        this.routing = routing;
        this.counting = counting;
    }

    @Override
    public void call(Request request, Reply reply) {
        if (request.operation() == Operation.WRITE) {
            Write write = group.ledger.of(request);
            ways[group.primary().number].cross(caller, request, new Written(write, request.key(), reply));
            return;
        }
        Node node = routing.choose(request);
        if (node == null) {
            reply.accept(Outcome.UNAVAILABLE, group.number);
        } else if (counting) {
            node.reading++;
            ways[node.number].cross(caller, request, (outcome, detail) -> {
                node.reading--;
                reply.accept(outcome, detail);
            });
        } else {
            ways[node.number].cross(caller, request, reply);
        }
    }

    /** Hears what the caller of a write is told. */
    private final class Written implements Reply {
        private final Write write;
        private final int key;
        private final Reply reply;

        Written(Write write, int key, Reply reply) {
            this.write = write;
            this.key = key;
            this.reply = reply;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (outcome.good()) {
                group.acknowledged(write, key, detail);
            } else {
                group.ledger.failed(write);
            }
            reply.accept(outcome, detail);
        }
    }
}
