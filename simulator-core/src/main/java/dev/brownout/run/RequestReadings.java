package dev.brownout.run;

import dev.brownout.measure.Span;
import dev.brownout.measure.Spread;
import dev.brownout.service.Outcome;
import java.util.List;

/** Reads the measures of requests off their counts. */
final class RequestReadings {
    private RequestReadings() {}

    /** All names that can be read. */
    static List<String> names() {
        return Meaning.ofRequests().stream().map(Meaning::name).toList();
    }

    /** The unit of a measure: {@code ratio}, {@code ns}, {@code 1/s} or {@code 1}. */
    static String unit(String name) {
        return Meaning.ofRequests(name).unit();
    }

    static double value(RequestStats stats, String name, String stat, Span span) {
        return switch (name) {
            case "availability" -> share(RequestStats.sum(stats.good, span), finished(stats, span));
            case "success_rate" -> share(succeeded(stats, span), finished(stats, span));
            case "error_rate" -> 1 - share(succeeded(stats, span), finished(stats, span));
            case "offered" -> RequestStats.sum(stats.offered, span);
            case "good" -> RequestStats.sum(stats.good, span);
            case "late" -> RequestStats.sum(stats.late, span);
            case "failed" -> stats.failed(span);
            case "throughput" -> RequestStats.sum(stats.good, span) * 1e9 / span.nanos();
            case "attempts" -> attempts(stats, span);
            case "retry_amplification" -> share(attempts(stats, span), RequestStats.sum(stats.offered, span));
            case "latency" -> stats.successes.value(span, stat);
            case "all" -> stats.all().value(span, stat);
            case "stale_share" -> share(stats.count(Outcome.STALE, span), succeeded(stats, span));
            case "stale_age" -> stats.staleAge.value(span, stat);
            default -> other(stats, name, span);
        };
    }

    private static double other(RequestStats stats, String name, Span span) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.label().equals(name)) {
                return stats.count(outcome, span);
            }
        }
        Spread successes = stats.successes;
        return successes.value(span, name);
    }

    static long attempts(RequestStats stats, Span span) {
        long counted = RequestStats.sum(stats.attempts, span);
        return counted == 0 ? RequestStats.sum(stats.offered, span) : counted;
    }

    static long finished(RequestStats stats, Span span) {
        return RequestStats.sum(stats.good, span) + stats.failed(span);
    }

    private static long succeeded(RequestStats stats, Span span) {
        return RequestStats.sum(stats.good, span) + RequestStats.sum(stats.late, span);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
