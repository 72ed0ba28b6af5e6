package dev.brownout.network;

import dev.brownout.host.Host;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Edges to all hosts of a tier, and the subset to hosts in service. */
public final class TierEdges implements Host.Resident {
    private final Edge[] all;
    private Edge[] inService;

    /** Creates the set of edges to different hosts, in their order. */
    public TierEdges(List<Edge> ways) {
        all = ways.toArray(Edge[]::new);
        ways.forEach(way -> way.callee().attach(this));
        membershipChanged();
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
        inService = Arrays.stream(all)
                .filter(way -> way.callee().membership().inService())
                .toArray(Edge[]::new);
    }
}
