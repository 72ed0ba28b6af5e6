package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Node of an application that queries a database by JDBC. After the timeout of the user it waits for its queries, but
 * the call has failed. The word of a failure is its error code or SQLSTATE, or {@code pool} for a full connection pool.
 */
final class SqlClient implements Call {
    private static final String POOL = "pool";

    private final Source source;
    private final boolean reuse;
    private final Work work;
    private final Deque<Connection> idle = new ArrayDeque<>();

    /** Opens connections. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** Executes the queries of a call and returns its detail. */
    @FunctionalInterface
    interface Work {
        String execute(Connection connection, int number) throws SQLException;
    }

    /**
     * Creates a client.
     *
     * @param reuse whether later calls use an open connection; otherwise each call closes its connection
     */
    SqlClient(Source source, boolean reuse, Work work) {
        this.source = source;
        this.reuse = reuse;
        this.work = work;
    }

    /** Returns work that executes one statement; each {@code #} is replaced by the number of the call, the detail. */
    static Work statement(String sql) {
        return (connection, number) -> {
            execute(connection, sql.replace("#", Integer.toString(number)));
            return Integer.toString(number);
        };
    }

    /** Returns a call that goes to one of two clients at random, as to two nodes of an application. */
    static Call either(SqlClient first, SqlClient second) {
        return (number, timeout) -> (new KeyedRandom(KeyedRandom.key(number, 0, "node")).uniform() < 0.5
                        ? first
                        : second)
                .send(number, timeout);
    }

    /** Executes a statement and reads its whole result. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first number of a result, or -1 if it has no row. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    @Override
    public String send(int number, int timeoutMillis) throws Exception {
        long until = System.nanoTime() + timeoutMillis * 1_000_000L;
        Connection connection = null;
        boolean kept = false;
        try {
            connection = connection();
            String detail = work.execute(connection, number);
            kept = reuse;
            if (System.nanoTime() > until) {
                throw new SocketTimeoutException();
            }
            return detail;
        } catch (SQLException failed) {
            throw System.nanoTime() > until ? new SocketTimeoutException() : failure(failed);
        } finally {
            if (kept) {
                synchronized (idle) {
                    idle.push(connection);
                }
            } else if (connection != null) {
                close(connection);
            }
        }
    }

    private Connection connection() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return source.open();
    }

    private static Exception failure(SQLException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException || cause instanceof ConnectException) {
                return (IOException) cause;
            }
        }
        if (failed.getErrorCode() > 0) {
            return new Failure(Integer.toString(failed.getErrorCode()));
        }
        return new Failure(failed.getSQLState() == null ? POOL : failed.getSQLState());
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            // The connection is of no use after its failure.
        }
    }
}
