package dev.brownout.spi;

import dev.brownout.host.Cores;
import java.util.Optional;

/**
 * Cores of a host with the queue in front of them, for the analytical model.
 *
 * @param servers cores of a host; {@link #ANY_NUMBER} if work never waits
 * @param queueCapacity queue capacity of a host; {@link #ANY_NUMBER} for no limit
 * @param scheduling scheduling discipline when work exceeds the cores
 */
public record CoreQueue(int servers, int queueCapacity, Cores.Scheduling scheduling) {
    /** Unlimited number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Cores on which work never waits: a pure delay. */
    public static final CoreQueue UNLIMITED = fifo(ANY_NUMBER, ANY_NUMBER);

    /** Returns cores that serve work in FIFO order. */
    public static CoreQueue fifo(int servers, int queueCapacity) {
        return new CoreQueue(servers, queueCapacity, Cores.Scheduling.FIFO);
    }

    /** Returns one server with an unlimited queue in FIFO order. */
    public static CoreQueue single() {
        return fifo(1, ANY_NUMBER);
    }

    /** Returns cores that serve work in FIFO order; an empty queue capacity is no limit. */
    public static CoreQueue fifo(int servers, Optional<Integer> queueCapacity) {
        return fifo(servers, queueCapacity.orElse(ANY_NUMBER));
    }

    /** Returns whether work never waits. */
    public boolean unlimited() {
        return servers == ANY_NUMBER;
    }

    /** Returns whether the queue has a limit. */
    public boolean bounded() {
        return queueCapacity != ANY_NUMBER;
    }
}
