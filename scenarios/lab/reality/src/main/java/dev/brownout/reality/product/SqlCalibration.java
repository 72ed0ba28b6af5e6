package dev.brownout.reality.product;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Calibration of a database, and a query that computes on one core with a capacity of {@link #CAPACITY}. */
final class SqlCalibration {
    /** Capacity of the query in calls per second. */
    static final int CAPACITY = 100;

    /** Name of the file with the times of the query. */
    static final String TIMES = "cpu.csv";

    private static final int SECONDS = 12;
    private static final int WRITES = 300;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int LAGS = 60;
    private static final String LAG_FILE = "lag.csv";

    private final String query;
    private int amount;

    /**
     * Creates a calibration.
     *
     * @param query query with {@code %d} for the amount of its work
     * @param amount initial amount of work
     */
    SqlCalibration(String query, int amount) {
        this.query = query;
        this.amount = amount;
    }

    /** Returns the query with its amount of work. */
    String query() {
        return String.format(Locale.ROOT, query, amount);
    }

    /** Sets the amount of work by a closed loop, and records the times of the query without waiting. */
    void calibrate(Lab lab, ProductTrial.Start start) throws Exception {
        try (Site site = start.in(lab)) {
            amount = (int) (amount * lab.capacity(4, SECONDS, site) / CAPACITY);
        }
        try (Site site = start.in(lab)) {
            lab.recordTimes(TIMES, new Load.Closed(1, Duration.ZERO), SECONDS, site);
        }
    }

    /**
     * Returns the median time of a write in µs. A pause between writes is that of a load: after a pause, processes and
     * disk respond later.
     *
     * @param first number of the first write, which replaces {@code #} in its statement
     */
    static long medianMicros(Connection connection, String sql, int first) throws SQLException {
        long[] nanos = new long[WRITES];
        for (int i = 0; i < WRITES; i++) {
            long start = System.nanoTime();
            SqlClient.execute(connection, sql.replace("#", Integer.toString(first + i)));
            nanos[i] = System.nanoTime() - start;
            Load.waitUntil(start + PAUSE_NANOS);
        }
        Arrays.sort(nanos);
        return nanos[WRITES / 2] / 1000;
    }

    /**
     * Records the times from the response of a write until its row is on the replica.
     *
     * @param insert statement that inserts a row with the key {@code #}
     * @param find query that returns 1 for that row
     */
    static void writeLags(Lab lab, Connection primary, Connection replica, String insert, String find)
            throws SQLException, IOException {
        List<String> lags = new ArrayList<>();
        for (int i = -LAGS; i < 0; i++) {
            String key = Integer.toString(i);
            SqlClient.execute(primary, insert.replace("#", key));
            long written = System.nanoTime();
            long until = written + Duration.ofSeconds(5).toNanos();
            while (SqlClient.number(replica, find.replace("#", key)) < 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            lags.add((System.nanoTime() - written) / 1000 + "us");
        }
        Files.write(lab.results().resolve(LAG_FILE), lags);
    }

    /** Returns a trial at 80 % of the capacity. */
    static ProductTrial busy(ProductTrial.Start start) {
        return ProductTrial.of("80 percent of capacity", "load", "cpu", new Load.Open(CAPACITY * 0.8), 25, start)
                .figures(Figure.p50(), Figure.p99(), Figure.throughput(), Figure.failed());
    }

    /** Returns a trial at 110 % of the capacity. */
    static ProductTrial overloaded(ProductTrial.Start start) {
        return ProductTrial.of("110 percent of capacity", "load", "cpu", new Load.Open(CAPACITY * 1.1), 20, start)
                .figures(Figure.p50(), Figure.throughput(), Figure.failed());
    }
}
