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
    private final Map<Host, Edge> ways = new LinkedHashMap<>();
    private final Affinity cookies;
    private final Service anywhere;

    StickyClient(Host from, TierEdges routes, Affinity cookies, Service anywhere) {
        this.from = from;
        this.cookies = cookies;
        this.anywhere = anywhere;
        routes.all().forEach(way -> ways.put(way.callee(), way));
    }

    @Override
    public void call(Request request, Reply reply) {
        Host home = cookies.home(request);
        Edge way = ways.get(home);
        if (way != null && home.membership().hasProcess()) {
            way.send(from, request, reply);
        } else {
            anywhere.call(request, reply);
        }
    }
}
