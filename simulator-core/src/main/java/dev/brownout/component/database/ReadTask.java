package dev.brownout.component.database;

import dev.brownout.node.Task;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A read on a node: it sees what the node has applied when the read is done. */
final class ReadTask extends Task {
    private final Node node;
    private final Request request;
    private final Reply reply;
    private final long sentAt;

    ReadTask(Node node, Request request, Reply reply, long sentAt) {
        this.node = node;
        this.request = request;
        this.reply = reply;
        this.sentAt = sentAt;
    }

    @Override
    protected void worked() {
        ReplicaGroup group = node.group;
        int key = request.key();
        if (key == 0) {
            reply.accept(Outcome.OK, 0);
            return;
        }
        long applied = node.applied();
        Outcome outcome = group.staleness.judge(request, group.log, applied, sentAt);
        reply.accept(outcome, group.log.version(key, applied));
    }
}
