package dev.brownout.format;

import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Groups of variants with equal results, and their labels. */
public final class VariantLabels {

    /** Maximum number of variants that are listed by name; larger groups are counted. */
    private static final int NAMED = 2;

    private VariantLabels() {}

    /**
     * Groups variants with equal contents, in the order of their first variants. A group contains the indices of its
     * variants in ascending order.
     *
     * @param contents one content per variant
     * @param equal tests whether two contents are equal
     */
    public static <T> List<List<Integer>> groups(List<T> contents, BiPredicate<T, T> equal) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            T content = contents.get(i);
            Optional<List<Integer>> like = groups.stream()
                    .filter(group -> equal.test(contents.get(group.get(0)), content))
                    .findFirst();
            if (like.isPresent()) {
                like.get().add(i);
            } else {
                groups.add(new ArrayList<>(List.of(i)));
            }
        }
        return groups;
    }

    /** Returns the label of a group above its results: {@code one, other}, or {@code one and 3 others}. */
    public static String heading(List<String> names) {
        return names.size() <= NAMED
                ? all(names)
                : Messages.text("chart.first_and_others", names.get(0), names.size() - 1);
    }

    /**
     * Returns the label of a group after its results: {@code one, other}, or {@code 4 variants}, or {@code 4 others} if
     * it is not the first group.
     */
    public static String groupSuffix(List<String> names, boolean first) {
        return names.size() <= NAMED
                ? all(names)
                : first ? Messages.text("chart.variants", names.size()) : Messages.text("chart.others", names.size());
    }

    /** Returns the label for all variants of a result: {@code in all 4 variants}; empty for a single one. */
    public static String allVariants(int count) {
        return count == 1 ? "" : Messages.text(count == 2 ? "chart.in_both_variants" : "chart.in_all_variants", count);
    }

    /** Returns all names. They are separated by semicolons if one of them contains a comma. */
    public static String all(List<String> names) {
        boolean commas = names.stream().anyMatch(name -> name.contains(","));
        return String.join(commas ? "; " : ", ", names);
    }
}
