package dev.brownout.network;

import dev.brownout.host.Host;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Client of a tier without a load balancer. Each call goes to a random host in service. It is refused if there is none.
 */
public final class UnbalancedClient implements Service {
    private final Host from;
    private final TierEdges routes;
    private final KeyedRandom choice;

    /**
     * Creates the client of one host.
     *
     * @param from the calling host
     * @param routes edges to the hosts of the tier
     * @param choice keyed random numbers for the selection
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
            all[choice.withIdentity(request.identity()).nextInt(all.length)].sendRefused(from, request, reply);
            return;
        }
        int chosen =
                edges.length == 1 ? 0 : choice.withIdentity(request.identity()).nextInt(edges.length);
        edges[chosen].send(from, request, reply);
    }
}
