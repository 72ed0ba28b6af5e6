package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * A machine's calls to a tier without a balancer in front: each goes to one of the machines in service at random, and
 * is refused where there is none.
 */
public final class UnbalancedClient implements Service {
    private final Host from;
    private final TierEdges routes;
    private final KeyedRandom choice;

    /**
     * The calling side.
     *
     * @param from the machine that calls
     * @param routes the ways to the machines
     * @param choice keyed draws for the choice
     */
    public UnbalancedClient(Host from, TierEdges routes, KeyedRandom choice) {
        this.from = from;
        this.routes = routes;
        this.choice = choice;
    }

    @Override
    public void call(Request request, Reply reply) {
        Edge[] edges = routes.inService();
        if (edges.length == 0) {
            Edge[] all = routes.array();
            all[choice.at(request.identity()).below(all.length)].sendRefused(from, request, reply);
            return;
        }
        int chosen = edges.length == 1 ? 0 : choice.at(request.identity()).below(edges.length);
        edges[chosen].send(from, request, reply);
    }
}
