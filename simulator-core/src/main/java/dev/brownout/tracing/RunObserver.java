package dev.brownout.tracing;

import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.service.Service;

/** Who watches a run: chosen before it is wired, it decides of what parts the run is made. */
public interface RunObserver {
    /** The clock of the run; the same whenever it is asked for. */
    Simulation simulation();

    /** The way of a class of requests, from its users on. */
    default Service users(String type, Service way) {
        return way;
    }

    /** A way to a machine. */
    default Edge edge(Edge plain) {
        return plain;
    }

    /** What a machine does for a call. */
    default Service machine(Service plain) {
        return plain;
    }

    /** Watches nothing. */
    static RunObserver none() {
        Simulation simulation = new Simulation();
        return () -> simulation;
    }
}
