package dev.brownout.component.loadbalancer;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.Tier.Affinity;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Forwards one kind of call: picks a backend and sends the call to it. */
final class CallForwarder implements Service {
    private final ComponentContext context;
    private final Host self;
    private final BackendPool pool;
    private final Edge[] edges;
    private final int redispatch;
    private final RedispatchCause cause;
    /** Timeout of the callers by host; 0 for none. */
    private final long[] timeouts;

    /** True if a call may be repeated after it may have been executed: nothing behind the balancer writes. */
    private final boolean idempotent;

    /** The calls to each server behind the balancer; {@code null} if they are not counted. */
    private final ServerTraffic traffic;

    /** Counter of the calls to the server of each host; empty if they are not counted. */
    private final Counter[] servers;

    private final boolean isPlain;
    private final Counter redispatched;
    private final ToLongFunction<Request> hash;
    private final ToIntFunction<Request> first;

    CallForwarder(
            LoadBalancerSpec spec,
            ComponentContext context,
            Host self,
            BackendPool pool,
            List<ServerRoutes> routes,
            ServerTraffic traffic,
            Counter redispatched) {
        this.context = context;
        this.self = self;
        this.pool = pool;
        this.edges = routes.stream()
                .flatMap(server -> server.edgesToServers().stream())
                .toArray(Edge[]::new);
        this.timeouts = routes.stream()
                .flatMapToLong(server -> server.edgesToServers().stream().mapToLong(edge -> server.timeoutNanos()))
                .toArray();
        this.idempotent = routes.stream().allMatch(ServerRoutes::idempotent);
        this.traffic = traffic;
        this.servers = traffic == null
                ? new Counter[0]
                : routes.stream()
                        .flatMap(server -> server.edgesToServers().stream().map(edge -> traffic.of(server.server())))
                        .toArray(Counter[]::new);
        this.redispatch = spec.redispatching().redispatch();
        this.cause = spec.redispatching().redispatchOn();
        this.isPlain = redispatch == 0
                && !spec.selection().counts()
                && spec.ejection().outlierDetection().isEmpty()
                && spec.ejection().passiveChecks().isEmpty();
        this.redispatched = redispatched;
        this.hash = spec.selection().hash(context);
        Optional<Affinity> affinity =
                routes.stream().flatMap(server -> server.affinity().stream()).findFirst();
        this.first = affinity.<ToIntFunction<Request>>map(cookies ->
                        request -> pool.pick(cookies.home(request), request.identity(), hash.applyAsLong(request)))
                .orElse(request -> pool.pick(request.identity(), hash.applyAsLong(request)));
    }

    @Override
    public void call(Request request, Reply reply) {
        int machine = first.applyAsInt(request);
        if (machine < 0) {
            reply.accept(Outcome.UNAVAILABLE, context.number());
        } else if (isPlain) {
            count(machine);
            edges[machine].send(self, request, reply);
        } else {
            new Passage(request, reply).send(machine);
        }
    }

    private void count(int machine) {
        if (traffic != null) {
            traffic.sent(servers[machine]);
        }
    }

    /** A call that the balancer tracks until its response, for redispatch and in-flight counts. */
    private final class Passage implements Reply {
        private final Request request;
        private final Reply caller;
        private final long arrivedAt = context.simulation().now();
        private int left = redispatch;
        /** Backends that have been tried; {@code null} before the second try. */
        private BitSet tried;

        private int machine;
        private long sentAt;

        Passage(Request request, Reply caller) {
            this.request = request;
            this.caller = caller;
        }

        void send(int chosen) {
            machine = chosen;
            sentAt = context.simulation().now();
            count(chosen);
            pool.sent(chosen);
            edges[chosen].send(self, request.repeated(redispatch - left), this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            long now = context.simulation().now();
            boolean failed = hasFailed(outcome, detail, now);
            pool.recordCallEnd(machine, outcome, failed, now - sentAt);
            if (failed && left > 0 && passedOn(outcome)) {
                tried = tried == null ? new BitSet() : tried;
                tried.set(machine);
                int other = pool.pickOther(
                        tried, KeyedRandom.child(request.identity(), 0, left, 0), hash.applyAsLong(request));
                if (other >= 0) {
                    left--;
                    redispatched.add(context.simulation().now());
                    self.schedule(0, () -> send(other));
                    return;
                }
            }
            caller.accept(outcome, detail);
        }

        /** Returns whether the backend itself was unreachable, or did not respond before the caller's timeout. */
        private boolean hasFailed(Outcome outcome, long detail, long now) {
            boolean own = RetryAfter.component(detail) == edges[machine].number();
            return own
                    && (outcome == Outcome.REFUSED
                            || outcome == Outcome.RESET
                            || outcome == Outcome.TIMED_OUT
                                    && (timeouts[machine] == 0 || now - arrivedAt < timeouts[machine]));
        }

        private boolean passedOn(Outcome outcome) {
            return switch (outcome) {
                case REFUSED -> true;
                case RESET -> cause != RedispatchCause.REFUSED && idempotent;
                default ->
                    cause == RedispatchCause.TIMEOUT
                            && (idempotent || edges[machine].callee().state() == Host.State.DARK);
            };
        }
    }
}
