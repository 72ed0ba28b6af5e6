package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** MariaDB with the settings of the profiles of MySQL, where its defaults differ: {@code sync_binlog} is 1. */
final class MariaDb implements MeasuredProduct {
    private static final long SECOND = 1_000_000_000L;
    private static final double KILL_AT = 10.4;
    private static final int FAULT_AT = 10;
    private static final int HELD_MILLIS = 20;
    private static final String ROOT = "root";
    private static final String APPLICATION = "app";
    private static final String PRIMARY = "primary";
    private static final String REPLICA = "replica";
    private static final String INSERT = "INSERT INTO lab.log VALUES (#)";
    private static final String FIND = "SELECT 1 FROM lab.log WHERE id = ";
    private static final String TOO_MANY_CONNECTIONS = "1040";
    private static final String MANY_CONNECTIONS = " --max-connections=1000";

    private final SqlCalibration calibration = new SqlCalibration("SELECT BENCHMARK(%d, MD5('a'))", 30_000);

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("mariadbd", "mariadb-server");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("mariadbd").toString(), "--version").replaceFirst("(?s).*Ver ([0-9.]+).*", "$1");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        System.setProperty("mariadb.logging.disable", "true"); // one line for each refused connection
        calibration.calibrate(lab, this::computing);
        try (Servers servers = new Servers(lab, "", true, SqlClient.statement("SELECT 1"));
                Connection primary = connect(servers.primaryPort, ROOT);
                Connection replica = connect(servers.replicaPort, ROOT)) {
            SqlCalibration.writeLags(lab, primary, replica, INSERT, FIND + "#");
            long durable = SqlCalibration.medianMicros(primary, INSERT, 0);
            SqlClient.execute(primary, "SET GLOBAL innodb_flush_log_at_trx_commit = 0, GLOBAL sync_binlog = 0");
            long write = SqlCalibration.medianMicros(primary, INSERT, 1_000);
            return Map.of("write", write + "us", "fsync", Math.max(1, durable - write) + "us");
        }
    }

    @Override
    public List<ProductTrial> trials() {
        SqlClient.Work insert = SqlClient.statement(INSERT);
        return List.of(
                ProductTrial.of(
                                "the primary is killed and a script promotes the replica",
                                "kill",
                                "replicated",
                                new Load.Open(100),
                                25,
                                lab -> new Servers(lab, "", true, insert))
                        .with("profile", "mysql", "faults", "at 10.4s: crash db/primary for 60s as fault")
                        .action((site, start) -> ((Servers) site).killAndPromote(start))
                        .figures(
                                Figure.p50(),
                                Figure.failed(),
                                Figure.outage(KILL_AT, 1),
                                Figure.count("lost writes", "db.lost_writes", MariaDb::lost)),
                ProductTrial.of(
                                "the semi-synchronous replica is stopped",
                                "hang",
                                "replicated",
                                new Load.Open(50),
                                35,
                                lab -> new Servers(
                                        lab,
                                        MANY_CONNECTIONS + " --rpl-semi-sync-master-enabled=1"
                                                + " --rpl-semi-sync-slave-enabled=1",
                                        true,
                                        insert))
                        .with("profile", "mysql-semisync", "faults", "at 10s: pause db/replica-1 for 60s as fault")
                        .action(SiteAction.at(FAULT_AT, (Servers site) -> site.processes.signal(REPLICA, "STOP")))
                        .figures(Figure.p50(), Figure.failed(), Figure.outage(FAULT_AT, 1)),
                ProductTrial.of(
                                "all connections are in use",
                                "limit",
                                "limit",
                                new Load.Open(185),
                                25,
                                lab -> new Servers(lab, "", false, SqlClient.statement("SELECT SLEEP(0.9)")))
                        .timeout(Duration.ofSeconds(3))
                        .figures(
                                Figure.p50(),
                                Figure.throughput(),
                                Figure.failed(),
                                Figure.failed(TOO_MANY_CONNECTIONS, "db.pool_refused")),
                ProductTrial.of(
                                "transactions wait for the lock of one row",
                                "lock",
                                "lock",
                                new Load.Open(30),
                                40,
                                lab -> new Servers(lab, "", false, MariaDb::lockRow))
                        .with("held", HELD_MILLIS + "ms")
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                SqlCalibration.busy(this::computing),
                SqlCalibration.overloaded(this::computing));
    }

    private Site computing(Lab lab) throws Exception {
        return new Servers(lab, "", false, SqlClient.statement(calibration.query()));
    }

    /** Holds the lock of one row during other work of the transaction. */
    private static String lockRow(Connection connection, int number) throws SQLException {
        connection.setAutoCommit(false);
        SqlClient.execute(connection, "UPDATE lab.hot SET version = version + 1");
        LockSupport.parkNanos(Duration.ofMillis(HELD_MILLIS).toNanos());
        connection.commit();
        return "";
    }

    private static long lost(Measured measured) throws SQLException {
        long lost = 0;
        try (Connection connection = connect(((Servers) measured.site()).replicaPort, ROOT)) {
            for (CallResult result : measured.all()) {
                if (result.succeeded() && SqlClient.number(connection, FIND + result.detail()) < 0) {
                    lost++;
                }
            }
        }
        return lost;
    }

    private static Connection connect(int port, String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port + "/?user=" + user + "&connectTimeout=1000&socketTimeout=60000");
    }

    private static Connection awaitConnection(int port) throws SQLException {
        for (int i = 0; ; i++) {
            try {
                return connect(port, ROOT);
            } catch (SQLException notYet) {
                if (i == 200) {
                    throw notYet;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    /** Primary with a replica, or a primary alone on one core for two nodes of an application. */
    private static final class Servers implements Site {
        private final Processes processes;
        private final int primaryPort = Processes.freePort();
        private final int replicaPort = Processes.freePort();
        private final Call client;
        private volatile int current = primaryPort;

        Servers(Lab lab, String options, boolean replicated, SqlClient.Work work) throws Exception {
            processes = lab.processes();
            start(PRIMARY, primaryPort, replicated ? "" : "taskset -c 0 ", options);
            if (replicated) {
                start(REPLICA, replicaPort, "", options);
                try (Connection replica = awaitConnection(replicaPort)) {
                    SqlClient.execute(
                            replica,
                            "CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = " + primaryPort
                                    + ", MASTER_USER = 'root', MASTER_USE_GTID = slave_pos");
                    SqlClient.execute(replica, "START SLAVE");
                }
            }
            try (Connection primary = awaitConnection(primaryPort)) {
                SqlClient.execute(primary, "CREATE DATABASE lab");
                SqlClient.execute(primary, "CREATE TABLE lab.log (id bigint PRIMARY KEY)");
                SqlClient.execute(primary, "CREATE TABLE lab.hot (version bigint NOT NULL)");
                SqlClient.execute(primary, "CREATE USER app");
                SqlClient.execute(primary, "GRANT ALL ON lab.* TO app");
                SqlClient.execute(primary, "INSERT INTO lab.hot VALUES (0)");
            }
            if (replicated) {
                awaitApplied();
            }
            SqlClient.Source source = () -> connect(current, APPLICATION);
            SqlClient first = new SqlClient(source, true, work);
            client = replicated ? first : SqlClient.either(first, new SqlClient(source, true, work));
        }

        private void start(String name, int port, String prefix, String options) throws Exception {
            Path data = processes.folder().resolve(name);
            processes.run(
                    name + "-install",
                    "{} --no-defaults --auth-root-authentication-method=normal --skip-test-db --datadir=" + data,
                    Lab.program("mariadb-install-db"));
            processes.start(
                    name,
                    prefix + "{} --no-defaults --bind-address=127.0.0.1 --log-bin=binlog --sync-binlog=1 --server-id="
                            + port + " --port=" + port + " --datadir=" + data + " --socket=" + data
                            + "/socket --pid-file=" + data + "/pid" + options,
                    Lab.program("mariadbd"));
        }

        /** Waits until the replica has the last row of the tables. */
        private void awaitApplied() throws SQLException, IOException {
            for (int i = 0; i < 200; i++) {
                try (Connection replica = connect(replicaPort, APPLICATION)) {
                    if (SqlClient.number(replica, "SELECT version FROM lab.hot") == 0) {
                        return;
                    }
                } catch (SQLException notYet) {
                    // The replica has not applied the creation of the user.
                }
                LockSupport.parkNanos(50_000_000);
            }
            throw new IOException("the replica does not follow the primary");
        }

        /** Kills the primary. A script checks it each second and promotes the replica after a failure. */
        void killAndPromote(long start) throws SQLException {
            Load.waitUntil(start + Math.round(KILL_AT * SECOND));
            processes.kill(PRIMARY);
            long next = start + (FAULT_AT + 1) * SECOND;
            Load.waitUntil(next);
            while (Processes.listens(primaryPort)) {
                next += SECOND;
                Load.waitUntil(next);
            }
            try (Connection replica = connect(replicaPort, ROOT)) {
                SqlClient.execute(replica, "STOP SLAVE");
                SqlClient.execute(replica, "RESET SLAVE ALL");
            }
            current = replicaPort;
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
