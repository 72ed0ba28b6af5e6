package dev.brownout.component.database;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.component.database.reads.ReadRouting;
import dev.brownout.component.database.reads.SessionRouter;
import dev.brownout.component.database.replication.WriteCommitter;
import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.RowOperation;

/**
 * Client library of a database on one calling machine. It sends writes to the primary and selects a node for each read.
 */
final class DatabaseClient implements Service {
    private final int number;
    private final Host caller;
    private final Edge[] edges;
    private final ReplicaGroupMembers members;
    private final WriteCommitter commits;
    private final ReadRouting routing;
    private final SessionRouter sessions;
    private final RowOperation operation;
    private final boolean counting;

    /**
     * Creates the client of one calling machine.
     *
     * @param number component number of the database
     * @param operation operation of its writes on a row; {@code null} for plain writes
     * @param edges edges from the machine to the nodes, indexed by node number
     * @param sessions state of the sessions; {@code null} if they have no routing of their own
     */
    DatabaseClient(
            int number,
            Host caller,
            Edge[] edges,
            ReplicaGroupMembers members,
            WriteCommitter commits,
            RowOperation operation,
            ReadRouting routing,
            SessionRouter sessions) {
        this.number = number;
        this.caller = caller;
        this.edges = edges;
        this.members = members;
        this.commits = commits;
        this.operation = operation;
        this.routing = routing;
        this.sessions = sessions;
        this.counting = routing.counts();
    }

    @Override
    public void call(Request request, Reply reply) {
        if (request.operation() == Operation.WRITE) {
            Reply wrappedReply = commits.sent(request, operation, sessions == null ? reply : recording(request, reply));
            edges[members.primary().number()].send(caller, request, wrappedReply);
            return;
        }
        DatabaseNode node = routing.choose(request);
        if (node == null) {
            reply.accept(Outcome.UNAVAILABLE, number);
        } else {
            read(node, request, sessions == null ? reply : orFromPrimary(request, reply));
        }
    }

    private void read(DatabaseNode node, Request request, Reply reply) {
        if (counting) {
            node.readSent();
            edges[node.number()].send(caller, request, (outcome, detail) -> {
                node.readReturned();
                reply.accept(outcome, detail);
            });
        } else {
            edges[node.number()].send(caller, request, reply);
        }
    }

    /** Returns the reply for a write of a session, which has the position of the write from then on. */
    private Reply recording(Request write, Reply reply) {
        return (outcome, detail) -> {
            sessions.wrote(write, outcome.good() ? commits.position(write) : 0);
            reply.accept(outcome, detail);
        };
    }

    /** Returns the reply for a read of a session, which goes to the primary if its wait for a position timed out. */
    private Reply orFromPrimary(Request request, Reply reply) {
        return (outcome, detail) -> {
            if (outcome == Outcome.UNAVAILABLE && sessions.isExpired(request)) {
                sessions.countPrimaryRead();
                read(members.primary(), request.repeated(1), reply);
            } else {
                reply.accept(outcome, detail);
            }
        };
    }
}
