package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** PostgreSQL with streaming replication. */
final class PostgreSql implements MeasuredProduct {
    private static final long SECOND = 1_000_000_000L;
    private static final double KILL_AT = 10.4;
    private static final int FAULT_AT = 10;
    private static final int PAUSED = 5;
    private static final int ITEMS = 100;
    private static final String FIND = "SELECT 1 FROM log WHERE id = ";
    private static final String MANY_CONNECTIONS = "max_connections=1000";
    private static final String SYNCHRONOUS = MANY_CONNECTIONS + " synchronous_standby_names=*";

    private final SqlCalibration calibration = new SqlCalibration(PostgresServer.COMPUTE, PostgresServer.ROWS);

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(PostgresServer.PROGRAM, PostgresServer.PACKAGE);
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("postgres").toString(), "--version").split(" ", -1)[2];
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        calibration.calibrate(lab, this::computing);
        try (Servers servers = new Servers(lab, "", "", SqlClient.statement("SELECT 1"));
                Connection primary = servers.primary.connect();
                Connection replica = servers.replica.connect()) {
            SqlCalibration.writeLags(lab, primary, replica, PostgresServer.INSERT, FIND + "#");
            long durable = SqlCalibration.medianMicros(primary, PostgresServer.INSERT, 0);
            SqlClient.execute(primary, "SET synchronous_commit = off");
            long write = SqlCalibration.medianMicros(primary, PostgresServer.INSERT, 1_000);
            return Map.of("write", write + "us", "fsync", Math.max(1, durable - write) + "us");
        }
    }

    @Override
    public List<ProductTrial> trials() {
        Load writes = new Load.Open(100);
        SqlClient.Work insert = SqlClient.statement(PostgresServer.INSERT);
        return List.of(
                ProductTrial.of(
                                "the primary is killed and a script promotes the replica",
                                "kill",
                                "replicated",
                                writes,
                                30,
                                lab -> new Servers(lab, "", "", insert))
                        .with("mode", "async", "faults", "at 10.4s: crash db/primary for 60s as fault")
                        .action((site, start) -> ((Servers) site).killAndPromote(start))
                        .corrected()
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(KILL_AT, 1),
                                Figure.count("lost writes", "db.lost_writes", PostgreSql::lost)),
                ProductTrial.of(
                                "the asynchronous replica is stopped",
                                "hang",
                                "replicated",
                                writes,
                                25,
                                lab -> new Servers(lab, MANY_CONNECTIONS, MANY_CONNECTIONS, insert))
                        .with("mode", "async", "faults", "at 10s: pause db/replica-1 for 5s as fault")
                        .action(stoppedReplica())
                        .corrected()
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                ProductTrial.of(
                                "the synchronous replica is stopped",
                                "hang",
                                "replicated",
                                writes,
                                30,
                                lab -> new Servers(lab, SYNCHRONOUS, MANY_CONNECTIONS, insert))
                        .with("mode", "sync", "faults", "at 10s: pause db/replica-1 for 5s as fault")
                        .action(stoppedReplica())
                        .corrected()
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.failed("timeout", "call.failed"),
                                Figure.outage(FAULT_AT, 1)),
                ProductTrial.of(
                                "all connections are in use",
                                "limit",
                                "limit",
                                new Load.Open(120),
                                25,
                                lab -> new Servers(lab, "", null, SqlClient.statement("SELECT pg_sleep(0.9)")))
                        .timeout(Duration.ofSeconds(3))
                        .figures(
                                Figure.p50(),
                                Figure.throughput(),
                                Figure.failed(),
                                Figure.failed("53300", "db.pool_refused")),
                ProductTrial.of(
                                "reads on a replica that is one second behind",
                                "slow",
                                "stale",
                                new Load.Open(200),
                                25,
                                lab -> new Servers(lab, "", "recovery_min_apply_delay=1s", null))
                        .figures(
                                new Figure("share of stale reads", "db.stale_share", "", 0, 0.03, 1, measured -> {
                                    double stale = measured.count(
                                            result -> result.detail().equals("stale"));
                                    double fresh = measured.count(
                                            result -> result.detail().equals("fresh"));
                                    return stale / (stale + fresh);
                                }),
                                Figure.failed()),
                SqlCalibration.busy(this::computing),
                SqlCalibration.overloaded(this::computing));
    }

    private Site computing(Lab lab) throws Exception {
        return new Servers(lab, "", null, SqlClient.statement(calibration.query()));
    }

    private static long lost(Measured measured) throws SQLException {
        long lost = 0;
        try (Connection connection = ((Servers) measured.site()).replica.connect()) {
            for (CallResult result : measured.all()) {
                if (result.succeeded() && SqlClient.number(connection, FIND + result.detail()) < 0) {
                    lost++;
                }
            }
        }
        return lost;
    }

    /** Returns an action that stops all processes of the replica for some seconds. */
    private static SiteAction stoppedReplica() {
        return SiteAction.at(FAULT_AT, (Servers site) -> site.replica.signal("STOP"))
                .then(SiteAction.at(FAULT_AT + PAUSED, (Servers site) -> site.replica.signal("CONT")));
    }

    /** Primary with a replica, or a primary alone on one core for two nodes of an application. */
    private static final class Servers implements Site {
        private final Processes processes;
        private final PostgresServer primary;
        private final PostgresServer replica;
        private final SqlClient writer;
        private final Call client;
        private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(ITEMS);
        private volatile PostgresServer current;

        /**
         * Starts the servers.
         *
         * @param replicaOptions settings of the replica; null for no replica
         * @param work work of a call; null for reads on the replica and some writes on the primary
         */
        Servers(Lab lab, String options, String replicaOptions, SqlClient.Work work) throws Exception {
            processes = lab.processes();
            primary = PostgresServer.primary(processes, options, replicaOptions == null);
            replica = replicaOptions == null ? null : primary.replica(replicaOptions);
            current = primary;
            writer = new SqlClient(() -> current.connect(), true, work == null ? this::update : work);
            if (replica == null) {
                client = SqlClient.either(writer, new SqlClient(primary::connect, true, work));
            } else if (work == null) {
                SqlClient reader = new SqlClient(replica::connect, true, this::read);
                client = (number, timeout) -> (number % 5 == 0 ? writer : reader).send(number, timeout);
            } else {
                client = writer;
            }
        }

        private String update(Connection connection, int number) throws SQLException {
            int item = item(number);
            SqlClient.execute(
                    connection, "UPDATE items SET version = greatest(version, " + number + ") WHERE id = " + item);
            acknowledged.accumulateAndGet(item, number, Math::max);
            return "written";
        }

        private String read(Connection connection, int number) throws SQLException {
            int item = item(number);
            int expected = acknowledged.get(item);
            long version = SqlClient.number(connection, "SELECT version FROM items WHERE id = " + item);
            return version < expected ? "stale" : "fresh";
        }

        private static int item(int number) {
            return (int) (new KeyedRandom(KeyedRandom.key(number, 0, "item")).uniform() * ITEMS);
        }

        /** Kills the primary. A script checks it each second and promotes the replica after a failure. */
        void killAndPromote(long start) throws SQLException {
            Load.waitUntil(start + Math.round(KILL_AT * SECOND));
            primary.kill();
            long next = start + (FAULT_AT + 1) * SECOND;
            Load.waitUntil(next);
            while (primary.responds()) {
                next += SECOND;
                Load.waitUntil(next);
            }
            replica.promote();
            current = replica;
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
