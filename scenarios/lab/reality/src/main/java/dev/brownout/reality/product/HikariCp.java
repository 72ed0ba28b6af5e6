package dev.brownout.reality.product;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import dev.brownout.reality.product.ProductTrial.SiteStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** HikariCP with PostgreSQL. Its version is that of the library. */
final class HikariCp implements MeasuredProduct {
    private static final int FAULT_AT = 10;
    private static final int DOWN = 3;
    private static final int CALL_MILLIS = 100;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    private static final String WAIT = "wait";
    private static final String QUERY = "query";
    private static final String FAULTS = "faults";

    private final SqlCalibration calibration = new SqlCalibration(PostgresServer.COMPUTE, PostgresServer.ROWS);

    @Override
    public String name() {
        return "hikaricp";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(PostgresServer.PROGRAM, PostgresServer.PACKAGE);
    }

    @Override
    public String version(Lab lab) {
        String path = HikariDataSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return path.replaceFirst(".*HikariCP-(.*)\\.jar", "$1");
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
                                "calls wait for the default pool size",
                                "limit",
                                "pooled",
                                new Load.Open(85),
                                28,
                                lab -> new Pooled(lab, DEFAULT_WAIT, sleep("0.1")))
                        .with(WAIT, "30s", QUERY, "exp(100ms)", FAULTS, "")
                        .timeout(patient)
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                ProductTrial.of(
                                "calls wait longer than connectionTimeout",
                                "limit",
                                "pooled",
                                new Load.Open(130),
                                25,
                                lab -> new Pooled(lab, SHORT_WAIT, sleep("0.1")))
                        .with(WAIT, "1s", QUERY, "exp(100ms)", FAULTS, "")
                        .timeout(patient)
                        .figures(Figure.p50(), Figure.throughput(), Figure.failed("pool", "db.pool_timeouts")),
                ProductTrial.of(
                                "calls hold a connection during a slow call",
                                "slow",
                                "held",
                                new Load.Open(70),
                                25,
                                lab -> new Pooled(lab, DEFAULT_WAIT, held()))
                        .with("call", CALL_MILLIS + "ms")
                        .timeout(patient)
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                fault(
                        "the database is killed and restarted",
                        "kill",
                        "crash db/primary for 3s",
                        site -> site.database.kill(),
                        site -> site.database.start()),
                fault(
                        "the database is stopped",
                        "hang",
                        "pause db/primary for 3s",
                        site -> site.database.signal("STOP"),
                        site -> site.database.signal("CONT")),
                SqlCalibration.busy(this::computing),
                SqlCalibration.overloaded(this::computing));
    }

    /** Returns a trial of a fault and its end with a connectionTimeout of one second. */
    private static ProductTrial fault(
            String name, String kind, String fault, SiteStep<Pooled> begin, SiteStep<Pooled> end) {
        return ProductTrial.of(
                        name, kind, "pooled", new Load.Open(80), 30, lab -> new Pooled(lab, SHORT_WAIT, sleep("0.02")))
                .with(WAIT, "1s", QUERY, "exp(20ms)", FAULTS, "at 10s: " + fault + " as fault")
                .timeout(Duration.ofSeconds(2))
                .action(SiteAction.at(FAULT_AT, begin).then(SiteAction.at(FAULT_AT + DOWN, end)))
                .figures(Figure.p50(), Figure.failed(), Figure.outage(FAULT_AT, 1));
    }

    private static SqlClient.Work sleep(String seconds) {
        return SqlClient.statement(String.format(Locale.ROOT, PostgresServer.SLEEP, seconds));
    }

    /** Returns work that holds its connection during a call of another service. */
    private static SqlClient.Work held() {
        SqlClient.Work query = sleep("0.01");
        return (connection, number) -> {
            query.execute(connection, number);
            LockSupport.parkNanos(Duration.ofMillis(CALL_MILLIS).toNanos());
            return query.execute(connection, number);
        };
    }

    private Site computing(Lab lab) throws Exception {
        return new Pooled(lab, DEFAULT_WAIT, SqlClient.statement(calibration.query()));
    }

    /** Connection pool of this process with a PostgreSQL server that runs on one core. */
    private static final class Pooled implements Site {
        private final Processes processes;
        private final PostgresServer database;
        private final HikariDataSource pool;
        private final SqlClient client;

        Pooled(Lab lab, Duration connectionTimeout, SqlClient.Work work) throws Exception {
            processes = lab.processes();
            database = PostgresServer.primary(processes, "", true);
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(PostgresServer.url(database.port()));
            config.setConnectionTimeout(connectionTimeout.toMillis());
            pool = new HikariDataSource(config);
            client = new SqlClient(pool::getConnection, false, work);
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public void close() throws IOException {
            pool.close();
            processes.close();
        }
    }
}
