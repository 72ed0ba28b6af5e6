package dev.brownout.importing.loadtest;

import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Summaries that load generators print: wrk and wrk2 with {@code --latency} (their README files), hey and oha (README),
 * and ab (manual page), and the statistics of Locust.
 */
final class TextSummaries {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final String NUMBER = "([0-9]+(?:[.][0-9]+)?)";
    private static final Pattern QUANTILE =
            Pattern.compile("(?m)^ +" + NUMBER + "%(?: in)? +" + NUMBER + " ?(us|ms|s|m|secs?)?\\b");
    private static final List<String> FORMS =
            List.of("Running ", "Summary:", "This is ApacheBench", "Type,Name,", "Timestamp,User Count,");

    private final String text;

    private TextSummaries(String text) {
        this.text = text;
    }

    /** Returns the summary in a text, or empty if the text is none. */
    static Optional<LoadTestSummary> read(String text) {
        String startText = text.stripLeading();
        TextSummaries summary = new TextSummaries(text);
        if (FORMS.stream().noneMatch(startText::startsWith) && !text.contains("ApacheBench, Version")) {
            return Optional.empty();
        }
        if (startText.startsWith("Running ") && text.contains(" connections\n")) {
            return Optional.of(summary.wrk());
        }
        if (startText.startsWith("Summary:") && text.contains("Requests/sec:")) {
            return Optional.of(summary.hey());
        }
        if (text.contains("Concurrency Level:")) {
            return Optional.of(summary.ab());
        }
        return LocustStatistics.read(text);
    }

    private double number(String regex, double missing) {
        Matcher found = Pattern.compile(regex).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : missing;
    }

    /** Returns a time with its unit in microseconds, or NaN if there is none. */
    private double time(String regex) {
        Matcher found = Pattern.compile(regex).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) * unit(found.group(2)) : Double.NaN;
    }

    private static double unit(String name) {
        return switch (name) {
            case "us" -> 1;
            case "ms" -> MICROS_PER_MILLI;
            case "m" -> 60 * MICROS_PER_SECOND;
            case "h" -> 3600 * MICROS_PER_SECOND;
            default -> MICROS_PER_SECOND;
        };
    }

    private NavigableMap<Double, Double> quantiles(double unitless) {
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        Matcher found = QUANTILE.matcher(text);
        while (found.find()) {
            double share = Double.parseDouble(found.group(1)) / 100;
            double unit = found.group(3) == null ? unitless : unit(found.group(3));
            if (share < 1) {
                quantiles.putIfAbsent(share, Double.parseDouble(found.group(2)) * unit);
            }
        }
        return quantiles;
    }

    private LoadTestSummary wrk() {
        double requests = number("([0-9]+) requests in ", 0);
        double seconds = time("requests in " + NUMBER + "(us|ms|s|m|h)") / MICROS_PER_SECOND;
        double errors = number("Socket errors: connect ([0-9]+)", 0)
                + number("Socket errors:.* read ([0-9]+)", 0)
                + number("Socket errors:.* write ([0-9]+)", 0)
                + number("Socket errors:.* timeout ([0-9]+)", 0);
        boolean constant = text.contains("HdrHistogram");
        Row row = new Row(
                "request",
                requests,
                number("Non-2xx or 3xx responses: ([0-9]+)", 0) + errors,
                time("Latency +" + NUMBER + "(us|ms|s|m|h)"),
                Double.NaN,
                time("Latency +[0-9.a-z]+ +[0-9.a-z]+ +" + NUMBER + "(us|ms|s|m|h)"),
                quantiles(MICROS_PER_MILLI));
        return new LoadTestSummary(
                constant ? "output of wrk2" : "output of wrk",
                seconds,
                constant ? SummaryUsers.NONE : SummaryUsers.stated(number("([0-9]+) connections", 0), false),
                row,
                List.of("failed requests of wrk are those with a status of 400 or above, and socket errors"));
    }

    private LoadTestSummary hey() {
        double requests = 0;
        double failed = 0;
        Matcher status = Pattern.compile("(?m)^ +\\[([0-9]+)\\]\\s+(.*)$").matcher(text);
        while (status.find()) {
            boolean response = status.group(2).matches("[0-9]+ responses.*");
            double count = Double.parseDouble(response ? status.group(2).replaceAll(" .*", "") : status.group(1));
            requests += count;
            failed += response && !status.group(1).startsWith("5") ? 0 : count;
        }
        double seconds = time("Total:\\s+" + NUMBER + " ?(ms|s)") / MICROS_PER_SECOND;
        Row row = new Row(
                "request",
                requests > 0 ? requests : seconds * number("Requests/sec:\\s+" + NUMBER, 0),
                failed,
                time("Average:\\s+" + NUMBER + " ?(ms|s)"),
                time("Fastest:\\s+" + NUMBER + " ?(ms|s)"),
                time("Slowest:\\s+" + NUMBER + " ?(ms|s)"),
                quantiles(MICROS_PER_SECOND));
        return new LoadTestSummary(
                "output of hey or oha",
                seconds,
                SummaryUsers.ofBusyConnections(row.requests() / seconds, row.meanMicros()),
                row,
                List.of("the number of connections, which is not in the output, and a limit of their rate (-q)"));
    }

    private LoadTestSummary ab() {
        Row row = new Row(
                "request",
                number("Complete requests:\\s+([0-9]+)", 0),
                number("Failed requests:\\s+([0-9]+)", 0) + number("Non-2xx responses:\\s+([0-9]+)", 0),
                number("Time per request:\\s+" + NUMBER + " \\[ms\\] \\(mean\\)", Double.NaN) * MICROS_PER_MILLI,
                Double.NaN,
                number("100% +([0-9]+) ", Double.NaN) * MICROS_PER_MILLI,
                quantiles(MICROS_PER_MILLI));
        return new LoadTestSummary(
                "output of ab",
                number("Time taken for tests:\\s+" + NUMBER, 0),
                SummaryUsers.stated(number("Concurrency Level:\\s+([0-9]+)", 0), false),
                row,
                List.of("failed requests of ab include those with another length, and with a status of 300 or above"));
    }
}
