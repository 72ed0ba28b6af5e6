package dev.brownout.reality;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Rows of the site in PostgreSQL, accessed with a connection pool. A query waits in FIFO order for a connection and
 * holds it until its result. It fails if no connection is free in time. Queries go to the current primary of the two
 * servers.
 */
final class Rows {
    private final String url;
    private final Semaphore places;
    private final Duration longestWait;
    private final Deque<Connection> idle = new ArrayDeque<>();

    /**
     * Result of a query.
     *
     * @param value the row
     * @param waitedNanos waiting time for a connection, in ns
     * @param queriedNanos duration of the query, in ns
     */
    record Row(byte[] value, long waitedNanos, long queriedNanos) {}

    Rows(String url, int connections, Duration longestWait) {
        this.url = url;
        this.places = new Semaphore(connections, true);
        this.longestWait = longestWait;
    }

    /** Returns the JDBC URL of two servers of which one is the primary. */
    static String url(int port, int otherPort) {
        return "jdbc:postgresql://127.0.0.1:" + port + ",127.0.0.1:" + otherPort
                + "/postgres?user=site&targetServerType=primary&hostRecheckSeconds=0&connectTimeout=1&socketTimeout=2";
    }

    Row read(int key) throws SQLException, InterruptedException {
        long from = System.nanoTime();
        if (!places.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new SQLException("no connection within " + longestWait);
        }
        try {
            long used = System.nanoTime();
            byte[] value = query(key);
            return new Row(value, used - from, System.nanoTime() - used);
        } finally {
            places.release();
        }
    }

    private byte[] query(int key) throws SQLException {
        Connection connection = connection();
        try {
            byte[] value;
            try (PreparedStatement query = connection.prepareStatement(Databases.QUERY)) {
                query.setInt(1, key);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    value = row.getBytes(1);
                }
            }
            synchronized (idle) {
                idle.push(connection);
            }
            return value;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private Connection connection() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return DriverManager.getConnection(url);
    }
}
