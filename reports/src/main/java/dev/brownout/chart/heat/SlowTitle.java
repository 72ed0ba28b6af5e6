package dev.brownout.chart.heat;

import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which share of the answers of a class was slow in each variant, and when most of them: the title of its heat map. */
final class SlowTitle {
    /** Slow takes so many buckets longer than the median of the fastest variant: sixteen times as long. */
    private static final int SLOW = 16;
    /** Where next to none is slow, what takes half as long is slow, and so on. */
    private static final int OCTAVE = 4;

    private static final double SOME = 0.001;
    /** Of so many variants each is told. */
    private static final int NAMED = 3;
    /** Below this share of answered requests it is said of how many they are. */
    private static final double NEARLY_ALL = 0.95;

    private final String request;
    private final List<VariantResult> variants;

    SlowTitle(String request, List<VariantResult> variants) {
        this.request = request;
        this.variants = variants;
    }

    private record Slow(String variant, double share, String words) {}

    String title() {
        int median = variants.stream().mapToInt(this::median).min().orElseThrow();
        int slow = median + SLOW;
        while (slow > median + OCTAVE && !some(slow)) {
            slow -= OCTAVE;
        }
        String start =
                "Answers of " + request + " that take " + Quantity.nanos(LatencyCounts.least(slow)) + " or longer: ";
        List<Slow> each = new ArrayList<>();
        for (VariantResult variant : variants) {
            each.add(slow(variant, slow));
        }
        if (each.size() == 1) {
            return start + each.get(0).words();
        }
        if (each.stream().map(Slow::words).distinct().count() == 1) {
            String all = each.size() == 2 ? " in both variants" : " in all " + each.size() + " variants";
            return start + each.get(0).words() + all;
        }
        if (each.size() > NAMED) {
            each.sort(Comparator.comparingDouble(Slow::share));
            each.subList(1, each.size() - 1).clear();
            return start + "from " + told(each.get(0)) + " to " + told(each.get(1));
        }
        return start + String.join(" · ", each.stream().map(SlowTitle::told).toList());
    }

    private boolean some(int slow) {
        return variants.stream()
                .map(this::measured)
                .anyMatch(counts -> beyond(counts, slow)
                        >= Math.max(1, SOME * Arrays.stream(counts).sum()));
    }

    private static String told(Slow one) {
        return one.words() + " (" + one.variant() + ")";
    }

    private LatencyCounts of(VariantResult variant) {
        return variant.series().latencies().get(request);
    }

    private long[] measured(VariantResult variant) {
        return of(variant).sum(Columns.firstMeasured(variant), of(variant).steps().length);
    }

    /** The bucket in which the median lies; far beyond all others where nobody was answered. */
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

    private Slow slow(VariantResult variant, int slow) {
        long all = Arrays.stream(measured(variant)).sum();
        long many = beyond(measured(variant), slow);
        if (all == 0) {
            return new Slow(variant.name(), 0, "no answer");
        }
        if (many == 0) {
            return new Slow(variant.name(), 0, "none" + caveat(variant));
        }
        int worst = 0;
        long most = -1;
        for (int step = Columns.firstMeasured(variant); step < of(variant).steps().length; step++) {
            long here = beyond(of(variant).sum(step, step + 1), slow);
            worst = here > most ? step : worst;
            most = Math.max(most, here);
        }
        double share = (double) many / all;
        long at = variant.series().startNanos() + worst * variant.series().stepNanos();
        return new Slow(
                variant.name(), share, Quantity.percent(share) + ", peaking at " + Clock.at(at) + caveat(variant));
    }

    /** Of how many requests that is, where it is not nearly all of them. */
    private String caveat(VariantResult variant) {
        RequestResult all = variant.requests().get(request);
        double answered = (double) (all.good() + all.late()) / (all.good() + all.failed());
        return answered < NEARLY_ALL ? " of the " + Quantity.percent(answered) + " answered" : "";
    }

    private static long beyond(long[] counts, int bucket) {
        return counts.length <= bucket
                ? 0
                : Arrays.stream(counts, bucket, counts.length).sum();
    }
}
