package dev.brownout.importing.loadtest;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures of a load test that has a summary instead of its individual requests.
 *
 * @param name name of the file
 * @param users number of users of the closed loop, or 0 for an open load
 * @param origin origin of the number of users
 * @param thinks whether the users of this load generator can have a think time
 * @param seconds duration in seconds
 * @param rate requests per second
 * @param meanNanos mean response time in ns
 * @param quantileNanos response times in ns by share of the requests, such as 0.99
 */
public record MeasuredSummary(
        String name,
        int users,
        String origin,
        boolean thinks,
        double seconds,
        double rate,
        double meanNanos,
        NavigableMap<Double, Double> quantileNanos) {
    private static final int LONGEST = 1 << 22;
    private static final double NANOS = 1e3;

    /** Copies the map. */
    public MeasuredSummary {
        quantileNanos = Collections.unmodifiableNavigableMap(new TreeMap<>(quantileNanos));
    }

    /**
     * Reads the summary of a load test.
     *
     * @return empty if the file is no summary of a known load generator
     * @throws ImportException if the file cannot be read, or has no duration or no mean response time
     */
    public static Optional<MeasuredSummary> read(ImportSource source) throws ImportException {
        Optional<LoadTestSummary> found;
        try (InputStream stream = source.unpacked()) {
            found = SummaryScenario.read(new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw ImportException.unreadable(source.name(), failed);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LoadTestSummary summary = found.get();
        Row total = summary.total();
        double rate = summary.requests() / summary.seconds();
        if (!(rate > 0) || Double.isInfinite(rate) || Double.isNaN(total.meanMicros())) {
            throw new ImportException(
                    "{}: this is the {}, without its requests, its duration or its response times",
                    source.name(),
                    summary.tool());
        }
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        total.quantiles().forEach((share, micros) -> quantiles.put(share, micros * NANOS));
        return Optional.of(new MeasuredSummary(
                source.name(),
                summary.users().number(),
                summary.users().origin(),
                summary.users().thinks(),
                summary.seconds(),
                rate,
                total.meanMicros() * NANOS,
                quantiles));
    }

    /** Returns this summary with a number of users from outside of the file; 0 for an open load. */
    public MeasuredSummary withUsers(int count) {
        return new MeasuredSummary(name, count, "as given by --users", thinks, seconds, rate, meanNanos, quantileNanos);
    }
}
