package dev.brownout.chart.heatmap;

import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Title of a latency heat map: the share of slow responses in each variant, and the time when most of them occurred.
 */
final class SlowTitle {
    /** Distance of the slow limit from the median of the fastest variant, in histogram buckets: a factor of sixteen. */
    private static final int SLOW = 16;
    /**
     * Step in histogram buckets, a factor of two, by which the slow limit is lowered while hardly any response is slow.
     */
    private static final int OCTAVE = 4;

    private static final double SOME = 0.001;
    /** Maximum ratio of two shares that are considered similar. */
    private static final double ALIKE = 1.1;
    /** Maximum length of a title, in characters. */
    private static final int LONGEST = 185;
    /** Maximum number of variants that are named one by one. */
    private static final int NAMED = 3;
    /** Share of successful requests below which the title states it. */
    private static final double NEARLY_ALL = 0.95;

    private final String request;
    private final List<VariantResult> variants;

    SlowTitle(String request, List<VariantResult> variants) {
        this.request = request;
        this.variants = variants;
    }

    /**
     * Share of slow responses of a variant.
     *
     * @param variant number of the variant
     * @param share share of slow responses; {@code NaN} if there is no response
     * @param peak time with most slow responses, with a leading comma
     * @param caveat share of the requests that had a response
     */
    private record Slow(int variant, double share, String peak, String caveat) {
        Slow withoutPeak() {
            return new Slow(variant, share, "", caveat);
        }

        String alone() {
            return words(QuantityFormat.percent(share));
        }

        String words(String shown) {
            return (Double.isNaN(share) ? "no answer" : share == 0 ? "none" : shown) + peak + caveat;
        }
    }

    String title() {
        int median = variants.stream().mapToInt(this::median).min().orElseThrow();
        int slow = median + SLOW;
        while (slow > median + OCTAVE && !some(slow)) {
            slow -= OCTAVE;
        }
        String start = "Answers of " + request + " that take " + QuantityFormat.nanos(LatencyCounts.least(slow))
                + " or longer: ";
        List<Slow> each = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            each.add(slow(i, slow));
        }
        boolean identical = each.stream().map(Slow::alone).distinct().count() == 1;
        boolean near = identical || each.size() > NAMED && near(each);
        if (!near && each.size() > NAMED || near && !identical) {
            each.sort(Comparator.comparingDouble(one -> Double.isNaN(one.share()) ? -1 : one.share()));
            each.subList(1, each.size() - 1).clear();
        }
        List<String> shares =
                QuantityFormat.together(each.stream().map(Slow::share).toList(), "ratio");
        if (identical) {
            return start + each.get(0).words(shares.get(0)) + VariantLabels.of(variants.size());
        }
        if (near) {
            return start + shares.get(0) + " to " + shares.get(1) + each.get(1).caveat()
                    + VariantLabels.of(variants.size());
        }
        String title = start + apart(each, shares);
        return title.length() <= LONGEST
                ? title
                : start + apart(each.stream().map(Slow::withoutPeak).toList(), shares);
    }

    private String apart(List<Slow> each, List<String> shares) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            parts.add(each.get(i).words(shares.get(i)) + " ("
                    + variants.get(each.get(i).variant()).name() + ")");
        }
        return variants.size() > NAMED ? "from " + String.join(" to ", parts) : String.join(" · ", parts);
    }

    /** Returns whether all shares are similar and have the same caveat. */
    private static boolean near(List<Slow> each) {
        double least = each.stream().mapToDouble(Slow::share).min().orElseThrow();
        double most = each.stream().mapToDouble(Slow::share).max().orElseThrow();
        boolean same = each.stream().map(Slow::caveat).distinct().count() == 1;
        return same && least > 0 && most <= ALIKE * least;
    }

    private boolean some(int slow) {
        return variants.stream()
                .map(this::measured)
                .anyMatch(counts -> beyond(counts, slow)
                        >= Math.max(1, SOME * Arrays.stream(counts).sum()));
    }

    private LatencyCounts of(VariantResult variant) {
        return variant.series().latencies().get(request);
    }

    private long[] measured(VariantResult variant) {
        return of(variant)
                .sum(new ResultLookup(variant).firstMeasured(), of(variant).steps().length);
    }

    /** Returns the histogram bucket of the median. Without any response it is a very large one. */
    private int median(VariantResult variant) {
        long[] counts = measured(variant);
        long left = (Arrays.stream(counts).sum() + 1) / 2;
        int bucket = 0;
        while (bucket < counts.length && left > counts[bucket]) {
            left -= counts[bucket];
            bucket++;
        }
        return bucket < counts.length ? bucket : LatencyCounts.bucket(Long.MAX_VALUE) - SLOW;
    }

    private Slow slow(int number, int slow) {
        VariantResult variant = variants.get(number);
        long all = Arrays.stream(measured(variant)).sum();
        long slowCount = beyond(measured(variant), slow);
        if (all == 0) {
            return new Slow(number, Double.NaN, "", "");
        }
        if (slowCount == 0) {
            return new Slow(number, 0, "", caveat(variant));
        }
        int worst = 0;
        long most = -1;
        for (int step = new ResultLookup(variant).firstMeasured();
                step < of(variant).steps().length;
                step++) {
            long stepCount = beyond(of(variant).sum(step, step + 1), slow);
            worst = stepCount > most ? step : worst;
            most = Math.max(most, stepCount);
        }
        double share = (double) slowCount / all;
        long at = variant.series().startNanos() + worst * variant.series().stepNanos();
        return new Slow(number, share, ", peaking at " + SimulatedTimeFormat.at(at), caveat(variant));
    }

    /** Returns the share of successful requests if it is not nearly all of them. */
    private String caveat(VariantResult variant) {
        RequestResult all = variant.requests().get(request);
        double answered = (double) (all.good() + all.late()) / (all.good() + all.failed());
        return answered < NEARLY_ALL ? " of the " + QuantityFormat.percent(answered) + " answered" : "";
    }

    private static long beyond(long[] counts, int bucket) {
        return counts.length <= bucket
                ? 0
                : Arrays.stream(counts, bucket, counts.length).sum();
    }
}
