package dev.brownout.chart;

import dev.brownout.result.VariantResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long users were hurt in each variant, from when on, and whether it was over: the title of an availability. */
final class OutageTitle {
    /** Of so many different fates each is told. */
    private static final int FATES = 3;
    /** So many variants are named, more are counted. */
    private static final int NAMES = 2;
    /**
     * What lasts to within so many of the last steps of a run is not over, though what is under way has not failed yet.
     */
    private static final int LAST = 3;

    private OutageTitle() {}

    /** What some variants have in common. */
    private record Fate(String words, double nanos, List<String> variants) {}

    /** The title of a share of good requests in several variants; empty where nobody is hurt in any. */
    static Optional<String> of(String subject, String column, List<VariantResult> variants) {
        List<Fate> fates = new ArrayList<>();
        for (VariantResult variant : variants) {
            List<Hurt> hurt = new Measured(variant)
                    .column(column)
                    .map(good -> Hurt.of(variant, good))
                    .orElse(List.of());
            double nanos = hurt.stream()
                    .mapToDouble(one -> one.toNanos() - one.fromNanos())
                    .sum();
            String words = words(variant, hurt, nanos);
            Optional<Fate> same =
                    fates.stream().filter(fate -> fate.words().equals(words)).findFirst();
            same.ifPresentOrElse(
                    fate -> fate.variants().add(variant.name()),
                    () -> fates.add(new Fate(words, nanos, new ArrayList<>(List.of(variant.name())))));
        }
        if (fates.stream().allMatch(fate -> fate.nanos() == 0)) {
            return Optional.empty();
        }
        String start = "More than 1 % of " + (subject.isEmpty() ? "" : subject + " ") + "requests fail: ";
        if (fates.size() == 1) {
            String all = variants.size() == 2 ? " in both variants" : " in all " + variants.size() + " variants";
            return Optional.of(start + fates.get(0).words() + all);
        }
        if (fates.size() > FATES) {
            Comparator<Fate> order = Comparator.comparingDouble(Fate::nanos);
            Fate least = fates.stream().min(order).orElseThrow();
            Fate most = fates.stream().max(order).orElseThrow();
            return Optional.of(start + told(least) + " at best, " + told(most) + " at worst");
        }
        return Optional.of(
                start + String.join(" · ", fates.stream().map(OutageTitle::told).toList()));
    }

    private static String words(VariantResult variant, List<Hurt> hurt, double nanos) {
        if (hurt.isEmpty()) {
            return "never";
        }
        long left = variant.durationNanos() - hurt.get(hurt.size() - 1).toNanos();
        boolean lasts = left <= LAST * variant.series().stepNanos();
        String from = Clock.at(hurt.get(0).fromNanos());
        String length = "for " + Quantity.nanos(nanos);
        return hurt.size() == 1
                ? length + " from " + from + (lasts ? " to the end" : "")
                : length + " in all, first at " + from + (lasts ? ", and at the end" : "");
    }

    private static String told(Fate fate) {
        List<String> names = fate.variants();
        return fate.words() + " (" + (names.size() <= NAMES ? String.join(", ", names) : names.size() + " variants")
                + ")";
    }
}
