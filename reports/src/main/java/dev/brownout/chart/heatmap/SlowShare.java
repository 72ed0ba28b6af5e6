package dev.brownout.chart.heatmap;

import dev.brownout.chart.model.ResultLookup;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.Arrays;
import java.util.List;

/** Share of slow responses: the title of a latency heat map, which states the largest share of a variant. */
final class SlowShare {
    /** Distance of the slow limit from the median of the fastest variant, in histogram buckets: a factor of sixteen. */
    private static final int SLOW = 16;
    /**
     * Step in histogram buckets, a factor of two, by which the slow limit is lowered while hardly any response is slow.
     */
    private static final int OCTAVE = 4;

    private static final double MIN_SHARE = 0.001;

    private final String request;
    private final List<VariantResult> variants;

    SlowShare(String request, List<VariantResult> variants) {
        this.request = request;
        this.variants = variants;
    }

    String title() {
        int median = variants.stream().mapToInt(this::median).min().orElseThrow();
        int limit = median + SLOW;
        while (limit > median + OCTAVE && largest(limit) < MIN_SHARE) {
            limit -= OCTAVE;
        }
        double largest = largest(limit);
        String percent = QuantityFormat.percent(largest);
        String text =
                Messages.text("chart.slow_share", percent, request, QuantityFormat.nanos(LatencyCounts.minimum(limit)));
        int slow = limit;
        List<String> names = variants.stream()
                .filter(variant -> QuantityFormat.percent(share(variant, slow)).equals(percent))
                .map(VariantResult::name)
                .toList();
        return names.size() == variants.size()
                ? TitleText.fitting(text)
                : TitleText.fitting(
                        text + " (" + VariantLabels.groupSuffix(names, true) + ")", Messages.text("chart.up_to", text));
    }

    private double largest(int limit) {
        return variants.stream()
                .mapToDouble(variant -> share(variant, limit))
                .max()
                .orElseThrow();
    }

    private double share(VariantResult variant, int limit) {
        long[] counts = measure(variant);
        long slow = counts.length <= limit
                ? 0
                : Arrays.stream(counts, limit, counts.length).sum();
        return (double) slow / Math.max(1, Arrays.stream(counts).sum());
    }

    private long[] measure(VariantResult variant) {
        LatencyCounts counts = variant.series().latencies().get(request);
        return counts.sum(new ResultLookup(variant).firstMeasured(), counts.steps().length);
    }

    /** Returns the histogram bucket of the median. Without any response it is a very large one. */
    private int median(VariantResult variant) {
        long[] counts = measure(variant);
        long left = (Arrays.stream(counts).sum() + 1) / 2;
        int bucket = 0;
        while (bucket < counts.length && left > counts[bucket]) {
            left -= counts[bucket];
            bucket++;
        }
        return bucket < counts.length ? bucket : LatencyCounts.bucket(Long.MAX_VALUE) - SLOW;
    }
}
