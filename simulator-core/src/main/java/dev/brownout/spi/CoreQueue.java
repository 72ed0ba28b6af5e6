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
 * @param load load-dependent speed; empty if the speed does not depend on the work in service
 */
public record CoreQueue(int servers, int queueCapacity, Cores.Scheduling scheduling, Optional<LoadDependence> load) {
    /**
     * Speed of the cores that depends on the number of work items in service.
     *
     * @param speed the speed
     * @param slots maximum number of work items in service; {@link #ANY_NUMBER} for no limit
     * @param most maximum number of work items in service and in the queue; {@link #ANY_NUMBER} for no limit
     * @param waitsAtCallers whether calls beyond the slots wait in the connection pool of their caller
     * @param steps steps in which a host serves all work in service together; empty if each work item proceeds alone
     */
    public record LoadDependence(
            ServiceSpeed speed, int slots, int most, boolean waitsAtCallers, Optional<BatchedSteps> steps) {
        /** Creates a load dependence of work that proceeds without steps. */
        public LoadDependence(ServiceSpeed speed, int slots, int most, boolean waitsAtCallers) {
            this(speed, slots, most, waitsAtCallers, Optional.empty());
        }

        /** Returns the load dependence of cores that all work shares. */
        public static LoadDependence shared(ServiceSpeed speed, int servers, int queueCapacity) {
            int most = sum(servers, queueCapacity);
            return new LoadDependence(speed, most, most, false);
        }

        /** Returns this load dependence with a limit of the work in service by the connection pool of a caller. */
        public LoadDependence withConnections(int connections) {
            return new LoadDependence(speed, Math.min(slots, connections), ANY_NUMBER, true, steps);
        }
    }

    /** Unlimited number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Cores on which work never waits: a pure delay. */
    public static final CoreQueue UNLIMITED = fifo(ANY_NUMBER, ANY_NUMBER);

    /** Creates cores with a speed that does not depend on the work in service. */
    public CoreQueue(int servers, int queueCapacity, Cores.Scheduling scheduling) {
        this(servers, queueCapacity, scheduling, Optional.empty());
    }

    /** Returns cores with a load-dependent speed. */
    public CoreQueue withLoad(Optional<LoadDependence> dependence) {
        return new CoreQueue(servers, queueCapacity, scheduling, dependence);
    }

    /** Returns the sum of two numbers, either of which may be {@link #ANY_NUMBER}. */
    public static int sum(int one, int other) {
        return (int) Math.min(ANY_NUMBER, (long) one + other);
    }

    /** Returns the work done in a unit of time while some work items are in service. One alone does 1. */
    public double rate(int inService) {
        double running = Math.min(inService, servers);
        return load.isEmpty() || inService == 0
                ? running
                : running * load.get().speed().at(inService);
    }

    /**
     * Returns the greatest amount of work that a host can do in a unit of time. With batched steps it is the amount
     * with a full batch, as calls wait only then.
     */
    public double capacity() {
        if (load.isEmpty()) {
            return servers;
        }
        if (load.get().steps().isPresent()) {
            return rate(load.get().slots());
        }
        int last = Math.min(
                load.get().slots(), Math.max(servers, load.get().speed().saturation()));
        double greatest = 0;
        for (int n = 1; n <= last; n++) {
            greatest = Math.max(greatest, rate(n));
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
    public boolean unlimited() {
        return servers == ANY_NUMBER;
    }

    /** Returns whether the queue has a limit. */
    public boolean bounded() {
        return queueCapacity != ANY_NUMBER;
    }
}
