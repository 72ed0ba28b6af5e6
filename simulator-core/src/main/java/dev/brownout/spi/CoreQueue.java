package dev.brownout.spi;

import dev.brownout.host.Cores;
import dev.brownout.host.ServiceSpeed;
import java.util.Optional;

/**
 * Cores of a host with the queue in front of them, for the analytical model.
 *
 * @param servers cores of a host; {@link #ANY_NUMBER} if work never waits
 * @param queueCapacity queue capacity of a host; {@link #ANY_NUMBER} for no limit
 * @param scheduling scheduling discipline when work exceeds the cores
 * @param speed speed that depends on the work in service; empty if it does not
 */
public record CoreQueue(int servers, int queueCapacity, Cores.Scheduling scheduling, Optional<ServiceSpeed> speed) {
    /** Unlimited number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Cores on which work never waits: a pure delay. */
    public static final CoreQueue UNLIMITED = fifo(ANY_NUMBER, ANY_NUMBER);

    /** Creates cores with a speed that does not depend on the work in service. */
    public CoreQueue(int servers, int queueCapacity, Cores.Scheduling scheduling) {
        this(servers, queueCapacity, scheduling, Optional.empty());
    }

    /** Returns the sum of two numbers, either of which may be {@link #ANY_NUMBER}. */
    public static int sum(int one, int other) {
        return (int) Math.min(ANY_NUMBER, (long) one + other);
    }

    /** Returns the greatest amount of work that a host can do in a unit of time. One work item alone does 1. */
    public double capacity() {
        if (speed.isEmpty()) {
            return servers;
        }
        double greatest = 0;
        for (int n = 1; n <= Math.max(servers, speed.get().saturation()); n++) {
            greatest = Math.max(greatest, Math.min(n, servers) * speed.get().speedOf(n));
        }
        return greatest;
    }

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
    public boolean isUnlimited() {
        return servers == ANY_NUMBER;
    }

    /** Returns whether the queue has a limit. */
    public boolean isBounded() {
        return queueCapacity != ANY_NUMBER;
    }
}
