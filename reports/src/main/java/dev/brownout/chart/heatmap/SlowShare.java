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
    /** First histogram bucket of slow responses. */
    private final int limit;

    SlowShare(String request, List<VariantResult> variants) {
        this.request = request;
        this.variants = variants;
        int median = variants.stream().mapToInt(this::median).min().orElseThrow();
        int bucket = median + SLOW;
        while (bucket > median + OCTAVE && largest(bucket) < MIN_SHARE) {
            bucket -= OCTAVE;
        }
        this.limit = bucket;
    }

    /** Returns the latency above which a response is slow, in ns. */
    double limitNanos() {
        return LatencyCounts.minimum(limit);
    }

    String title() {
        String percent = QuantityFormat.percent(largest(limit));
        String text = Messages.text("chart.slow_share", percent, request, QuantityFormat.nanos(limitNanos()));
        List<String> names = variants.stream()
                .filter(variant -> QuantityFormat.percent(share(variant, limit)).equals(percent))
                .map(VariantResult::name)
                .toList();
        return names.size() == variants.size()
                ? TitleText.fitting(text)
                : TitleText.fitting(
                        text + " (" + VariantLabels.groupSuffix(names, true) + ")", Messages.text("chart.up_to", text));
    }

    private double largest(int bucket) {
        return variants.stream()
                .mapToDouble(variant -> share(variant, bucket))
                .max()
                .orElseThrow();
    }

    /** Returns the share of the responses in a histogram bucket and all higher ones. */
    private double share(VariantResult variant, int bucket) {
        long[] counts = measure(variant);
        long slow = counts.length <= bucket
                ? 0
                : Arrays.stream(counts, bucket, counts.length).sum();
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
