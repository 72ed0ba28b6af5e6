package dev.brownout.component.database.failover;

/**
 * What voters tell each other.
 *
 * @param from who says it
 * @param term of whoever says it
 * @param about the end of a candidate's log, or when a heartbeat was sent, in nanoseconds
 * @param granted whether a vote is given
 */
record BallotMessage(Kind kind, Voter from, long term, long about, boolean granted) {
    /** What it is. */
    enum Kind {
        /** Somebody leads. */
        HEARTBEAT,
        /** A heartbeat has come. */
        CONFIRMATION,
        /** Somebody asks for a vote. */
        REQUEST,
        /** The answer to that. */
        VOTE
    }
}
