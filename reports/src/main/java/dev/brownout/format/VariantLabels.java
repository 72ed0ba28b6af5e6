package dev.brownout.format;

import java.util.List;

/** What variants are called that are alike. */
public final class VariantLabels {

    /** Up to so many are named, more are counted. */
    private static final int NAMED = 2;

    private VariantLabels() {}

    /** Above what they share: {@code one, other}, or {@code one and 3 others}. */
    public static String heading(List<String> names) {
        return names.size() <= NAMED ? all(names) : names.get(0) + " and " + (names.size() - 1) + " others";
    }

    /** Behind what is said of them: {@code one, other}, or {@code 4 variants}, after others {@code 4 others}. */
    public static String behind(List<String> names, boolean first) {
        return names.size() <= NAMED ? all(names) : names.size() + (first ? " variants" : " others");
    }

    /** Of all variants that there are: {@code in all 4 variants}; of one nothing. */
    public static String of(int count) {
        return count == 1 ? "" : count == 2 ? " in both variants" : " in all " + count + " variants";
    }

    /** All of them, so that a comma in one of them is none between two. */
    public static String all(List<String> names) {
        boolean commas = names.stream().anyMatch(name -> name.contains(","));
        return String.join(commas ? "; " : ", ", names);
    }
}
