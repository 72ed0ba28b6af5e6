package dev.brownout.host;

/**
 * The listening socket of a process: open as long as the process takes new calls. A process that is told to end closes
 * it at once and finishes the calls it has (Go: {@code http.Server.Shutdown}; Spring Boot: graceful shutdown of Tomcat
 * "stops accepting requests at the network layer"). Calls that were sent before are still accepted, and awaited.
 */
final class ListeningSocket {
    private static final long OPEN = Long.MAX_VALUE;

    /** Calls that have been sent and have not arrived; lost ones are never sent. */
    private int underWay;
    /** The calls among them that were sent before the socket closed. */
    private int awaited;

    private long closedAt = OPEN;

    void sent() {
        underWay++;
    }

    /** Notes the arrival of a call; returns whether it is the last one that a closed socket awaits. */
    boolean arrived(long sentAt) {
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

    /** Returns whether a call is accepted that was sent at an instant. */
    boolean accepts(long sentAt) {
        return sentAt < closedAt;
    }

    /** Returns whether calls are under way that will be accepted. */
    boolean awaits() {
        return awaited > 0;
    }
}
