package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Client connection to a database or to a connection pooler, with at most one open transaction. The components at the
 * other side attach their state to it, such as row locks or the server connection of a pooler.
 */
public final class DatabaseSession {
    private final Service commits;
    private final List<Attachment> attachments = new ArrayList<>(1);
    private boolean transaction;
    private boolean rolledBack;
    private boolean connected = true;
    private long idleSince;
    /** Continuation of the commit in progress; {@code null} if there is none. */
    private Runnable committing;

    private int unprepared;
    /** Calls over the connection that the other side has not ended. */
    private int working;
    /** Called when the other side of the closed connection has ended all calls; {@code null} if nothing waits. */
    private LongConsumer whenIdle;

    /** State of a session at a component. */
    public interface Attachment {
        /** Makes the transaction durable before its commit, and calls back. */
        default void prepare(Request commit, Runnable next) {
            next.run();
        }

        /** Called when a component commits the transaction. */
        default void onCommit() {}

        /** Called when the connection is closed or lost. The transaction is rolled back. */
        void onDisconnect();
    }

    /**
     * Creates a connected session without a transaction.
     *
     * @param commits sends the commit of the transaction of a request with this session
     */
    public DatabaseSession(Service commits) {
        this.commits = commits;
    }

    /** Returns whether an outcome makes a driver close its connection: there was no response of the database. */
    public static boolean isLostBy(Outcome outcome) {
        return switch (outcome) {
            case TIMED_OUT, REFUSED, RESET, CANCELLED -> true;
            default -> false;
        };
    }

    /** Returns a service that closes the connection of a call without a response. */
    public static Service closingOnLoss(Service queries) {
        return (request, reply) -> queries.call(request, (outcome, detail) -> {
            if (isLostBy(outcome)) {
                request.session().disconnect();
            }
            reply.accept(outcome, detail);
        });
    }

    /** Sets the instant of the last use, in ns. */
    public void idleSince(long nanos) {
        idleSince = nanos;
    }

    /** Returns the instant of the last use, in ns. */
    public long idleSince() {
        return idleSince;
    }

    /** Returns the service that commits the transaction of a request with this session. */
    public Service commits() {
        return commits;
    }

    /** Makes all calls up to {@link #endTransaction} parts of one transaction. */
    public void beginTransaction() {
        transaction = true;
    }

    /** Ends the transaction after its commit. */
    public void endTransaction() {
        transaction = false;
    }

    /**
     * Commits the transaction at all components that have a state of it, when each of them has prepared it.
     *
     * @param next called after the commit, or when the connection is lost before
     */
    public void commit(Request commit, Runnable next) {
        List<Attachment> all = List.copyOf(attachments);
        committing = next;
        unprepared = all.size() + 1;
        all.forEach(attachment -> attachment.prepare(commit, this::prepared));
        prepared();
    }

    private void prepared() {
        if (committing != null && --unprepared == 0) {
            List.copyOf(attachments).forEach(Attachment::onCommit);
            endCommit();
        }
    }

    private void endCommit() {
        if (committing != null) {
            Runnable next = committing;
            committing = null;
            next.run();
        }
    }

    /** Returns whether calls are parts of a transaction. */
    public boolean inTransaction() {
        return transaction;
    }

    /** Returns whether calls are parts of a transaction, or of one that was lost with the connection. */
    public boolean hasTransaction() {
        return transaction || rolledBack;
    }

    /** Returns whether the connection is usable. */
    public boolean isConnected() {
        return connected;
    }

    /** Counts a call that is sent over the connection. */
    public void beginWork() {
        working++;
    }

    /** Counts the end of a call at the other side, at an instant in ns. Its caller may have timed out before. */
    public void endWork(long now) {
        working--;
        if (working == 0 && whenIdle != null) {
            LongConsumer then = whenIdle;
            whenIdle = null;
            then.accept(now);
        }
    }

    /** Returns whether the other side works on a call, with or without a waiting caller. */
    public boolean isWorking() {
        return working > 0;
    }

    /** Sets the action after the end of all calls at the other side, which receives that instant in ns. */
    public void whenIdle(LongConsumer action) {
        whenIdle = action;
    }

    /** Adds the state of a component, which is notified when the connection is closed or lost. */
    public void attach(Attachment state) {
        attachments.add(state);
    }

    /** Removes the state of a component. */
    public void detach(Attachment state) {
        attachments.remove(state);
    }

    /** Closes the connection. Has an effect once. */
    public void disconnect() {
        if (!connected) {
            return;
        }
        connected = false;
        rolledBack = transaction;
        transaction = false;
        List<Attachment> all = List.copyOf(attachments);
        attachments.clear();
        all.forEach(Attachment::onDisconnect);
        endCommit();
    }
}
