package dev.brownout.component.database;

import dev.brownout.node.Task;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A write on a node: it is committed when its work is done. */
final class WriteTask extends Task {
    final Node node;
    final Request request;
    final Reply reply;
    final long workNanos;

    WriteTask(Node node, Request request, Reply reply, long workNanos) {
        this.node = node;
        this.request = request;
        this.reply = reply;
        this.workNanos = workNanos;
    }

    @Override
    protected void worked() {
        node.group.commits.commit(this);
    }
}
