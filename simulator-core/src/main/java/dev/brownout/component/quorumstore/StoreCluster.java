package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.network.Edge;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionVector;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes of a store, and how a message goes from one to another. */
final class StoreCluster {
    private static final String COPY = "copy";

    private final QuorumStoreSpec spec;
    private final ComponentContext context;
    private final WriteHistory history;
    private final CopyPlacement placement;
    private final List<StoreNode> nodes = new ArrayList<>();
    private final Edge[][] ways;
    private final CallTarget route;
    private final Work reads;
    private final Map<String, Work> queries = new LinkedHashMap<>();
    private final Work writes;
    /** The version of each key that was made last, where siblings are kept. */
    private final IntKeyMap<Long> newest = new IntKeyMap<>(Long[]::new);

    private final TtlSchedule lifetime;

    /** What a kind of message takes: on its way there, of a core, and on its way back. */
    record Work(
            Sampler there,
            KeyedRandom thereDraws,
            Sampler core,
            KeyedRandom coreDraws,
            Sampler back,
            KeyedRandom backDraws) {}

    StoreCluster(QuorumStoreSpec spec, ComponentContext context, List<Host> hosts, WriteHistory history) {
        this.spec = spec;
        this.context = context;
        this.history = history;
        this.placement = new CopyPlacement(hosts, spec.copiesOf(hosts.size()), spec.virtual_nodes());
        this.lifetime = new TtlSchedule(context.simulation(), spec.ttl());
        if (lifetime.limited()) {
            history.expiring(() -> history.version(lifetime.over()));
        }
        for (Host host : hosts) {
            nodes.add(new StoreNode(spec, context, nodes.size(), host, history, lifetime));
        }
        ways = new Edge[hosts.size()][];
        route = CallTarget.waiting(Operation.WRITE, Optional.of(spec.timeout())).internal(COPY);
        ReplicaMessageDelays legs = spec.legs();
        reads = reading(spec.read(), "read");
        spec.queries().forEach((query, law) -> queries.put(query, reading(law, "queries." + query)));
        writes = new Work(
                legs.write().sampler(),
                context.random("legs.write"),
                spec.write().sampler(),
                context.random("write"),
                legs.ack().sampler(),
                context.random("legs.ack"));
    }

    private Work reading(Distribution law, String name) {
        ReplicaMessageDelays legs = spec.legs();
        return new Work(
                legs.read().sampler(),
                context.random("legs.read"),
                law.sampler(),
                context.random(name),
                legs.response().sampler(),
                context.random("legs.response"));
    }

    /**
     * What a read takes of each copy.
     *
     * @param query the class of it; empty for one that names none
     * @throws ScenarioException where there is no such class
     */
    Work reads(String query) {
        if (!query.isEmpty() && !queries.containsKey(query)) {
            throw new ScenarioException(
                    "components." + context.name(),
                    context.name() + " has no query '" + query + "'",
                    query,
                    List.copyOf(queries.keySet()));
        }
        return query.isEmpty() ? reads : queries.get(query);
    }

    /** Its parameters. */
    QuorumStoreSpec spec() {
        return spec;
    }

    /** Where it stands. */
    ComponentContext wiring() {
        return context;
    }

    /** Which nodes keep which keys. */
    CopyPlacement placement() {
        return placement;
    }

    /** Its nodes, each at the place that its number says. */
    List<StoreNode> nodes() {
        return nodes;
    }

    /** How long what is written is there. */
    TtlSchedule lifetime() {
        return lifetime;
    }

    /** The time now, in nanoseconds. */
    long now() {
        return context.simulation().now();
    }

    /** The value of one more write that a node coordinates, whose visit may have read the key before. */
    StampedValue make(StoreNode coordinator, int key, Optional<ReadConsistencyChecker.LastRead> read) {
        long version = history.next();
        lifetime.made();
        if (siblings()) {
            StampedValue known = read.isPresent() ? read.get().answer() : coordinator.read(key);
            Long before = newest.get(key);
            newest.put(key, version);
            VersionVector seen = known == null ? VersionVector.NOTHING : ((Siblings) known).seen();
            return Siblings.of(before == null ? history.version(0) : before, version, seen, now());
        }
        long stamp = coordinator.clock().read();
        if (read.isEmpty()) {
            return new StampedValue(stamp, version, now(), coordinator.number());
        }
        StampedValue known = read.get().answer();
        return new StampedValue.ReadModifyWriteValue(
                stamp, version, now(), coordinator.number(), known == null ? history.version(0) : known.version);
    }

    /** Whether writes that have not seen each other stay beside each other. */
    boolean siblings() {
        return spec.conflicts() == ConflictPolicy.VECTOR_CLOCK;
    }

    /** The key that a request is about; one without a key is about one that nobody else asks for. */
    static int keyOf(Request request) {
        return request.key() != 0 ? request.key() : (int) KeyedRandom.mix(request.origin()) | Integer.MIN_VALUE;
    }

    /** Sends a message from a node to another, or to itself; who sent it hears of the answer, or that there is none. */
    void send(StoreNode from, CopyMessage message) {
        new Trip(from, message).begin();
    }

    /** A message on its way from one node to another, and then the answer on its way back. */
    private final class Trip implements Runnable, Reply {
        private final StoreNode from;
        private final CopyMessage message;
        /** {@code null} as long as there is no answer. */
        private Outcome answer;

        Trip(StoreNode from, CopyMessage message) {
            this.from = from;
            this.message = message;
        }

        void begin() {
            if (isFree()) {
                run();
                return;
            }
            Work work = work(message);
            after(from, work.there().sampleNanos(work.thereDraws().at(message.identity())), this);
        }

        /** Returns whether it needs no message: the node's own copy. */
        private boolean isFree() {
            return message.to() == from.number() && !spec.legs().own_copy();
        }

        @Override
        public void run() {
            if (answer != null) {
                message.answered(answer);
            } else if (message.to() == from.number()) {
                arrive(from, message, this);
            } else {
                way(from, message.to()).send(from.host(), message.request(), this);
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (!outcome.good()) {
                message.answered(outcome);
                return;
            }
            Work work = work(message);
            answer = outcome;
            if (isFree()) {
                run();
                return;
            }
            after(from, work.back().sampleNanos(work.backDraws().at(message.identity())), this);
        }
    }

    private static void after(StoreNode at, long nanos, Runnable action) {
        if (nanos == 0) {
            action.run();
        } else {
            at.host().after(nanos, action);
        }
    }

    private Work work(CopyMessage message) {
        return message.request().operation() == Operation.READ ? message.work(reads) : writes;
    }

    private Edge way(StoreNode from, int to) {
        Edge[] known = ways[from.number()];
        if (known == null) {
            known = new Edge[nodes.size()];
            ways[from.number()] = known;
        }
        if (known[to] == null) {
            StoreNode other = nodes.get(to);
            known[to] = context.edge(
                    from.host(),
                    other.host(),
                    route,
                    () -> (request, reply) -> arrive(other, (CopyMessage) request.logical(), reply));
        }
        return known[to];
    }

    private void arrive(StoreNode node, CopyMessage message, Reply reply) {
        Work work = work(message);
        long nanos = work.core().sampleNanos(work.coreDraws().at(message.identity()));
        if (!node.cores().offer(new CopyTask(node, message, reply), nanos)) {
            reply.accept(Outcome.REJECTED, context.number());
        }
    }

    /** The work of a message on a core of the node to which it went. */
    private static final class CopyTask extends Task {
        private final StoreNode node;
        private final CopyMessage message;
        private final Reply reply;

        CopyTask(StoreNode node, CopyMessage message, Reply reply) {
            this.node = node;
            this.message = message;
            this.reply = reply;
        }

        @Override
        protected void worked() {
            message.carriedOut(node);
            reply.accept(Outcome.OK, 0);
        }
    }
}
