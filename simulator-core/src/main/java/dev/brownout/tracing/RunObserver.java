package dev.brownout.tracing;

import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.service.Service;

/** Observer of a run. It is chosen before the run is built, and can wrap the parts of the run. */
public interface RunObserver {
    /** Returns the simulation of the run; the same instance at each call. */
    Simulation simulation();

    /** Returns the service called by the users of a request class, possibly wrapped. */
    default Service users(String type, Service service) {
        return service;
    }

    /** Returns an edge to a host, possibly wrapped. */
    default Edge edge(Edge plain) {
        return plain;
    }

    /** Returns the service of a host, possibly wrapped. */
    default Service machine(Service plain) {
        return plain;
    }

    /** Returns an observer that wraps nothing. */
    static RunObserver noObserver() {
        Simulation simulation = new Simulation();
        return () -> simulation;
    }
}
