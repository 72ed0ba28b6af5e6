package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Edges to all hosts of a tier, and the subset to hosts in service. */
public final class TierEdges implements Host.Resident {
    private final Edge[] all;
    private final Simulation simulation;
    private final long discoveryNanos;
    private Edge[] inService;

    /**
     * Creates the set of edges to different hosts, in their order.
     *
     * @param discoveryNanos time until the callers discover a change of a host, in ns; 0 for none
     */
    public TierEdges(List<Edge> edges, Simulation simulation, long discoveryNanos) {
        this.all = edges.toArray(Edge[]::new);
        this.simulation = simulation;
        this.discoveryNanos = discoveryNanos;
        edges.forEach(edge -> edge.callee().attach(this));
        inService = inServiceNow();
    }

    /** Returns all edges, including those to hosts out of service. */
    public List<Edge> all() {
        return Collections.unmodifiableList(Arrays.asList(all));
    }

    /** Returns all edges as a shared array, which must not be modified. */
    public Edge[] array() {
        return all;
    }

    /** Returns the edges to hosts in service, in order. Each membership change creates a new array. */
    public Edge[] inService() {
        return inService;
    }

    @Override
    public void membershipChanged() {
        Edge[] now = inServiceNow();
        if (discoveryNanos == 0) {
            inService = now;
        } else {
            simulation.scheduleAfter(discoveryNanos, step -> inService = now, 0);
        }
    }

    private Edge[] inServiceNow() {
        return Arrays.stream(all)
                .filter(edge -> edge.callee().membership().inService())
                .toArray(Edge[]::new);
    }
}
