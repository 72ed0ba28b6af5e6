package dev.brownout.summary;

import dev.brownout.format.CauseText;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The most frequent causes of failed requests of each variant, as shares. */
public final class FailureCauses {
    private static final int CAUSES = 3;
    private static final int NAMES = 50;
    private static final double LEAST_SHARE = 0.005;

    private FailureCauses() {}

    /**
     * Returns one sentence for each group of variants with equal shares: {@code failures of async: 57 % timed out at
     * db, 43 % rejected at web}. The groups with the most failures are first.
     */
    public static List<String> sentences(RunResult result) {
        Map<String, List<VariantResult>> groups = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            String text = shares(variant.requests().get("all"));
            if (!text.isEmpty()) {
                groups.computeIfAbsent(text, t -> new ArrayList<>()).add(variant);
            }
        }
        List<Map.Entry<String, List<VariantResult>>> sorted = new ArrayList<>(groups.entrySet());
        sorted.sort(Comparator.comparingLong(group -> -failed(group.getValue().get(0))));
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, List<VariantResult>> group : sorted) {
            List<String> names =
                    group.getValue().stream().map(VariantResult::name).toList();
            String of = names.size() == result.variants().size() ? "" : HeadlineTable.names(names, NAMES);
            sentences.add(Messages.text("summary.failures_of", of) + ": " + group.getKey());
        }
        return sentences;
    }

    private static long failed(VariantResult variant) {
        return variant.requests().get("all").failed();
    }

    private static String shares(RequestResult all) {
        return all.causes().entrySet().stream()
                .filter(cause -> cause.getValue() >= LEAST_SHARE * all.failed() && cause.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CAUSES)
                .map(cause ->
                        Math.round(100.0 * cause.getValue() / all.failed()) + " % " + CauseText.text(cause.getKey()))
                .collect(Collectors.joining(", "));
    }
}
