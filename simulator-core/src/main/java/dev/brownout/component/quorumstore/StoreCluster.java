package dev.brownout.component.quorumstore;

import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.network.Edge;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.sentence.Sentence;
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

/** Nodes of a store and the messages between them. */
final class StoreCluster {
    private static final String COPY = "copy";

    private final QuorumStoreSpec spec;
    private final ComponentContext context;
    private final WriteHistory history;
    private final CopyPlacement placement;
    private final List<StoreNode> nodes = new ArrayList<>();
    private final Edge[][] connections;
    private final CallTarget route;
    private final Work reads;
    private final Map<String, Work> queries = new LinkedHashMap<>();
    private final Work writes;
    /** Most recently created version of each key. Used only with siblings. */
    private final IntKeyMap<Long> newest = new IntKeyMap<>(Long[]::new);

    private final TtlSchedule lifetime;

    /**
     * Samplers of one kind of message: delay of the request, service time on a core, and delay of the response, each
     * with its random stream.
     */
    record Work(
            Sampler transferTime,
            KeyedRandom transferRandom,
            Sampler core,
            KeyedRandom coreDraws,
            Sampler back,
            KeyedRandom backDraws) {}

    StoreCluster(QuorumStoreSpec spec, ComponentContext context, List<Host> hosts, WriteHistory history) {
        this.spec = spec;
        this.context = context;
        this.history = history;
        this.placement = new CopyPlacement(hosts, spec.consistency().copiesOf(hosts.size()), spec.placement());
        this.lifetime = new TtlSchedule(context.simulation(), spec.ttl());
        if (lifetime.isLimited()) {
            history.expiring(() -> history.version(lifetime.expiredWrites()));
        }
        for (Host host : hosts) {
            nodes.add(new StoreNode(spec, context, nodes.size(), host, history, lifetime));
        }
        connections = new Edge[hosts.size()][];
        route = CallTarget.waiting(Operation.WRITE, Optional.of(spec.timeout())).internal(COPY);
        ReplicaMessageDelays delays = spec.legs();
        reads = reading(spec.engine().read(), "read");
        spec.engine()
                .queries()
                .forEach((query, distribution) -> queries.put(query, reading(distribution, "queries." + query)));
        writes = new Work(
                delays.write().sampler(),
                context.random("legs.write"),
                spec.engine().write().sampler(),
                context.random("write"),
                delays.ack().sampler(),
                context.random("legs.ack"));
    }

    private Work reading(Distribution distribution, String name) {
        ReplicaMessageDelays delays = spec.legs();
        return new Work(
                delays.read().sampler(),
                context.random("legs.read"),
                distribution.sampler(),
                context.random(name),
                delays.response().sampler(),
                context.random("legs.response"));
    }

    /**
     * Returns the work of a read on each contacted replica.
     *
     * @param query query class; empty for a plain read
     * @throws ScenarioException if the store has no such query class
     */
    Work reads(String query) {
        if (!query.isEmpty() && !queries.containsKey(query)) {
            throw new ScenarioException(
                    "components." + context.name(),
                    Sentence.of("{} has no query '{}'", context.name(), query),
                    query,
                    List.copyOf(queries.keySet()));
        }
        return query.isEmpty() ? reads : queries.get(query);
    }

    /** Returns the parameters of the store. */
    QuorumStoreSpec spec() {
        return spec;
    }

    /** Returns the runtime context of the store. */
    ComponentContext wiring() {
        return context;
    }

    /** Returns the assignment of keys to nodes. */
    CopyPlacement placement() {
        return placement;
    }

    /** Returns the nodes, indexed by their number. */
    List<StoreNode> nodes() {
        return nodes;
    }

    /** Returns the time to live of values. */
    TtlSchedule lifetime() {
        return lifetime;
    }

    /** Returns the current simulation time, in ns. */
    long now() {
        return context.simulation().now();
    }

    /**
     * Creates the value of a new write.
     *
     * @param coordinator node that coordinates the write
     * @param read last read of the key by the same logical request; empty for none
     */
    StampedValue create(StoreNode coordinator, int key, Optional<ReadConsistencyChecker.LastRead> read) {
        long version = history.next();
        lifetime.recordWrite();
        if (siblings()) {
            StampedValue value = read.isPresent() ? read.get().answer() : coordinator.read(key);
            Long before = newest.get(key);
            newest.put(key, version);
            VersionVector seen = value == null ? VersionVector.NOTHING : ((Siblings) value).visibleVersions();
            return Siblings.of(before == null ? history.version(0) : before, version, seen, now());
        }
        long stamp = coordinator.clock().read();
        if (read.isEmpty()) {
            return new StampedValue(stamp, version, now(), coordinator.number());
        }
        StampedValue value = read.get().answer();
        return new StampedValue.ReadModifyWriteValue(
                stamp, version, now(), coordinator.number(), value == null ? history.version(0) : value.version);
    }

    /** Returns whether concurrent writes of a key are kept as siblings. */
    boolean siblings() {
        return spec.conflicts() == ConflictPolicy.VECTOR_CLOCK;
    }

    /** Returns the key of a request. A request without a key gets a negative key of its own, a hash of its origin. */
    static int keyOf(Request request) {
        return request.key() != 0 ? request.key() : (int) KeyedRandom.mix(request.idempotencyKey()) | Integer.MIN_VALUE;
    }

    /**
     * Sends a message from a node to another node or to itself. The sender receives the response or an error by
     * {@link CopyMessage#onResponse}.
     */
    void send(StoreNode from, CopyMessage message) {
        new Trip(from, message).begin();
    }

    /** Round trip of one message between two nodes. */
    private final class Trip implements Runnable, Reply {
        private final StoreNode from;
        private final CopyMessage message;
        /** Outcome of the message; {@code null} until the response is sent. */
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
            schedule(
                    from,
                    work.transferTime().sampleNanos(work.transferRandom().withIdentity(message.identity())),
                    this);
        }

        /** Returns whether the message has no delay because it is for the node's own copy. */
        private boolean isFree() {
            return message.target() == from.number() && !spec.legs().ownCopy();
        }

        @Override
        public void run() {
            if (answer != null) {
                message.onResponse(answer);
            } else if (message.target() == from.number()) {
                arrive(from, message, this);
            } else {
                connection(from, message.target()).send(from.host(), message.request(), this);
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (!outcome.good()) {
                message.onResponse(outcome);
                return;
            }
            Work work = work(message);
            answer = outcome;
            if (isFree()) {
                run();
                return;
            }
            schedule(from, work.back().sampleNanos(work.backDraws().withIdentity(message.identity())), this);
        }
    }

    private static void schedule(StoreNode at, long nanos, Runnable action) {
        if (nanos == 0) {
            action.run();
        } else {
            at.host().schedule(nanos, action);
        }
    }

    private Work work(CopyMessage message) {
        return message.request().operation() == Operation.READ ? message.work(reads) : writes;
    }

    private Edge connection(StoreNode from, int to) {
        Edge[] fromConnections = connections[from.number()];
        if (fromConnections == null) {
            fromConnections = new Edge[nodes.size()];
            connections[from.number()] = fromConnections;
        }
        if (fromConnections[to] == null) {
            StoreNode other = nodes.get(to);
            fromConnections[to] = context.client(from.host(), route)
                    .edge(
                            other.host(),
                            () -> (request, reply) -> arrive(other, (CopyMessage) request.logical(), reply));
        }
        return fromConnections[to];
    }

    private void arrive(StoreNode node, CopyMessage message, Reply reply) {
        Work work = work(message);
        long nanos = work.core().sampleNanos(work.coreDraws().withIdentity(message.identity()));
        if (!node.cores().offer(new CopyTask(node, message, reply), nanos)) {
            reply.accept(Outcome.REJECTED, context.number());
        }
    }

    /** Task of a message on a core of the receiving node. */
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
        protected void onWorked() {
            message.carriedOut(node);
            reply.accept(Outcome.OK, 0);
        }
    }
}
