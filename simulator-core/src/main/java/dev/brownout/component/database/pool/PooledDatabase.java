package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionCeiling;
import dev.brownout.host.ConnectionCounters;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.Network;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A database with a connection pool on each calling machine. */
public final class PooledDatabase implements StoreComponent, ScalableTier.Resizable {
    private final PoolSpec spec;
    private final StoreComponent database;
    private final ComponentContext context;
    private final ConnectionCeiling ceiling;
    private final Map<Host, ConnectionPool> pools = new LinkedHashMap<>();
    private final Set<Host> transacting = new LinkedHashSet<>();

    /** Creates a database behind connection pools. */
    public PooledDatabase(PoolSpec spec, StoreComponent database, ComponentContext context) {
        this.spec = spec;
        this.database = database;
        this.context = context;
        this.ceiling = new ConnectionCeiling(
                spec.maxConnections().map(Integer::longValue).orElse(Long.MAX_VALUE),
                new TimeWeighted(context.grid()),
                new Counter(context.grid()),
                true);
        context.audit()
                .identity(
                        ": connections within max_connections = of pools + closed by clients with a call in progress",
                        ceiling::open,
                        () -> ceiling.closing()
                                + pools.values().stream()
                                        .mapToLong(pool -> pool.connections().countLimited())
                                        .sum());
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return PooledCall.throughPool(pool(caller), context.number(), queries(caller, route));
    }

    @Override
    public Service connect(Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener) {
        if (!spec.callers().heldByRequest() && !transaction) {
            return connect(caller, route);
        }
        ConnectionPool pool = pool(caller);
        if (transaction && transacting.add(caller)) {
            Service commits = database.commits(caller);
            pool.withSessions(() -> new DatabaseSession(commits));
        }
        poolListener.accept(pool);
        return SeparateConnection.forOverlappingCalls(pool, context.number(), queries(caller, route));
    }

    private Service queries(Host caller, CallTarget route) {
        Service queries = database.connect(caller, route);
        return waits() ? DatabaseSession.closingOnLoss(queries) : queries;
    }

    private boolean waits() {
        return spec.connectFailure().equals(Optional.of(ConnectFailure.WAIT));
    }

    /** Reaches the primary from a calling host. */
    private PrimaryDialer dialer(Host caller) {
        return new PrimaryDialer(
                context,
                caller,
                () -> database.select("primary"),
                spec.callers().maxWait());
    }

    private ConnectionPool pool(Host caller) {
        if (caller.component().equals(Network.USERS)) {
            throw ScenarioException.ofCall(
                    context.name(),
                    Sentence.of(
                            "users have no connection pool for {}: put a server before it, or remove 'pool'",
                            context.name()));
        }
        return pools.computeIfAbsent(caller, this::create);
    }

    private ConnectionPool create(Host caller) {
        ConnectionPoolMetrics measures = context.metrics().instruments(ConnectionPoolMetrics.class, caller);
        ConnectionPool pool = new ConnectionPool(
                context.simulation(),
                caller,
                spec.callers().settings(),
                ceiling,
                new ConnectionCounters(
                        measures.poolUtilization(),
                        measures.poolOpen(),
                        measures.poolQueue(),
                        measures.poolWait(),
                        measures.poolTimeouts(),
                        measures.poolRefused()));
        pool.withSessions(() -> new DatabaseSession(null));
        if (waits()) {
            pool.withRetries(
                    dialer(caller),
                    context.metrics().instruments(ConnectMetrics.class, caller).poolConnectFailures());
        }
        ConnectionPoolAudit.register(context, caller, pool, measures);
        return pool;
    }

    @Override
    public List<Host> hosts() {
        return database.hosts();
    }

    @Override
    public List<Host> select(String part) {
        return database.select(part);
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public boolean holdsConnections() {
        return true;
    }

    @Override
    public boolean movesKeys() {
        return database.movesKeys();
    }

    @Override
    public void reshard() {
        database.reshard();
    }

    @Override
    public void resize(int cores, ScalableTier.Deployment deployment) {
        ((ScalableTier.Resizable) database).resize(cores, deployment);
    }

    @Override
    public void cancelResize(int cores, ScalableTier.Deployment deployment) {
        ((ScalableTier.Resizable) database).cancelResize(cores, deployment);
    }

    @Override
    public Outcome check(RowOperation operation, Request request, long version) {
        return database.check(operation, request, version);
    }

    @Override
    public void attach() {
        database.attach();
    }

    @Override
    public void start() {
        database.start();
    }

    @Override
    public void finish() {
        database.finish();
    }
}
