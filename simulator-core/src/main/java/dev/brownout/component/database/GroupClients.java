package dev.brownout.component.database;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.component.database.reads.Queries;
import dev.brownout.component.database.reads.Query;
import dev.brownout.component.database.reads.QueryMetrics;
import dev.brownout.component.database.reads.ReadRouting;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.reads.SessionRouter;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.component.database.replication.WriteCommitter;
import dev.brownout.component.database.sharding.ShardOwnership;
import dev.brownout.component.database.stock.RowNumbers;
import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.random.Sampler;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.ReadFrom;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SettingEffects;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Client connections of a replica group: the services of its nodes and the routing of reads. A database calls no
 * component downstream.
 */
final class GroupClients {
    private final DatabaseEngine engine;
    private final Reads reads;
    private final RowNumbers numbers;
    private final ComponentContext context;
    private final ReplicaGroupMembers members;
    private final List<Host> hosts;
    private final WriteCommitter commits;
    private final Log log;
    private final Staleness staleness;
    private final GroupDisks disks;
    private final ShardOwnership tenancy;
    /** State of the sessions; {@code null} if they have no routing of their own. */
    private final SessionRouter sessions;

    private final Map<String, Service[]> services = new LinkedHashMap<>();
    private final Map<ClientKey, ReadRouting> routings = new LinkedHashMap<>();
    /** Sources of the reads of all callers. */
    private final Set<ReadFrom> readSources = EnumSet.noneOf(ReadFrom.class);
    /** True if callers make operations on the numbers of the rows. */
    private boolean changesRows;

    /** Key of a read routing: the nearby nodes and the requested read source. */
    private record ClientKey(List<Host> near, ReadFrom from) {}

    /**
     * Creates a group without clients. The metrics of all query classes are registered, even of classes without calls.
     *
     * @param disks of the nodes; {@code null} if they have none
     * @param tenancy key ownership check of the nodes while keys move; {@code null} if no key moves
     */
    GroupClients(
            DatabaseSpec spec,
            ComponentContext context,
            ReplicaGroupMembers members,
            WriteCommitter commits,
            Log log,
            Staleness staleness,
            GroupDisks disks,
            ShardOwnership tenancy) {
        this.engine = spec.engine();
        this.reads = spec.replicaSettings().reads();
        this.numbers = spec.numbers();
        this.context = context;
        this.members = members;
        this.hosts = members.all().stream().map(DatabaseNode::host).toList();
        this.commits = commits;
        this.log = log;
        this.staleness = staleness;
        this.disks = disks;
        this.tenancy = tenancy;
        this.sessions = reads.session()
                .map(policy -> new SessionRouter(context, policy, members, log))
                .orElse(null);
        context.setup().declareEffects(this::declareEffects);
        if (!engine.queries().isEmpty()) {
            services.computeIfAbsent("", this::services);
            engine.queries().keySet().forEach(query -> services.computeIfAbsent(query, this::services));
        }
    }

    /**
     * Declares settings for the choice of a node, which matter only if reads come from other nodes than the primary,
     * and the numbers of the rows, which only steps use.
     */
    private void declareEffects(SettingEffects effects) {
        boolean chooses = !readSources.equals(EnumSet.of(ReadFrom.PRIMARY));
        Sentence reason = Sentence.of(
                "all reads of {} are sent to the primary (from: primary); read from other nodes, such as from: "
                        + "replicas",
                context.name());
        String component = "components." + context.name() + ".";
        String path = component + "reads.";
        reads.session().ifPresent(routing -> effects.unless(chooses, path + "session", reason));
        reads.maxLag().ifPresent(limit -> effects.unless(chooses, path + "max_lag", reason));
        numbers.data()
                .ifPresent(
                        data -> effects.unless(changesRows, component + data.parameter(), data.unused(context.name())));
    }

    /** Called when a node has applied more of the log. */
    void onApplied(DatabaseNode node) {
        if (sessions != null) {
            sessions.onApplied(node);
        }
    }

    /** Called when the process of a node has died. */
    void onDied(DatabaseNode node) {
        if (sessions != null) {
            sessions.onDied(node);
        }
    }

    /** Connects one calling machine to the group. */
    Service connect(Host caller, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("a database does not call other components"));
        staleness.onConnected(route);
        Service[] targets = services.computeIfAbsent(route.endpoint(), this::services);
        HostClient client = context.client(caller, route);
        Edge[] edges = client.edgesToAll(hosts, host -> targets[hosts.indexOf(host)]);
        ReadFrom from = route.from().orElse(reads.from());
        if (route.operation() == Operation.READ && route.isClientCall()) {
            readSources.add(from);
        }
        ReadRouting routing = routings.computeIfAbsent(new ClientKey(client.nearby(hosts), from), this::routing);
        RowOperation operation = numbers.operation(context.name(), route.endpoint());
        return new DatabaseClient(context.number(), caller, edges, members, commits, operation, routing, sessions);
    }

    /**
     * Creates the service of each node for writes and for the reads of one query class, or for an operation on a row.
     * Plain reads have an empty class name.
     */
    private Service[] services(String endpoint) {
        RowOperation operation = numbers.operation(context.name(), endpoint);
        changesRows |= operation != null;
        String query = operation == null ? endpoint : "";
        if (!query.isEmpty() && !engine.queries().containsKey(query)) {
            throw new ScenarioException(
                    "components." + context.name(),
                    Sentence.of("{} has no query '{}'", context.name(), query),
                    query,
                    List.copyOf(engine.queries().keySet()));
        }
        String name = query.isEmpty() ? Query.PLAIN : query;
        Sampler work = engine.work(query).sampler();
        QueryMetrics measures =
                engine.queries().isEmpty() ? null : context.metrics().instruments(QueryMetrics.class, name);
        return members.all().stream()
                .map(node -> {
                    Queries.Fetch fetch = fetch(node, query);
                    Queries queries = new Queries(context, node, name, work, log, staleness, fetch, measures, sessions);
                    return service(node, new NodeService(node, queries, commits, operation));
                })
                .toArray(Service[]::new);
    }

    private Queries.Fetch fetch(DatabaseNode node, String query) {
        return disks == null ? null : disks.fetch(node, query);
    }

    private Service service(DatabaseNode node, NodeService inside) {
        return tenancy == null ? inside : tenancy.guard(node.host(), inside);
    }

    private ReadRouting routing(ClientKey clientKey) {
        List<DatabaseNode> nearby = members.all().stream()
                .filter(node -> clientKey.near().contains(node.host()))
                .toList();
        return new ReadRouting(reads, clientKey.from(), members, nearby, context.random("node"), sessions);
    }

    /** Service of one node: passes writes to the committer and reads to the query processor. */
    private static final class NodeService implements Service {
        private final DatabaseNode node;
        private final Queries queries;
        private final WriteCommitter commits;
        private final RowOperation operation;

        NodeService(DatabaseNode node, Queries queries, WriteCommitter commits, RowOperation operation) {
            this.node = node;
            this.queries = queries;
            this.commits = commits;
            this.operation = operation;
        }

        @Override
        public void call(Request request, Reply reply) {
            if (request.session() != null && request.session().inTransaction()) {
                node.transactions().query(request, reply, this::serve);
            } else {
                serve(request, reply);
            }
        }

        private void serve(Request request, Reply reply) {
            if (request.operation() == Operation.WRITE) {
                commits.arrive(node, request, operation, reply);
            } else {
                queries.arrive(request, reply);
            }
        }
    }
}
