package dev.brownout.component.database.pooler;

import dev.brownout.component.database.pool.ConnectionPoolAudit;
import dev.brownout.component.database.pool.ConnectionPoolMetrics;
import dev.brownout.component.database.pool.PooledCall;
import dev.brownout.host.ConnectionCounters;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.Network;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A central connection pooler: its nodes, and the client connections of the callers. */
final class Pooler implements StoreComponent {
    private static final int ANY_NUMBER = 1_000_000_000;

    private final PoolerSpec spec;
    private final ComponentContext context;
    private final Map<Host, PoolerNode> nodes = new LinkedHashMap<>();
    private final Map<Host, PoolerNode> assigned = new LinkedHashMap<>();
    private final Map<Host, ConnectionPool> clients = new LinkedHashMap<>();

    Pooler(PoolerSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        for (Location site : context.topology().sites()) {
            for (int i = 0; i < spec.nodes(); i++) {
                Host host = context.hosts().addHost(Integer.toString(nodes.size() + 1), site);
                nodes.put(host, new PoolerNode(spec, context, host));
            }
        }
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(nodes.keySet());
    }

    /** Each call of a caller without steps, such as a cache, has a connection of its own. */
    @Override
    public Service connect(Host caller, CallTarget route) {
        return PooledCall.throughPool(clients(caller), context.number(), queries(caller, route));
    }

    @Override
    public Service connect(Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener) {
        if (transaction && spec.mode() == PoolMode.STATEMENT) {
            throw new ScenarioException(
                    "components." + context.name() + ".mode",
                    "{} refuses transactions in mode statement (transaction blocks not allowed in "
                            + "statement pooling mode); use mode: transaction, or write the queries "
                            + "without 'transaction'",
                    context.name());
        }
        boolean heldByCall = spec.pool().filter(pool -> !pool.heldByRequest()).isPresent();
        if (heldByCall && !transaction) {
            return connect(caller, route);
        }
        poolListener.accept(clients(caller));
        return queries(caller, route);
    }

    private Service queries(Host caller, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("its 'source' names the database"));
        PoolerNode node = nodeOf(caller);
        return DatabaseSession.closingOnLoss(context.client(caller, route)
                .edge(node.host(), () -> node.queries(source(node.host(), route)))
                .from(caller));
    }

    private Service source(Host node, CallTarget route) {
        CallTarget next = route.forwarded().withOperation(route.operation(), route.endpoint(), Optional.empty());
        return context.client(node, next)
                .withConnector((database, from, to) -> store(database).connect(from, to))
                .connect(databaseName());
    }

    private String databaseName() {
        return spec.source()
                .orElseThrow(() -> new ScenarioException(
                        "components." + context.name(),
                        "{} has no database behind it; add a 'source'",
                        context.name()));
    }

    private StoreComponent store(Component database) {
        if (database instanceof StoreComponent store && store.hasTransactions()) {
            return store;
        }
        throw new ScenarioException(
                "components." + context.name() + ".source",
                "{} must be a database with one primary and without 'pool': the pooler has the "
                        + "connections of the database",
                databaseName());
    }

    @Override
    public boolean holdsConnections() {
        return true;
    }

    /** Assigns the callers of a region to its nodes in turn. */
    private PoolerNode nodeOf(Host caller) {
        if (caller.component().equals(Network.USERS)) {
            throw ScenarioException.ofCall(
                    context.name(),
                    Sentence.of("users have no connections to {}: put a server before it", context.name()));
        }
        return assigned.computeIfAbsent(caller, any -> {
            List<Host> near = context.client(caller, CallTarget.waiting(Operation.READ, Optional.empty()))
                    .nearby(hosts());
            long before = assigned.keySet().stream()
                    .filter(other -> near.contains(assigned.get(other).host()))
                    .count();
            return nodes.get(near.get((int) (before % near.size())));
        });
    }

    private ConnectionPool clients(Host caller) {
        return clients.computeIfAbsent(caller, this::makeClients);
    }

    private ConnectionPool makeClients(Host caller) {
        PoolerNode node = nodeOf(caller);
        Optional<ConnectionPoolMetrics> own =
                spec.pool().map(pool -> context.metrics().instruments(ConnectionPoolMetrics.class, caller));
        ConnectionPool pool = new ConnectionPool(
                context.simulation(),
                caller,
                spec.pool()
                        .map(each -> each.settings())
                        .orElseGet(() -> new ConnectionPool.Settings(ANY_NUMBER, 0, false, true, true)),
                node.clientLimit(),
                new ConnectionCounters(
                        own.map(ConnectionPoolMetrics::poolUtilization).orElseGet(() -> new Occupancy(context.grid())),
                        own.map(ConnectionPoolMetrics::poolOpen).orElseGet(() -> new TimeWeighted(context.grid())),
                        own.map(ConnectionPoolMetrics::poolQueue).orElseGet(() -> new TimeWeighted(context.grid())),
                        own.map(ConnectionPoolMetrics::poolWait).orElseGet(() -> new LatencyHistogram(context.grid())),
                        own.map(ConnectionPoolMetrics::poolTimeouts).orElseGet(() -> new Counter(context.grid())),
                        own.map(ConnectionPoolMetrics::poolRefused).orElseGet(() -> new Counter(context.grid()))));
        own.ifPresent(metrics -> ConnectionPoolAudit.register(context, caller, pool, metrics));
        Service commits = context.client(
                        caller,
                        CallTarget.waiting(
                                        Operation.READ,
                                        Optional.of(context.topology().betweenTiers()))
                                .internal("commit"))
                .edge(node.host(), () -> node.commits(databaseCommits(node.host())))
                .from(caller);
        pool.withSessions(() -> new DatabaseSession(commits));
        return pool;
    }

    private Service databaseCommits(Host node) {
        return store(context.component(databaseName())).commits(node);
    }
}
