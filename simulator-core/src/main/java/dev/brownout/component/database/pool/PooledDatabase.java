package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.network.Network;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.ClockedComponent;
import dev.brownout.spi.component.PooledComponent;
import dev.brownout.spi.component.ReplicatedComponent;
import dev.brownout.spi.component.ReshardableStore;
import dev.brownout.spi.component.StockedComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A database with a connection pool on each calling machine. */
public final class PooledDatabase
        implements PooledComponent,
                ReshardableStore,
                ScalableTier.Resizable,
                ReplicatedComponent,
                ClockedComponent,
                StockedComponent {
    private final PoolSpec spec;
    private final Component database;
    private final ComponentContext context;
    private final ConnectionPool.Ceiling ceiling;
    private final Map<Host, ConnectionPool> pools = new LinkedHashMap<>();

    /** Creates a database behind connection pools. */
    public PooledDatabase(PoolSpec spec, Component database, ComponentContext context) {
        this.spec = spec;
        this.database = database;
        this.context = context;
        this.ceiling = new ConnectionPool.Ceiling(
                spec.max_connections().map(Integer::longValue).orElse(Long.MAX_VALUE));
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return PooledCall.through(pool(caller), context.number(), database.connect(caller, route));
    }

    @Override
    public Service connect(Host caller, CallTarget route, Consumer<ConnectionPool> holding) {
        if (spec.held() == ConnectionScope.CALL) {
            return connect(caller, route);
        }
        holding.accept(pool(caller));
        return database.connect(caller, route);
    }

    private ConnectionPool pool(Host caller) {
        if (caller.component().equals(Network.USERS)) {
            throw new ScenarioException(
                    "components." + context.name() + ".pool",
                    "users have no connection pool for " + context.name()
                            + ": put a server before it, or remove 'pool'");
        }
        return pools.computeIfAbsent(caller, this::make);
    }

    private ConnectionPool make(Host caller) {
        ConnectionPoolMetrics measures = context.measures(ConnectionPoolMetrics.class, caller);
        ConnectionPool pool = new ConnectionPool(
                context.simulation(),
                caller,
                spec.size(),
                spec.max_wait().toNanos(),
                ceiling,
                new ConnectionPool.Counters(
                        measures.pool_utilization(),
                        measures.pool_open(),
                        measures.pool_queue(),
                        measures.pool_wait(),
                        measures.pool_timeouts(),
                        measures.pool_refused()));
        AuditRegistry audit = context.audit();
        audit.overdue(new OverdueWaits(
                        context.grid(),
                        List.of(measures.pool_wait()),
                        List.of(),
                        waits -> pool.eachWaiting(since -> waits.open(since, 1)))
                .inOrder(measures.pool_queue(), pool::oldestAgeNanos)
                .atTheirEnd()
                .givenUp());
        String whose = caller.component() + "/" + caller.node();
        audit.identity(
                ", pool of " + whose + ": connections acquired = released + held + lost with a process",
                pool::given,
                pool::accountedFor);
        audit.reportMemoryUse("requests that wait for connections of " + whose, 250, pool::waiting);
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
    public void reshard() {
        ((ReshardableStore) database).reshard();
    }

    @Override
    public void resize(int cores, ScalableTier.Deployment how) {
        ((ScalableTier.Resizable) database).resize(cores, how);
    }

    @Override
    public void cancelResize(int cores, ScalableTier.Deployment how) {
        ((ScalableTier.Resizable) database).cancelResize(cores, how);
    }

    @Override
    public Optional<MachineClock> clock(Host host) {
        return database instanceof ClockedComponent clocked ? clocked.clock(host) : Optional.empty();
    }

    @Override
    public boolean showsFreeUnit(Request request, long version) {
        return ((StockedComponent) database).showsFreeUnit(request, version);
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
