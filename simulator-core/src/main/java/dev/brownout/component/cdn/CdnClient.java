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
    private final List<Edge[]> ways;
    private final KeyedRandom which;
    private final BrowserCaches browsers;
    private final Service elsewhere;
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
     * @param ways edges of the nearest region first, grouped by region
     * @param which keyed random numbers that select the edge
     * @param browsers browser caches; {@code null} if the caller has none
     * @param elsewhere failover target while all edges are down; {@code null} for none
     * @param pages whether content of several kinds makes up a page
     */
    CdnClient(
            Place place,
            List<Edge[]> ways,
            KeyedRandom which,
            BrowserCaches browsers,
            Service elsewhere,
            boolean pages) {
        this.place = place;
        this.ways = ways;
        this.which = which;
        this.browsers = browsers;
        this.elsewhere = elsewhere;
        this.pages = pages;
    }

    @Override
    public void call(Request request, Reply reply) {
        long now = place.simulation.now();
        if (browsers == null || !place.rules.keptByBrowsers(request)) {
            ask(
                    request,
                    pages && request.operation() == Operation.READ ? new Delivery(request, reply, 0, false) : reply,
                    now);
            return;
        }
        int key = place.rules.key(request.key(), place.rules.wanted(request, place.cdn), 0);
        long version = browsers.look(request, key, now);
        Delivery delivery = new Delivery(request, reply, key, version == BrowserCaches.NONE);
        if (version == BrowserCaches.NONE) {
            ask(request, delivery, now);
        } else {
            long missed = place.rules.staleSince(version, request, place.rules.bound(now));
            delivery.accept(place.counters.ownHit(now, request, missed), version);
        }
    }

    private void ask(Request request, Reply reply, long now) {
        if (elsewhere != null && !place.cdn.named(now)) {
            elsewhere.call(request, reply);
        } else {
            way(request, now).send(place.caller, request, reply);
        }
    }

    /** Returns the user's edge, or the next one that is reachable; the user's own if none is. */
    private Edge way(Request request, long now) {
        double position = which.at(request.idempotencyKey()).uniform();
        for (Edge[] group : ways) {
            int first = (int) (position * group.length);
            for (int i = 0; i < group.length; i++) {
                Edge way = group[(first + i) % group.length];
                if (place.cdn.reachable(way.callee(), now)) {
                    return way;
                }
            }
        }
        Edge[] own = ways.get(0);
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
                browsers.keep(request, key, version, now + place.rules.browserTtlNanos());
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
