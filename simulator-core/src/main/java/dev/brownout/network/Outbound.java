package dev.brownout.network;

import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * A machine's calls to a tier without a balancer in front: each goes to one of the machines in service at random, and
 * is refused where there is none.
 */
public final class Outbound implements Service {
    private final Host from;
    private final MachineRoutes routes;
    private final Draws choice;

    /**
     * The calling side.
     *
     * @param from the machine that calls
     * @param routes the ways to the machines
     * @param choice keyed draws for the choice
     */
    public Outbound(Host from, MachineRoutes routes, Draws choice) {
        this.from = from;
        this.routes = routes;
        this.choice = choice;
    }

    @Override
    public void call(Request request, Reply reply) {
        Edge[] edges = routes.inService();
        if (edges.length == 0) {
            Edge[] all = routes.array();
            all[choice.at(request.identity()).below(all.length)].crossInVain(from, request, reply);
            return;
        }
        int chosen = edges.length == 1 ? 0 : choice.at(request.identity()).below(edges.length);
        edges[chosen].cross(from, request, reply);
    }
}
