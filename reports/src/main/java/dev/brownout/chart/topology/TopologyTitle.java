package dev.brownout.chart.topology;

import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.DisplayHints.As;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Title of a topology for the whole run: the edge with the most errors, else the requests with the most, else the
 * busiest component.
 */
final class TopologyTitle {
    private TopologyTitle() {}

    static String title(VariantResult variant, List<EdgeResult> edges) {
        return worst(edges)
                .map(TopologyTitle::errors)
                .or(() -> failing(variant))
                .orElseGet(() -> busiest(variant));
    }

    /** Returns the edge with the most failed calls, if a call failed on an edge with calls. */
    static Optional<EdgeResult> worst(List<EdgeResult> edges) {
        return edges.stream()
                .filter(edge -> edge.failedShare() > 0)
                .max(Comparator.comparingLong(EdgeResult::failed)
                        .thenComparing(EdgeResult::callee)
                        .thenComparing(EdgeResult::caller));
    }

    /** Returns the request class with the most failures; a request can fail before its first call. */
    private static Optional<String> failing(VariantResult variant) {
        return variant.requests().entrySet().stream()
                .filter(request ->
                        !request.getKey().equals("all") && request.getValue().failed() > 0)
                .max(Comparator.comparingLong(request -> request.getValue().failed()))
                .map(request -> errors(
                        request.getKey(),
                        1 - request.getValue().availability(),
                        request.getValue().causes()));
    }

    private static String errors(EdgeResult edge) {
        return errors(edge.caller() + " -> " + edge.callee(), edge.failedShare(), edge.causes());
    }

    private static String errors(String subject, double failed, Map<String, Long> causes) {
        String share = Messages.text("topology.errors", QuantityFormat.percent(failed));
        String cause = causes.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(most -> Messages.text("chart.mostly", cause(most.getKey())))
                .orElse("");
        String title = subject + ": " + share;
        return TitleText.fitting(title + cause, title, Messages.text("topology.highest_error_rate", share));
    }

    private static String cause(String cause) {
        String[] parts = cause.split("@", 2);
        String name = switch (parts[0]) {
            case "timed_out" -> "timeouts";
            case "rejected" -> "rejections";
            case "refused" -> "refused connections";
            case "internal_error" -> "internal errors";
            case "limited" -> "rate limiting";
            case "short_circuited" -> "open circuit breakers";
            case "unavailable" -> "unavailable responses";
            case "reset" -> "connection resets";
            case "cancelled" -> "cancellations";
            default -> parts[0].replace('_', ' ');
        };
        String words = SentenceTranslation.text(name);
        return parts.length == 1 ? words : Messages.text("chart.cause_at", words, parts[1]);
    }

    private static String busiest(VariantResult variant) {
        String none = Messages.text("topology.no_errors");
        return variant.components().entrySet().stream()
                .flatMap(component -> As.UTILIZATION
                        .firstOf(component.getValue().measures())
                        .stream()
                        .map(name -> Map.entry(
                                component.getKey(),
                                component.getValue().measures().get(name).value())))
                .filter(one -> one.getValue() > 0)
                .max(Map.Entry.comparingByValue())
                .map(most -> none
                        + Messages.text(
                                "topology.busiest", most.getKey(), QuantityFormat.format(most.getValue(), "ratio")))
                .map(title -> TitleText.fitting(title, none))
                .orElse(none);
    }
}
