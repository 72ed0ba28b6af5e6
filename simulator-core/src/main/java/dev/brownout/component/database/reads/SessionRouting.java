package dev.brownout.component.database.reads;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.time.Duration;

/**
 * Routing of the reads of a session by the earlier writes and reads of the session. A session is a visit of a journey,
 * or a single request.
 */
public sealed interface SessionRouting
        permits SessionRouting.StickyNode,
                SessionRouting.PrimaryAfterWrite,
                SessionRouting.CaughtUpReplica,
                SessionRouting.PositionWait,
                SessionRouting.CausalReads {

    /** Returns whether reads wait for a position of the log. */
    default boolean waits() {
        return this instanceof PositionWait || this instanceof CausalReads;
    }

    /** Returns whether the routing sends reads to the primary. */
    default boolean leadsToPrimary() {
        return this instanceof PrimaryAfterWrite || this instanceof CaughtUpReplica || this instanceof PositionWait;
    }

    /** Reads of a session from one node. */
    @Kind("sticky")
    @Doc("The same node for all reads of a session, as with a stick table of HAProxy. When the node fails its health "
            + "checks, exceeds max_lag or has another role, the session moves to another node. Reads do not go back "
            + "in time, except at a move.")
    record StickyNode() implements SessionRouting {}

    /** Reads from the primary for a fixed time after a write. */
    @Kind("primary-after-write")
    @Doc("The primary for a time after a write of the session, whatever its outcome; otherwise the nodes of 'from'. "
            + "Own writes are missed if the lag is longer.")
    record PrimaryAfterWrite(
            @Doc("Time after the response to a write.")
            @Default("2s")
            @AtLeast(1)
            @DefaultSource("Ruby on Rails, ActiveRecord::Middleware::DatabaseSelector: delay 2 seconds")
            Duration delay)
            implements SessionRouting {}

    /** Reads from a replica that has the last write of the session. */
    @Kind("caught-up")
    @Doc("A replica that has applied the log up to the last write of the session, or the primary if none has; also "
            + "the primary if 'fallback' is none. GitLab, ProxySQL (GTID causal reads) and MaxScale (causal_reads "
            + "fast) route so.")
    record CaughtUpReplica(
            @Doc("Time after which a write is forgotten. Then any node serves the session.")
            @Default("30s")
            @AtLeast(1)
            @DefaultSource("GitLab, database load balancing, primary sticking: 30 seconds")
            Duration expires)
            implements SessionRouting {}

    /** Reads that wait at their node for the last write of the session. */
    @Kind("wait")
    @Doc("A read waits at its node until the node has applied the log up to the last write of the session, as with "
            + "WAIT_FOR_EXECUTED_GTID_SET of MySQL. After the timeout it goes to the primary.")
    record PositionWait(
            @Doc("Maximum waiting time at the node. A shorter timeout of the caller ends the read first.")
            @Default("10s")
            @AtLeast(1)
            @DefaultSource("MariaDB MaxScale: causal_reads_timeout 10 s, then the query is sent to the primary")
            Duration timeout)
            implements SessionRouting {}

    /** Reads that wait for all that the session has written and read. */
    @Kind("causal")
    @Doc("A read waits at its node until the node has applied the log up to the last write of the session and up to "
            + "the position of its last read, without a timeout of its own. MongoDB: causally consistent sessions, "
            + "readConcern afterClusterTime.")
    record CausalReads() implements SessionRouting {}
}
