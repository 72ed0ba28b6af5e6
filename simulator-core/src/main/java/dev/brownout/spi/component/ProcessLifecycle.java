package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Behaviour of the processes on the hosts of a component over their lifetime. */
public interface ProcessLifecycle {
    /**
     * Behaviour of the processes of a component.
     *
     * @param coldStart slowdown of a host after each process start; empty for none
     * @param pauses whether hosts can pause without a fault, such as for garbage collection
     * @param terminates whether processes can terminate and restart without a fault, such as when they run out of
     *     memory
     * @param hasState whether hosts keep state between calls that is lost when their process restarts
     */
    record Processes(Optional<ColdStart> coldStart, boolean pauses, boolean terminates, boolean hasState) {
        /** Behaviour of processes with state that only faults affect. */
        private static final Processes DEFAULT = new Processes(Optional.empty(), false, false, true);
    }

    /**
     * Slowdown of a host after its process has started.
     *
     * @param lastingNanos duration of the slowdown, in nanoseconds
     * @param slower factor by which work takes longer
     */
    record ColdStart(long lastingNanos, double slower) {}

    /** Returns the behaviour of the processes. */
    Processes processes();

    /** Returns the behaviour of the processes of a component. */
    static Processes processes(ComponentSpec spec) {
        return spec instanceof ProcessLifecycle lifecycle ? lifecycle.processes() : Processes.DEFAULT;
    }
}
