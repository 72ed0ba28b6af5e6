package dev.brownout.host;

import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the cores of a node, for all kinds of components with cores. */
public record CoreMetrics(
        @Doc("Busy cores divided by the cores of the nodes that are up, time-weighted.")
        @Display(Display.As.UTILIZATION)
        Occupancy utilization,

        @Doc("Busy cores divided by the cores of all nodes in service or draining, including failed ones, "
                + "time-weighted.")
        Occupancy provisionedUtilization) {

    /** Measures the use of the cores of a host. Returns the tracker of their number. */
    public CapacityTracker track(Simulation simulation, Host host, int cores) {
        return CapacityTracker.whileProvisioned(simulation, host, utilization, provisionedUtilization, cores);
    }
}
