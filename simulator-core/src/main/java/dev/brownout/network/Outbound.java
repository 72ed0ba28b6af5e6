package dev.brownout.network;

import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** A machine's calls to a tier without a balancer in front: each call goes to one of its nodes at random. */
public final class Outbound implements Service {
    private final Host from;
    private final Edge[] edges;
    private final Draws choice;

    /**
     * The calling side.
     *
     * @param from the machine that calls
     * @param edges one way to each node, at least one
     * @param choice keyed draws for the choice
     */
    public Outbound(Host from, Edge[] edges, Draws choice) {
        this.from = from;
        this.edges = edges;
        this.choice = choice;
    }

    @Override
    public void call(Request request, Reply reply) {
        int chosen = edges.length == 1 ? 0 : choice.at(request.identity()).below(edges.length);
        edges[chosen].cross(from, request, reply);
    }
}
