package dev.brownout.node;

/** The call that is arriving at a machine at this moment, before anything has been done about it. */
public final class Arrival {
    private static final long NONE = -1;

    private long sentAt = NONE;

    /** When it was sent; now where nothing arrives, for what the machine asks itself. */
    public long sentAt(long now) {
        return sentAt == NONE ? now : sentAt;
    }

    /** Begins with a call that was sent at an instant; what it returns is to be {@link #end ended} with. */
    public long begin(long callSentAt) {
        long before = sentAt;
        sentAt = callSentAt;
        return before;
    }

    /** Whatever arrived before goes on. */
    public void end(long before) {
        sentAt = before;
    }
}
