package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** PgBouncer in front of PostgreSQL. */
final class PgBouncer implements MeasuredProduct {
    private static final int FAULT_AT = 10;
    private static final int DOWN = 3;
    private static final int PAUSE_MILLIS = 200;
    private static final String TRANSACTION = "transaction";
    private static final String SESSION = "session";
    private static final String MANY_CLIENTS = "max_client_conn = 1000";
    private static final String CLIENT_LIMIT = "clients";
    private static final String WAIT_LIMIT = "wait";
    private static final String MODE = "mode";
    private static final String QUERY = "query";

    /** SQLSTATE of an error that PgBouncer itself reports. */
    private static final String POOLER_ERROR = "08P01";

    private final SqlCalibration calibration = new SqlCalibration(PostgresServer.COMPUTE, PostgresServer.ROWS);

    @Override
    public String name() {
        return "pgbouncer";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("pgbouncer", "pgbouncer", PostgresServer.PROGRAM, PostgresServer.PACKAGE);
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("pgbouncer").toString(), "--version").split("\\s+", -1)[1];
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        calibration.calibrate(lab, this::computing);
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        Duration patient = Duration.ofSeconds(4);
        return List.of(
                ProductTrial.of(
                                "queries wait for the default pool size",
                                "limit",
                                "pooled",
                                new Load.Open(85),
                                35,
                                lab -> new Pooled(lab, TRANSACTION, MANY_CLIENTS, sleep("0.2"), true))
                        .with(MODE, TRANSACTION, CLIENT_LIMIT, "1000", WAIT_LIMIT, "120s", QUERY, "exp(200ms)")
                        .timeout(patient)
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                ProductTrial.of(
                                "queries wait longer than query_wait_timeout",
                                "limit",
                                "pooled",
                                new Load.Open(130),
                                25,
                                lab -> new Pooled(
                                        lab,
                                        TRANSACTION,
                                        MANY_CLIENTS + "\nquery_wait_timeout = 1",
                                        sleep("0.2"),
                                        true))
                        .with(MODE, TRANSACTION, CLIENT_LIMIT, "1000", WAIT_LIMIT, "1s", QUERY, "exp(200ms)")
                        .timeout(patient)
                        .figures(
                                Figure.p50(), Figure.throughput(), Figure.failed(POOLER_ERROR, "pooler.wait_timeouts")),
                ProductTrial.of(
                                "more clients than max_client_conn",
                                "limit",
                                "pooled",
                                new Load.Open(240),
                                25,
                                lab -> new Pooled(lab, TRANSACTION, "", sleep("0.1"), true))
                        .with(MODE, TRANSACTION, CLIENT_LIMIT, "100", WAIT_LIMIT, "120s", QUERY, "exp(100ms)")
                        .timeout(patient)
                        .figures(
                                Figure.p50(),
                                Figure.throughput(),
                                Figure.failed(POOLER_ERROR, "pooler.clients_refused")),
                interrupted(SESSION),
                interrupted(TRANSACTION),
                ProductTrial.of(
                                "the database is killed and restarted",
                                "kill",
                                "killed",
                                new Load.Open(80),
                                40,
                                lab -> new Pooled(lab, TRANSACTION, MANY_CLIENTS, sleep("0.02"), true))
                        .with("faults", "at 10s: crash db/primary for 3s as fault")
                        .action(SiteAction.at(FAULT_AT, (Pooled site) -> site.database.kill())
                                .then(SiteAction.at(FAULT_AT + DOWN, (Pooled site) -> site.database.start())))
                        .figures(Figure.p50(), Figure.failed(), Figure.outage(FAULT_AT, 1)),
                SqlCalibration.busy(this::computing),
                SqlCalibration.overloaded(this::computing));
    }

    /** Returns a trial with two queries of a client connection, and a pause between them. */
    private static ProductTrial interrupted(String mode) {
        SqlClient.Work query = sleep("0.02");
        SqlClient.Work work = (connection, number) -> {
            query.execute(connection, number);
            LockSupport.parkNanos(Duration.ofMillis(PAUSE_MILLIS).toNanos());
            return query.execute(connection, number);
        };
        return ProductTrial.of(
                        mode + " pooling with a pause between two queries",
                        "setting",
                        "interrupted",
                        new Load.Open(70),
                        25,
                        lab -> new Pooled(lab, mode, MANY_CLIENTS, work, false))
                .with(MODE, mode, "pause", PAUSE_MILLIS + "ms")
                .timeout(Duration.ofSeconds(4))
                .figures(Figure.p50(), Figure.p99(), Figure.failed());
    }

    private static SqlClient.Work sleep(String seconds) {
        return SqlClient.statement(String.format(Locale.ROOT, PostgresServer.SLEEP, seconds));
    }

    private Site computing(Lab lab) throws Exception {
        return new Pooled(lab, TRANSACTION, MANY_CLIENTS, SqlClient.statement(calibration.query()), true);
    }

    /** PgBouncer with a PostgreSQL server that runs on one core. */
    private static final class Pooled implements Site {
        private final Processes processes;
        private final PostgresServer database;
        private final SqlClient client;

        /**
         * Starts both servers.
         *
         * @param settings lines of the configuration that differ from the defaults
         * @param reuse whether client connections are kept for later calls
         */
        Pooled(Lab lab, String mode, String settings, SqlClient.Work work, boolean reuse) throws Exception {
            processes = lab.processes();
            database = PostgresServer.primary(processes, "", true);
            int port = Processes.freePort();
            Path conf = Files.writeString(
                    processes.folder().resolve("pgbouncer.ini"),
                    String.format(Locale.ROOT, """
                            [databases]
                            postgres = host=127.0.0.1 port=%d user=app
                            [pgbouncer]
                            listen_addr = 127.0.0.1
                            listen_port = %d
                            unix_socket_dir =
                            auth_type = any
                            ignore_startup_parameters = extra_float_digits
                            log_connections = 0
                            log_disconnections = 0
                            pool_mode = %s
                            %s
                            """, database.port(), port, mode, settings));
            processes.start("pgbouncer", "{} {}", Lab.program("pgbouncer"), conf);
            Processes.awaitListening(port);
            client = new SqlClient(() -> DriverManager.getConnection(PostgresServer.url(port)), reuse, work);
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
