package dev.brownout.host;

/**
 * Listening socket of a process, open as long as the process takes new calls. A process that receives a termination
 * signal closes it immediately and finishes its calls (Go: {@code http.Server.Shutdown}; Spring Boot: graceful shutdown
 * of Tomcat "stops accepting requests at the network layer"). Calls that were sent before are still accepted and
 * awaited.
 */
final class ListeningSocket {
    private static final long OPEN = Long.MAX_VALUE;

    /** Number of calls in transit, without lost ones. */
    private int underWay;
    /**
     * Number of calls in transit that were sent before the socket closed, or at the same instant. Calls of the same
     * instant are refused on arrival.
     */
    private int awaited;

    private long closedAt = OPEN;

    /** Records that a call is sent. */
    void sent(long now) {
        underWay++;
        if (now == closedAt) {
            awaited++;
        }
    }

    /** Records the arrival of a call. Returns whether it is the last one that a closed socket awaits. */
    boolean hasArrived(long sentAt) {
        underWay--;
        return awaited > 0 && sentAt <= closedAt && --awaited == 0;
    }

    void close(long now) {
        closedAt = now;
        awaited = underWay;
    }

    void open() {
        closedAt = OPEN;
        awaited = 0;
    }

    boolean isOpen() {
        return closedAt == OPEN;
    }

    /** Returns whether a call sent at the given instant is accepted. */
    boolean accepts(long sentAt) {
        return sentAt < closedAt;
    }

    /** Returns whether calls are in transit that a closed socket awaits. */
    boolean awaits() {
        return awaited > 0;
    }
}
