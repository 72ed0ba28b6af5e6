package dev.brownout.importing.loadtest;

import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Statistics of Locust in CSV (documentation, "Retrieve test statistics in CSV format"): {@code _stats.csv} for the
 * whole test, and {@code _stats_history.csv} with the number of users over time.
 */
final class LocustStatistics {
    private static final double MICROS_PER_MILLI = 1e3;
    private static final String TOTAL = "Aggregated";

    private final List<String> header;
    private final List<List<String>> lines;

    private LocustStatistics(String text) {
        List<List<String>> all = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> CsvResults.cells(line, ','))
                .toList();
        this.header = all.get(0);
        this.lines = all.stream()
                .skip(1)
                .filter(cells -> cells.size() >= header.size())
                .toList();
    }

    /** Returns the summary in a text, or empty if the text is none. */
    static Optional<LoadTestSummary> read(String text) {
        if (isStatistics(text)) {
            return Optional.of(new LocustStatistics(text.stripLeading()).summary());
        }
        return isHistory(text) ? new LocustStatistics(text.stripLeading()).steady() : Optional.empty();
    }

    /** Returns the summary of the two files of one test, in any order; empty if the texts are not these. */
    static Optional<LoadTestSummary> read(String text, String other) {
        boolean inOrder = isStatistics(text) && isHistory(other);
        if (!inOrder && !(isStatistics(other) && isHistory(text))) {
            return Optional.empty();
        }
        LoadTestSummary statistics = new LocustStatistics((inOrder ? text : other).stripLeading()).summary();
        return read(inOrder ? other : text)
                .map(history -> new LoadTestSummary(
                        "statistics and history of Locust",
                        statistics.seconds(),
                        history.users(),
                        statistics.rows(),
                        statistics.total(),
                        List.of("the rise of the number of users of Locust: here all are active from the start")));
    }

    private static boolean isStatistics(String text) {
        return text.stripLeading().startsWith("Type,Name,Request Count,");
    }

    private static boolean isHistory(String text) {
        return text.stripLeading().startsWith("Timestamp,User Count,Type,Name,");
    }

    private LoadTestSummary summary() {
        List<Row> rows = new ArrayList<>();
        Optional<Row> total = Optional.empty();
        double rate = 0;
        for (List<String> cells : lines) {
            Row row = new Row(
                    (text(cells, "Type") + " " + text(cells, "Name")).strip(),
                    number(cells, "Request Count"),
                    number(cells, "Failure Count"),
                    number(cells, "Average Response Time") * MICROS_PER_MILLI,
                    number(cells, "Min Response Time") * MICROS_PER_MILLI,
                    number(cells, "Max Response Time") * MICROS_PER_MILLI,
                    quantiles(List.of(cells)));
            if (text(cells, "Name").equals(TOTAL)) {
                total = Optional.of(row);
            } else {
                rows.add(row);
                rate += number(cells, "Requests/s");
            }
        }
        double requests = rows.stream().mapToDouble(Row::requests).sum();
        return new LoadTestSummary(
                "statistics of Locust",
                requests / rate,
                SummaryUsers.NONE,
                rows,
                total.orElseGet(() -> rows.get(0)),
                List.of("the number of users, which is in the file _stats_history.csv of Locust"));
    }

    /**
     * Returns the period with all users. Its counts and its mean are differences of the totals at its ends. Each
     * percentile is the mean of those of its rows, each of which is that of the last ten seconds.
     */
    private Optional<LoadTestSummary> steady() {
        List<List<String>> totals = lines.stream()
                .filter(cells -> text(cells, "Name").equals(TOTAL))
                .toList();
        double users = totals.stream()
                .mapToDouble(cells -> number(cells, "User Count"))
                .max()
                .orElse(0);
        List<List<String>> steady = totals.stream()
                .filter(cells -> number(cells, "User Count") == users)
                .toList();
        if (users < 1 || steady.size() < 2) {
            return Optional.empty();
        }
        List<String> first = steady.get(0);
        List<String> last = steady.get(steady.size() - 1);
        double requests = number(last, "Total Request Count") - number(first, "Total Request Count");
        double mean = (sum(last) - sum(first)) / requests;
        Row row = new Row(
                "request",
                requests,
                number(last, "Total Failure Count") - number(first, "Total Failure Count"),
                mean * MICROS_PER_MILLI,
                number(last, "Total Min Response Time") * MICROS_PER_MILLI,
                number(last, "Total Max Response Time") * MICROS_PER_MILLI,
                quantiles(steady));
        return Optional.of(new LoadTestSummary(
                "history of Locust",
                number(last, "Timestamp") - number(first, "Timestamp"),
                SummaryUsers.stated(users, true),
                row,
                List.of("the time before all users of Locust were active, and the names of the requests")));
    }

    private double sum(List<String> cells) {
        return number(cells, "Total Request Count") * number(cells, "Total Average Response Time");
    }

    /** Returns the mean of each percentile over rows, in microseconds. */
    private NavigableMap<Double, Double> quantiles(List<List<String>> rows) {
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            if (header.get(i).endsWith("%") && !header.get(i).equals("100%")) {
                double percent = ResultTimes.number(header.get(i).replace("%", ""));
                rows.stream()
                        .map(cells -> cells.get(column))
                        .filter(cell -> !cell.equals("N/A") && !cell.isEmpty())
                        .mapToDouble(ResultTimes::number)
                        .average()
                        .ifPresent(millis -> quantiles.put(percent / 100, millis * MICROS_PER_MILLI));
            }
        }
        return quantiles;
    }

    private String text(List<String> cells, String column) {
        int index = header.indexOf(column);
        return index < 0 ? "" : cells.get(index);
    }

    private double number(List<String> cells, String column) {
        String text = text(cells, column);
        return text.isEmpty() ? Double.NaN : ResultTimes.number(text);
    }
}
