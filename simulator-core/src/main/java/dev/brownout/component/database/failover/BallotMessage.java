package dev.brownout.component.database.failover;

/**
 * Message between voters.
 *
 * @param from sender
 * @param term term of the sender
 * @param about log position of a candidate, or the send time of a heartbeat in nanoseconds; a reply returns the value
 *     of its message
 * @param granted whether the vote is granted, or the heartbeat accepted
 */
record BallotMessage(Kind kind, Voter from, long term, long about, boolean granted) {
    /** Kind of message. */
    enum Kind {
        /** Heartbeat of a leader. */
        HEARTBEAT,
        /** Reply to a heartbeat. */
        CONFIRMATION,
        /** Vote request of a candidate. */
        REQUEST,
        /** Reply to a vote request. */
        VOTE
    }
}
