package dev.brownout.component.database.pooler;

import dev.brownout.component.database.pool.ConnectionPoolAudit;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.ConnectionCeiling;
import dev.brownout.host.ConnectionCounters;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.Task;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Node of a pooler: one thread, and server connections that the sessions of the clients keep for a while. */
final class PoolerNode implements Host.Resident {
    private final PoolMode mode;
    private final Simulation simulation;
    private final Host host;
    private final int number;
    private final long idleNanos;
    private final PoolerMetrics metrics;
    private final Cores thread;
    private final ComponentInFlightCount census;
    private final Sampler service;
    private final KeyedRandom random;
    private final ConnectionPool servers;
    private final ConnectionCeiling clientLimit;
    private final Map<DatabaseSession, ServerLink> links = new LinkedHashMap<>();

    PoolerNode(PoolerSpec spec, ComponentContext context, Host host) {
        this.mode = spec.mode();
        this.simulation = context.simulation();
        this.host = host;
        this.number = context.number();
        this.idleNanos = spec.idleTransactionTimeout().map(Duration::toNanos).orElse(0L);
        this.metrics = context.metrics().instruments(PoolerMetrics.class, host);
        this.thread = context.hosts().cores(host, 1, Integer.MAX_VALUE, metrics.utilization(), metrics.queue());
        this.census = new ComponentInFlightCount(host);
        this.service = spec.service().sampler();
        this.random = context.random("service");
        this.servers = new ConnectionPool(
                simulation,
                host,
                new ConnectionPool.Settings(spec.size(), spec.maxWait().toNanos(), true, true, false),
                new ConnectionCeiling(
                        Long.MAX_VALUE, new TimeWeighted(context.grid()), new Counter(context.grid()), false),
                new ConnectionCounters(
                        metrics.serverUtilization(),
                        metrics.serversOpen(),
                        metrics.serverQueue(),
                        metrics.serverWait(),
                        metrics.waitTimeouts(),
                        new Counter(context.grid())));
        this.clientLimit = new ConnectionCeiling(
                spec.maxClientConnections().map(Integer::longValue).orElse(Long.MAX_VALUE),
                metrics.clients(),
                metrics.clientsRefused(),
                false);
        CapacityTracker.whileUp(simulation, host, metrics.idleInTransaction(), spec.size());
        host.attach(this);
        audit(context);
    }

    private void audit(ComponentContext context) {
        AuditRegistry audit = context.audit();
        String name = "/" + host.node();
        audit.identity(name + ": visits = calls inside", census::callsInside, () -> audit.admittedCalls(host));
        audit.identity(
                name + ": server connections acquired = released + held + lost with a process",
                servers::grantedConnections,
                servers::accountedFor);
        audit.identity(
                name + ": server connections held = sessions with one",
                servers::usedConnections,
                () -> links.values().stream().filter(ServerLink::isGranted).count());
        ConnectionPoolAudit.registerWaits(context, servers, metrics.serverQueue(), metrics.serverWait());
        audit.reportMemoryUse("queries that wait for server connections", 250, servers::waiting);
    }

    Host host() {
        return host;
    }

    /** Returns the limit of client connections of all callers of the node. */
    ConnectionCeiling clientLimit() {
        return clientLimit;
    }

    /** Returns a service that forwards queries over server connections. */
    Service queries(Service database) {
        return (request, reply) -> work(request, reply, call -> query(request, call, database));
    }

    /** Returns a service that forwards commits over the server connections of their sessions. */
    Service commits(Service database) {
        return (request, reply) -> work(request, reply, call -> commit(request, call, database));
    }

    private void work(Request request, Reply reply, Consumer<Reply> next) {
        census.enter();
        thread.enqueueUnbounded(
                new ThreadTask(reply, next), service.sampleNanos(random.withIdentity(request.identity())));
    }

    /** Call in progress at the node. */
    private final class ThreadTask extends Task implements Reply {
        private final Reply caller;
        private final Consumer<Reply> next;

        ThreadTask(Reply caller, Consumer<Reply> next) {
            this.caller = caller;
            this.next = next;
        }

        @Override
        protected void onWorked() {
            next.accept(this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            census.leave();
            caller.accept(outcome, detail);
        }
    }

    private void query(Request request, Reply call, Service database) {
        DatabaseSession session = request.session();
        ServerLink link = links.get(session);
        boolean busy = link != null && link.running;
        if (session.isConnected() && !busy) {
            links.computeIfAbsent(session, ServerLink::new).query(request, call, database);
        } else if (request.attempt() > 0 && !session.hasTransaction()) {
            repeat(request, call, database);
        } else {
            call.accept(Outcome.FAILED, number);
        }
    }

    /**
     * Forwards a hedge, or a retry after a timeout, through a connection of its own. A client connection takes no query
     * before the end of the previous one ("another command is already in progress", PostgreSQL 17, 32.3, "Command
     * Execution Functions"), and is closed by a driver that has no response.
     */
    private void repeat(Request request, Reply call, Service database) {
        DatabaseSession own = new DatabaseSession(request.session().commits());
        Reply closing = (outcome, detail) -> {
            own.disconnect();
            call.accept(outcome, detail);
        };
        links.computeIfAbsent(own, ServerLink::new).query(request.withSession(own), closing, database);
    }

    private void commit(Request request, Reply call, Service database) {
        ServerLink link = links.get(request.session());
        if (link != null) {
            link.commit(request, call, database);
        } else {
            call.accept(request.session().isConnected() ? Outcome.OK : Outcome.FAILED, number);
        }
    }

    /** Closes the client connections that keep server connections, as both are lost with the process. */
    @Override
    public void onCrash() {
        List<ServerLink> all = new ArrayList<>(links.values());
        all.forEach(ServerLink::drop);
        all.forEach(link -> link.session.disconnect());
    }

    /** Server connection of a client session, or its wait for one. */
    private final class ServerLink
            implements ConnectionPool.Claim, CancellationToken.Listener, DatabaseSession.Attachment {
        private final DatabaseSession session;
        private final ConnectionPool.Lease lease = servers.lease(this);
        private Request request;
        private Reply waiting;
        private Service downstream;
        private boolean granted;
        private boolean running;
        private boolean isOver;
        private boolean idle;
        private int idlePeriods;

        ServerLink(DatabaseSession session) {
            this.session = session;
            session.attach(this);
        }

        boolean isGranted() {
            return granted;
        }

        void query(Request query, Reply call, Service database) {
            running = true;
            if (granted) {
                forward(query, call, database);
                return;
            }
            request = query;
            waiting = call;
            downstream = database;
            query.token().listen(this);
            lease.acquire();
        }

        @Override
        public void onGranted() {
            if (!isOver) {
                request.token().unlisten(this);
                Reply call = waiting;
                waiting = null;
                granted = true;
                forward(request, call, downstream);
            }
        }

        @Override
        public void onRefused() {
            abort(Outcome.REJECTED);
        }

        @Override
        public void onCancelled(Outcome outcome) {
            if (waiting != null) {
                abort(outcome);
            }
        }

        /** Ends the wait for a connection, and the session. */
        private void abort(Outcome outcome) {
            Reply call = waiting;
            waiting = null;
            session.disconnect();
            call.accept(outcome, number);
        }

        private void forward(Request query, Reply call, Service database) {
            setIdle(false);
            database.call(query, (outcome, detail) -> {
                running = false;
                if (DatabaseSession.isLostBy(outcome)) {
                    session.disconnect();
                } else if (!isOver) {
                    onResponse();
                }
                call.accept(outcome, detail);
            });
        }

        private void onResponse() {
            if (session.inTransaction()) {
                setIdle(true);
            } else if (mode != PoolMode.SESSION) {
                release();
            }
        }

        void commit(Request commit, Reply call, Service database) {
            setIdle(false);
            database.call(commit, (outcome, detail) -> {
                if (DatabaseSession.isLostBy(outcome)) {
                    session.disconnect();
                } else if (!isOver && mode != PoolMode.SESSION) {
                    release();
                }
                call.accept(outcome, detail);
            });
        }

        private void setIdle(boolean now) {
            if (idle == now) {
                return;
            }
            idle = now;
            metrics.idleInTransaction().add(simulation.now(), now ? 1 : -1);
            if (now && idleNanos > 0) {
                int period = ++idlePeriods;
                host.schedule(idleNanos, () -> expire(period));
            }
        }

        private void expire(int period) {
            if (idle && idlePeriods == period) {
                metrics.idleClosed().add(simulation.now());
                session.disconnect();
            }
        }

        private void release() {
            session.detach(this);
            end();
            lease.release();
        }

        /** Ends without a response to a waiting query, as the process is dead. */
        void drop() {
            end();
            if (waiting != null) {
                request.token().unlisten(this);
                waiting = null;
            }
        }

        private void end() {
            setIdle(false);
            isOver = true;
            granted = false;
            links.remove(session);
        }

        @Override
        public void onDisconnect() {
            if (isOver) {
                return;
            }
            end();
            if (!lease.abandon()) {
                lease.release();
            }
            if (waiting != null) {
                request.token().unlisten(this);
                Reply call = waiting;
                waiting = null;
                call.accept(Outcome.CANCELLED, number);
            }
        }
    }
}
