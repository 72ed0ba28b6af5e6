package dev.brownout.component.database.pooler;

import dev.brownout.component.database.pool.CallerPool;
import dev.brownout.component.database.pool.ConnectionPoolMetrics;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.ConnectionHandling.ServerConnections;
import dev.brownout.spi.component.DataStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of a central connection pooler. */
@ReferenceTarget(
        value = {Reference.To.WRITABLE, Reference.To.QUERY},
        forwardsQueries = true)
@Kind("pooler")
@Doc("A connection pooler between the callers of a database and the database, such as PgBouncer: many client"
        + " connections share few server connections.")
@DeclaresMetrics({PoolerMetrics.class, ConnectionPoolMetrics.class})
@Example("""
        components:
          web: { kind: server, nodes: 40 }
          pooler: { kind: pooler, source: db, mode: transaction, max_client_connections: 1000 }
          db: { kind: database }
        requests:
          order: { steps: [web, { transaction: [read: pooler, write: pooler] }] }
        """)
public record PoolerSpec(
        @Doc("Nodes in each region. Each is one process with server connections of its own; the callers are divided"
                + " evenly among the nodes of their region.")
        @Default("1")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        int nodes,

        @Doc("Time for which a client connection keeps a server connection.")
        @Default("session")
        @DefaultSource("PgBouncer: pool_mode session")
        PoolMode mode,

        @Doc("Server connections of a node. A connection is opened when all others are in use, and stays open.")
        @Default("20")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("PgBouncer: default_pool_size 20 for each user and database")
        int size,

        @Doc("Maximum waiting time of a query for a server connection; then it is rejected, and the pooler closes its"
                + " client connection.")
        @Default("120s")
        @DefaultSource("PgBouncer: query_wait_timeout 120 s")
        Duration maxWait,

        @Doc("Maximum number of client connections of a node. Queries that would open another one are rejected.")
        @Default("100")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("PgBouncer: max_client_conn 100")
        Optional<Integer> maxClientConnections,

        @Doc("Maximum time for which a transaction is idle between its queries; then the pooler closes its client and"
                + " its server connection.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("PgBouncer: idle_transaction_timeout 0, off")
        Optional<Duration> idleTransactionTimeout,

        @Doc("CPU time of a query, with its response, or of a commit on the only thread of a node.")
        @Default("30us")
        @AtLeast(0)
        @DefaultSource("ProxySQL blog, PgBouncer to ProxySQL, part 3: about 33,500 queries/s of pgbench with TLS on one"
                + " core of a Ryzen 9 5950X, PgBouncer 1.25")
        Distribution service,

        @Doc("Connection pool of each node that calls the pooler. Default: a request opens a client connection with its"
                + " first query and closes it when it leaves the node.")
        @NoneKeyword("none")
        Optional<CallerPool> pool,

        @Doc("Database to which the queries go.") @Reference Optional<String> source)
        implements ComponentSpec, DataStorage, ConnectionHandling {

    @Override
    public Component build(ComponentContext context) {
        return new Pooler(this, context);
    }

    @Override
    public void propagate(CallPropagation calls) {
        source.ifPresent(calls::pass);
    }

    @Override
    public Optional<Connections> pooledConnections() {
        int most = maxClientConnections
                .map(ofNode -> (int) Math.min((long) ofNode * nodes, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        return pool.map(each -> each.connections(most));
    }

    @Override
    public Optional<ServerConnections> serverConnections() {
        return Optional.of(new ServerConnections(size, mode != PoolMode.SESSION));
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(
                pool.isPresent(),
                "it has no 'pool'",
                "pool_utilization",
                "pool_open",
                "pool_queue",
                "pool_wait",
                "pool_timeouts",
                "pool_refused");
        rules.unless(idleTransactionTimeout.isPresent(), "its 'idle_transaction_timeout' is none", "idle_closed");
        rules.unless(maxClientConnections.isPresent(), "its 'max_client_connections' is unlimited", "clients_refused");
    }

    @Override
    public void model(CapacityModel model) {
        List<Work> works = new ArrayList<>();
        for (OfferedDemand calls : model.demands()) {
            works.add(new Work(calls.perSecond(), service, true));
            source.ifPresent(database -> model.callComponent(
                    database, calls.withBetween(calls.timeout()).forwardedQuery()));
        }
        CoreQueue thread = CoreQueue.fifo(1, Integer.MAX_VALUE);
        model.station(new StationModel("", model.availableHosts(nodes), thread, model.callsPerSecond(), works));
    }
}
