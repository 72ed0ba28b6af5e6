package dev.brownout.network;

import dev.brownout.host.Host;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One way to each machine of a tier, and those among them that lead to machines in service. */
public final class TierEdges implements Host.Resident {
    private final Edge[] all;
    private Edge[] inService;

    /** Of ways to different machines, in their order. */
    public TierEdges(List<Edge> ways) {
        all = ways.toArray(Edge[]::new);
        ways.forEach(way -> way.callee().attach(this));
        membershipChanged();
    }

    /** Every way, whether or not its machine is in service. */
    public List<Edge> all() {
        return Collections.unmodifiableList(Arrays.asList(all));
    }

    /** The same as an array for everybody, which nobody changes. */
    public Edge[] array() {
        return all;
    }

    /** The ways to machines in service, in their order; an array of its own for each change. */
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
