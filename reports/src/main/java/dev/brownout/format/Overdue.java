package dev.brownout.format;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts about overdue requests: requests without a response at the end of the run that are older than usual. */
public final class Overdue {
    /** Explanation of the term, for notes below tables. */
    public static final String MEANING = "Overdue: without a response at the end of the run, and older than any usual"
            + " response time of the class; counted as not available.";

    /** The metric of queues and topics that counts overdue messages. */
    public static final String MESSAGES = "overdue_messages";

    private Overdue() {}

    /** Returns whether any request of any variant is overdue. */
    public static boolean any(RunResult result) {
        return result.variants().stream()
                .flatMap(variant -> variant.requests().values().stream())
                .anyMatch(request -> request.overdue() > 0);
    }

    /**
     * Returns a note that the alerts of a variant do not count its overdue requests; empty without alerts or such
     * requests.
     */
    public static Optional<String> unseen(VariantResult variant) {
        long overdue = variant.requests().entrySet().stream()
                .filter(each -> !each.getKey().equals("all"))
                .mapToLong(each -> each.getValue().overdue())
                .sum();
        boolean watched = variant.components().values().stream().anyMatch(ComponentResult::ofAlert);
        return watched && overdue > 0
                ? Optional.of(Messages.text("summary.unanswered", QuantityFormat.count(overdue)))
                : Optional.empty();
    }

    /** Returns the sentences about overdue messages, one for each queue or topic that has any. */
    public static List<String> messages(VariantResult variant) {
        List<String> sentences = new ArrayList<>();
        messagesOf(variant)
                .forEach((name, count) ->
                        sentences.add(Messages.text("summary.overdue_messages", name, QuantityFormat.count(count))));
        return sentences;
    }

    /** Returns the number of overdue messages by the names of the queues and topics that have any. */
    public static Map<String, Long> messagesOf(VariantResult variant) {
        Map<String, Long> counts = new LinkedHashMap<>();
        variant.components().forEach((name, component) -> {
            ComponentResult.Measure overdue = component.measures().get(MESSAGES);
            if (overdue != null && overdue.value() > 0) {
                counts.put(name, (long) overdue.value());
            }
        });
        return counts;
    }

    /**
     * Returns the number of overdue requests: {@code 4,933 of 5,940 without a response, the oldest for 50 s}; empty for
     * none.
     */
    public static String sentence(RequestResult request) {
        return request.overdue() == 0
                ? ""
                : Messages.text(
                        "summary.overdue_requests",
                        QuantityFormat.count(request.overdue()),
                        QuantityFormat.count(request.offered()),
                        QuantityFormat.nanos(request.overdueAgeNanos()));
    }
}
