package dev.brownout.bench;

import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.measure.Ratio;
import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Route;
import dev.brownout.spec.Wiring;
import java.time.Duration;
import java.util.List;

/** One machine with a cache that keeps what was read last, and asks its source for the rest. */
record ReadThrough(int entries, Duration lookup, String source) implements ComponentSpec {

    private record Measures(@Doc("Hits of look-ups.") Ratio hit_ratio) {}

    @Override
    public Component build(Wiring wiring) {
        return new Cache(this, wiring);
    }

    private static final class Cache implements Component {
        private final ReadThrough spec;
        private final Wiring wiring;
        private final Host host;
        private final Delay lookup;
        private final RecentKeys keys;
        private final Ratio hits;

        Cache(ReadThrough spec, Wiring wiring) {
            this.spec = spec;
            this.wiring = wiring;
            this.host = wiring.host("1", Site.ANYWHERE);
            this.lookup = wiring.simulation().delay(spec.lookup().toNanos());
            this.keys = new RecentKeys(spec.entries());
            this.hits = wiring.measures(Measures.class, host).hit_ratio();
        }

        @Override
        public Service connect(Host caller, Route route) {
            Service source = wiring.connect(host, spec.source(), route.behind(Operation.READ, List.of()));
            Edge way = wiring.way(caller, host, (request, reply) -> new Lookup(source, request, reply).start(), route);
            return (request, reply) -> way.cross(caller, request, reply);
        }

        @Override
        public List<Host> hosts() {
            return List.of(host);
        }

        private final class Lookup implements Event, Reply {
            private final Service source;
            private final Request request;
            private final Reply reply;

            Lookup(Service source, Request request, Reply reply) {
                this.source = source;
                this.request = request;
                this.reply = reply;
            }

            void start() {
                wiring.simulation().after(lookup, this, 0);
            }

            @Override
            public void fire(int step) {
                boolean hit = keys.hit(request.key());
                hits.add(wiring.simulation().now(), hit ? 1 : 0, 1);
                if (hit) {
                    reply.accept(Outcome.OK, 0);
                } else {
                    source.call(request, this);
                }
            }

            @Override
            public void accept(Outcome outcome, long detail) {
                if (outcome.good()) {
                    keys.put(request.key());
                }
                reply.accept(outcome, detail);
            }
        }
    }
}
