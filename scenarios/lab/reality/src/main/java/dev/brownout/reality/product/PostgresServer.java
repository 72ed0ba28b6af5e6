package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL server of a trial. Calls use an ordinary role, which has no reserved connections. */
final class PostgresServer {
    /** Program and its package of Debian. */
    static final String PROGRAM = "initdb";

    static final String PACKAGE = "postgresql";

    /** Statement that inserts a row with the number of the call as its key. */
    static final String INSERT = "INSERT INTO log VALUES (#)";

    /** Query that sleeps for an exponential time with a mean in s. */
    static final String SLEEP = "SELECT pg_sleep(-ln(1 - random()) * %s)";

    /** Query that computes, without a temporary table, so that its time is proportional to its rows. */
    static final String COMPUTE = "SELECT sum(i) FROM (SELECT generate_series(1, %d) AS i) each_row";

    static final int ROWS = 60_000;

    private static final String ADMIN = "site";
    private static final String APPLICATION = "app";

    private final Processes processes;
    private final String name;
    private final Path data;
    private final int port;
    private final String options;
    private final boolean oneCore;

    private PostgresServer(Processes processes, String name, String options, boolean oneCore) throws IOException {
        this.processes = processes;
        this.name = name;
        this.data = processes.folder().resolve(name);
        this.port = Processes.freePort();
        this.options = options;
        this.oneCore = oneCore;
    }

    /**
     * Starts a primary with tables.
     *
     * @param options settings, each {@code name=value}, separated by spaces
     * @param oneCore whether all processes of the server run on one core
     */
    static PostgresServer primary(Processes processes, String options, boolean oneCore) throws Exception {
        PostgresServer server = new PostgresServer(processes, "primary", options, oneCore);
        processes.run("initdb", "{} -D {} -A trust --locale=C -U " + ADMIN, Lab.program(PROGRAM), server.data);
        server.start();
        try (Connection connection = server.awaitConnection()) {
            SqlClient.execute(connection, "SET synchronous_commit = local"); // a synchronous replica starts later
            SqlClient.execute(connection, "CREATE ROLE app LOGIN");
            SqlClient.execute(connection, "CREATE TABLE log (id bigint PRIMARY KEY)");
            SqlClient.execute(connection, "CREATE TABLE items (id int PRIMARY KEY, version int NOT NULL)");
            SqlClient.execute(connection, "INSERT INTO items SELECT i, -1 FROM generate_series(0, 99) i");
            SqlClient.execute(connection, "GRANT ALL ON log, items TO app");
        }
        return server;
    }

    /** Starts a replica with streaming replication. */
    PostgresServer replica(String settings) throws Exception {
        PostgresServer replica = new PostgresServer(processes, "replica", settings, false);
        processes.run(
                "pg_basebackup",
                "{} -h 127.0.0.1 -p {} -U " + ADMIN + " -D {} -R -X stream -c fast",
                Lab.program("pg_basebackup"),
                port,
                replica.data);
        replica.start();
        replica.awaitConnection().close();
        return replica;
    }

    /** Starts the server process, also after a kill. */
    void start() throws IOException {
        StringBuilder command = new StringBuilder(oneCore ? "taskset -c 0 " : "")
                .append("{} -D {} -p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        for (String option : options.isEmpty() ? new String[0] : options.split(" ", -1)) {
            command.append(" -c ").append(option);
        }
        processes.start(name, command.toString(), Lab.program("postgres"), data, port);
    }

    int port() {
        return port;
    }

    /** Kills the main process, whereupon its child processes exit. */
    void kill() {
        processes.kill(name);
    }

    /** Sends a signal to all processes of the server. */
    void signal(String signal) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(pid)));
        ProcessHandle.of(pid).orElseThrow().children().forEach(child -> command.add(Long.toString(child.pid())));
        Lab.output(command.toArray(new String[0]));
    }

    /** Promotes the replica, and waits until it accepts writes. */
    void promote() throws SQLException {
        try (Connection connection = admin()) {
            SqlClient.execute(connection, "SELECT pg_promote(true, 30)");
        }
    }

    /** Returns whether the server executes a query. */
    boolean responds() {
        try (Connection connection = admin()) {
            return SqlClient.number(connection, "SELECT 1") == 1;
        } catch (SQLException failed) {
            return false;
        }
    }

    /** Opens a connection of an application. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(port));
    }

    /** Opens a connection of the administrator. */
    Connection admin() throws SQLException {
        return DriverManager.getConnection(url(port).replace("user=" + APPLICATION, "user=" + ADMIN));
    }

    /** Returns the address of a server or of its pooler for an application. */
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + APPLICATION
                + "&connectTimeout=1&socketTimeout=60&preferQueryMode=simple&sslmode=disable&gssEncMode=disable"
                + "&assumeMinServerVersion=15";
    }

    private Connection awaitConnection() throws SQLException {
        for (int i = 0; ; i++) {
            try {
                return admin();
            } catch (SQLException notYet) {
                if (i == 200) {
                    throw notYet;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
