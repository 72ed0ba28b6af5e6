package dev.brownout.reality;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL servers with the rows of the site: a primary, and a replica with streaming replication. */
final class Databases {
    static final String QUERY = "SELECT value, pg_sleep(-ln(1 - random()) * 0.008) FROM items WHERE id = ?";
    private static final String PRIMARY = "database-1";
    private static final String REPLICA = "database-2";
    private static final String SERVER = "{} -D {} -p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= "
            + "-c max_connections=50 -c logging_collector=off";

    private final InstalledPrograms programs;
    private final Processes processes;
    private final int primaryPort = Processes.freePort();
    private final int replicaPort = Processes.freePort();

    Databases(InstalledPrograms programs, Processes processes) throws IOException {
        this.programs = programs;
        this.processes = processes;
    }

    int primaryPort() {
        return primaryPort;
    }

    int replicaPort() {
        return replicaPort;
    }

    /**
     * Creates both servers with all rows.
     *
     * @param generation number that is different for each call
     */
    void start(int generation) throws IOException, InterruptedException {
        Path primary = processes.folder().resolve(PRIMARY + "-" + generation);
        Path replica = processes.folder().resolve(REPLICA + "-" + generation);
        processes.run("initdb", "{} -D {} -A trust -U site", programs.inServerFolder("initdb"), primary);
        processes.start(PRIMARY, SERVER, programs.postgres(), primary, primaryPort);
        try (Connection connection = connect(primaryPort);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE items (id int PRIMARY KEY, value bytea NOT NULL)");
            statement.execute("INSERT INTO items SELECT i, decode(rpad('', " + 2 * ServerStack.VALUE_BYTES
                    + ", md5(i::text)), 'hex') FROM generate_series(1, " + ServerStack.ROWS + ") i");
            statement.execute("VACUUM ANALYZE items");
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
        processes.run(
                "pg_basebackup",
                "{} -h 127.0.0.1 -p {} -U site -D {} -R -X stream -c fast",
                programs.inServerFolder("pg_basebackup"),
                primaryPort,
                replica);
        processes.start(REPLICA, SERVER, programs.postgres(), replica, replicaPort);
        try (Connection waited = connect(replicaPort)) {
            waited.isValid(1);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** Terminates both servers. */
    void end() throws InterruptedException {
        processes.end(REPLICA);
        processes.end(PRIMARY);
    }

    /** Kills the primary immediately. */
    void killPrimary() {
        processes.kill(PRIMARY);
    }

    /** Returns whether a process listens on the port of the original primary. */
    boolean primaryListens() {
        return Processes.listens(primaryPort);
    }

    /** Promotes the replica, and waits until it is the primary. */
    void promote() {
        try (Connection connection = connect(replicaPort);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote(true, 30)");
        } catch (SQLException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Connection connect(int port) throws SQLException, InterruptedException {
        SQLException last = null;
        for (int i = 0; i < 300; i++) {
            try {
                return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=site");
            } catch (SQLException notYet) {
                last = notYet;
                Thread.sleep(100);
            }
        }
        throw last;
    }
}
