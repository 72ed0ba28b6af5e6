package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.replication.LogShipping;
import dev.brownout.component.database.replication.ReplicationLag;
import dev.brownout.spi.ComponentContext;

/** Replication of the commit log of one primary to one peer. */
final class ReplicationFeed extends LogShipping {
    private final PrimaryNode from;
    private final PrimaryNode to;

    ReplicationFeed(ComponentContext context, PrimaryNode from, PrimaryNode to, ReplicationLag backlog) {
        super(context, from.host(), to.host(), backlog);
        this.from = from;
        this.to = to;
    }

    /** Returns the receiving node. */
    PrimaryNode receiver() {
        return to;
    }

    @Override
    protected long end() {
        return from.log().end();
    }

    @Override
    protected long received() {
        return to.intake().received(from.number());
    }

    @Override
    protected long committedAt(long position) {
        return from.log().writeAt(position).committedAt;
    }

    @Override
    protected long origin(long position) {
        return from.log().writeAt(position).entry.origin();
    }

    @Override
    protected long bytes(long after, long upTo) {
        return from.log().bytes(after, upTo);
    }

    @Override
    protected void onArrived(long upTo) {
        to.intake().receive(from.number(), upTo);
    }
}
