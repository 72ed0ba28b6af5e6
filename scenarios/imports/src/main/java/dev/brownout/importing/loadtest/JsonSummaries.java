package dev.brownout.importing.loadtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Summaries in JSON: oha ({@code --output-format json}, its schema), vegeta ({@code report -type=json}, README) and k6
 * ({@code --summary-export} and the data of {@code handleSummary}, documentation, "Results output").
 */
final class JsonSummaries {
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_NANO = 1e-3;

    private final Map<String, String> fields;

    private JsonSummaries(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Returns the summary in a text, or empty if the text is none. */
    static Optional<LoadTestSummary> read(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            JsonResults.object(parser, "", fields, name -> true);
        } catch (IOException broken) {
            return Optional.empty();
        }
        JsonSummaries summary = new JsonSummaries(fields);
        if (fields.containsKey("summary.requestsPerSec")) {
            return Optional.of(summary.oha());
        }
        if (fields.containsKey("latencies.mean") && fields.containsKey("throughput")) {
            return Optional.of(summary.vegeta());
        }
        return fields.keySet().stream().anyMatch(name -> name.startsWith("metrics.http_req_duration."))
                ? Optional.of(summary.k6())
                : Optional.empty();
    }

    private double number(String name) {
        String text = fields.get(name);
        return text == null ? Double.NaN : ResultTimes.number(text);
    }

    /** Returns the sum of the fields below a name that are of a kind. */
    private double sum(String above, Predicate<String> kind) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(above)
                        && kind.test(field.getKey().substring(above.length())))
                .mapToDouble(field -> ResultTimes.number(field.getValue()))
                .sum();
    }

    private LoadTestSummary oha() {
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith("latencyPercentiles.p")) {
                double percent = ResultTimes.number(name.substring("latencyPercentiles.p".length()));
                quantiles.put(percent / 100, ResultTimes.number(value) * MICROS_PER_SECOND);
            }
        });
        double errors = sum("errorDistribution.", kind -> !kind.contains("deadline"));
        Row row = new Row(
                "request",
                sum("statusCodeDistribution.", kind -> true) + errors,
                sum("statusCodeDistribution.", kind -> kind.startsWith("5")) + errors,
                number("summary.average") * MICROS_PER_SECOND,
                number("summary.fastest") * MICROS_PER_SECOND,
                number("summary.slowest") * MICROS_PER_SECOND,
                quantiles);
        return new LoadTestSummary(
                "summary of oha",
                number("summary.total"),
                SummaryUsers.ofBusyConnections(row.requests() / number("summary.total"), row.meanMicros()),
                row,
                List.of("histograms of oha, and whether its connections waited for each other or had a fixed rate"));
    }

    private LoadTestSummary vegeta() {
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.matches("latencies[.][0-9.]+th")) {
                double percent = ResultTimes.number(name.substring("latencies.".length(), name.length() - 2));
                quantiles.put(percent / 100, ResultTimes.number(value) * MICROS_PER_NANO);
            }
        });
        double requests = number("requests");
        Row row = new Row(
                "request",
                requests,
                sum("status_codes.", kind -> kind.startsWith("5") || kind.equals("0")),
                number("latencies.mean") * MICROS_PER_NANO,
                number("latencies.min") * MICROS_PER_NANO,
                number("latencies.max") * MICROS_PER_NANO,
                quantiles);
        return new LoadTestSummary("report of vegeta", number("duration") / 1e9, SummaryUsers.NONE, row, List.of());
    }

    private LoadTestSummary k6() {
        String values = fields.containsKey("metrics.http_req_duration.values.avg") ? ".values." : ".";
        String duration = "metrics.http_req_duration" + values;
        NavigableMap<Double, Double> quantiles = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(duration + "p(") && name.endsWith(")")) {
                double percent = ResultTimes.number(name.substring(duration.length() + 2, name.length() - 1));
                quantiles.put(percent / 100, ResultTimes.number(value) * MICROS_PER_MILLI);
            }
        });
        quantiles.put(0.5, number(duration + "med") * MICROS_PER_MILLI);
        double requests = number("metrics.http_reqs" + values + "count");
        double share = number("metrics.http_req_failed" + values + (values.equals(".") ? "value" : "rate"));
        Row row = new Row(
                "request",
                requests,
                Double.isNaN(share) ? 0 : Math.rint(requests * share),
                number(duration + "avg") * MICROS_PER_MILLI,
                number(duration + "min") * MICROS_PER_MILLI,
                number(duration + "max") * MICROS_PER_MILLI,
                quantiles);
        return new LoadTestSummary(
                "summary of k6",
                requests / number("metrics.http_reqs" + values + "rate"),
                users(values),
                row,
                gaps(values));
    }

    private List<String> gaps(String values) {
        double dropped = number("metrics.dropped_iterations" + values + "count");
        List<String> gaps = new ArrayList<>(List.of(
                "metrics of k6 other than http_req_duration, http_reqs, http_req_failed, iterations,"
                        + " iteration_duration, dropped_iterations and vus",
                "failed requests of k6 are those with an unexpected status, also of 400 to 499"));
        if (dropped > 0) {
            gaps.add("the load that k6 could not generate: " + LanguageNumbers.format(dropped, 12)
                    + " dropped iterations; the rate here is that of the requests that it sent");
        }
        return gaps;
    }

    /**
     * Returns the users of k6. A test drops iterations only if it starts them at a rate (documentation, "Arrival-rate
     * VU allocation"), so that its load is open. The metric vus_max has the users that k6 allocates, not active ones.
     */
    private SummaryUsers users(String values) {
        return number("metrics.dropped_iterations" + values + "count") > 0
                ? SummaryUsers.NONE
                : SummaryUsers.ofIterations(
                        number("metrics.iterations" + values + "rate"),
                        number("metrics.iteration_duration" + values + "avg"),
                        number("metrics.vus" + values + "max"));
    }
}
