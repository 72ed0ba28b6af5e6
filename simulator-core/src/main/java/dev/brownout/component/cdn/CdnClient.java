package dev.brownout.component.cdn;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import java.util.List;

/**
 * Client side of a CDN: a browser cache, then the edge selected by routing. While all edges are down, DNS directs calls
 * to the failover target.
 */
final class CdnClient implements Service {
    private final Place place;
    private final List<Edge[]> edges;
    private final KeyedRandom choiceRandom;
    private final BrowserCaches browsers;
    private final Service failoverService;
    private final boolean pages;

    /**
     * Origin of calls of one kind of content.
     *
     * @param counters counters of user-visible events
     */
    record Place(Cdn cdn, Simulation simulation, Host caller, CachingRules rules, EdgeCounters counters) {}

    /**
     * Creates the client of a caller.
     *
     * @param edges edges of the nearest region first, grouped by region
     * @param choiceRandom keyed random numbers that select the edge
     * @param browsers browser caches; {@code null} if the caller has none
     * @param failoverService failover target while all edges are down; {@code null} for none
     * @param pages whether content of several kinds makes up a page
     */
    CdnClient(
            Place place,
            List<Edge[]> edges,
            KeyedRandom choiceRandom,
            BrowserCaches browsers,
            Service failoverService,
            boolean pages) {
        this.place = place;
        this.edges = edges;
        this.choiceRandom = choiceRandom;
        this.browsers = browsers;
        this.failoverService = failoverService;
        this.pages = pages;
    }

    @Override
    public void call(Request request, Reply reply) {
        long now = place.simulation.now();
        if (browsers == null || !place.rules.keptByBrowsers(request)) {
            send(
                    request,
                    pages && request.operation() == Operation.READ ? new Delivery(request, reply, 0, false) : reply,
                    now);
            return;
        }
        int key = place.rules.key(request.key(), place.rules.requestedRelease(request, place.cdn), 0);
        long version = browsers.lookup(request, key, now);
        Delivery delivery = new Delivery(request, reply, key, version == BrowserCaches.NONE);
        if (version == BrowserCaches.NONE) {
            send(request, delivery, now);
        } else {
            long missed = place.rules.staleSince(version, request, place.rules.bound(now));
            delivery.accept(place.counters.ownHit(now, request, missed), version);
        }
    }

    private void send(Request request, Reply reply, long now) {
        if (failoverService != null && !place.cdn.isNamed(now)) {
            failoverService.call(request, reply);
        } else {
            edgeFor(request, now).send(place.caller, request, reply);
        }
    }

    /** Returns the user's edge, or the next one that is reachable; the user's own if none is. */
    private Edge edgeFor(Request request, long now) {
        double position = choiceRandom.withIdentity(request.idempotencyKey()).uniform();
        for (Edge[] group : edges) {
            int first = (int) (position * group.length);
            for (int i = 0; i < group.length; i++) {
                Edge edge = group[(first + i) % group.length];
                if (place.cdn.isReachable(edge.callee(), now)) {
                    return edge;
                }
            }
        }
        Edge[] own = edges.get(0);
        return own[(int) (position * own.length)];
    }

    /** Handles a response to a user: stores it in the browser cache, and assigns it to a page. */
    private final class Delivery implements Reply {
        private final Request request;
        private final Reply reply;
        private final int key;
        private final boolean keep;

        Delivery(Request request, Reply reply, int key, boolean keep) {
            this.request = request;
            this.reply = reply;
            this.key = key;
            this.keep = keep;
        }

        @Override
        public void accept(Outcome outcome, long version) {
            long now = place.simulation.now();
            if (keep && (outcome == Outcome.OK || outcome == Outcome.STALE)) {
                browsers.store(request, key, version, now + place.rules.browserTtlNanos());
            }
            if (pages && outcome.good()) {
                long release = place.rules.release(version);
                PageView page = PageView.of(request, place.cdn);
                if (page == null) {
                    PageView.begin(request, place.cdn, place.rules.part(), release);
                } else if (page.mismatches(place.rules.part(), release)) {
                    place.counters.totals().versionMismatches().add(now);
                }
            }
            reply.accept(outcome, version);
        }
    }
}
