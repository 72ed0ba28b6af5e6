package dev.brownout.component.database;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.reads.Queries;
import dev.brownout.component.database.replication.WriteCommitter;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;

/** Service of one node: passes writes to the committer and reads to the query processor. */
final class NodeService implements Service {
    private final DatabaseNode node;
    private final Queries queries;
    private final WriteCommitter commits;

    NodeService(DatabaseNode node, Queries queries, WriteCommitter commits) {
        this.node = node;
        this.queries = queries;
        this.commits = commits;
    }

    @Override
    public void call(Request request, Reply reply) {
        if (request.operation() == Operation.WRITE) {
            commits.arrive(node, request, reply);
        } else {
            queries.arrive(request, reply);
        }
    }
}
