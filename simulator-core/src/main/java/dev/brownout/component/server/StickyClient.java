package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.component.Tier.Affinity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls without a load balancer to a tier with sticky sessions: each user stays with the host of its cookie, up or
 * down, and uses any host after that one has left the tier.
 */
final class StickyClient implements Service {
    private final Host from;
    private final Map<Host, Edge> edges = new LinkedHashMap<>();
    private final Affinity cookies;
    private final Service unpinnedService;

    StickyClient(Host from, TierEdges routes, Affinity cookies, Service anyHost) {
        this.from = from;
        this.cookies = cookies;
        this.unpinnedService = anyHost;
        routes.all().forEach(edge -> edges.put(edge.callee(), edge));
    }

    @Override
    public void call(Request request, Reply reply) {
        Host home = cookies.home(request);
        Edge edge = edges.get(home);
        if (edge != null && home.membership().hasProcess()) {
            edge.send(from, request, reply);
        } else {
            unpinnedService.call(request, reply);
        }
    }
}
