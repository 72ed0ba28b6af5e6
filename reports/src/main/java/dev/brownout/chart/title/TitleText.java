package dev.brownout.chart.title;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Titles of charts: one line of at most {@value #LONGEST} characters with a subject and at most two numbers. Several
 * candidates are tried, the most detailed first.
 */
public final class TitleText {
    /** Maximum length of a title, in characters. */
    public static final int LONGEST = 70;

    private static final String ELLIPSIS = "…";
    /** Number of characters at the end of a shortened title that are kept. */
    private static final int KEPT = 24;

    private TitleText() {}

    /** Returns the first candidate that is short enough. If there is none, the last one is shortened in its middle. */
    public static String fitting(String... candidates) {
        return fitting(List.of(candidates));
    }

    private static String fitting(List<String> candidates) {
        for (String candidate : candidates) {
            if (candidate.length() <= LONGEST) {
                return candidate;
            }
        }
        String last = candidates.get(candidates.size() - 1);
        int end = last.offsetByCodePoints(last.length(), -Math.min(KEPT, last.codePointCount(0, last.length())));
        String tail = last.substring(end);
        int start = LONGEST - ELLIPSIS.length() - tail.length();
        start -= Character.isHighSurrogate(last.charAt(start - 1)) ? 1 : 0;
        return last.substring(0, start).stripTrailing() + ELLIPSIS + tail.stripLeading();
    }

    /**
     * Returns the title of a number of several variants.
     *
     * @param start beginning of the title, up to the first number
     * @param numbers one number per variant
     * @param difference time of the largest difference between variants with the same number; empty for none
     */
    public static String title(String start, List<TitleNumber> numbers, String difference) {
        List<List<Integer>> groups =
                VariantLabels.groups(numbers, (one, other) -> one.value().equals(other.value()));
        return groups.size() == 1 ? equal(start, numbers, difference) : fitting(different(start, numbers, groups));
    }

    /**
     * Returns the title of a number of several variants that states the value of one of them and the range of the
     * others.
     *
     * @param start beginning of the title, up to the first number
     * @param names names of the variants
     * @param values one value per variant
     * @param one index of the variant with a number of its own
     */
    public static String singled(String start, List<String> names, List<Double> values, String unit, int one) {
        List<String> texts =
                values.stream().map(value -> QuantityFormat.format(value, unit)).toList();
        if (texts.stream().distinct().count() == 1) {
            return fitting(start + texts.get(0) + VariantLabels.allVariants(names.size()), start + texts.get(0));
        }
        List<Integer> ordered = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(values::get))
                .toList();
        List<String> equal = ordered.stream()
                .filter(i -> texts.get(i).equals(texts.get(one)))
                .map(names::get)
                .toList();
        List<Integer> others = ordered.stream()
                .filter(i -> !texts.get(i).equals(texts.get(one)))
                .toList();
        String named = start + texts.get(one) + " (" + VariantLabels.groupSuffix(equal, true) + ")";
        String first = texts.get(others.get(0));
        String range = others(first, texts.get(others.get(others.size() - 1)));
        return others.size() == 1
                ? fitting(named + ", " + first + " (" + names.get(others.get(0)) + ")", named + range, named)
                : fitting(named + range, named, start + texts.get(one) + range);
    }

    /** Returns the values of the other variants, with the word that tells them from a period of time. */
    private static String others(String one, String other) {
        return one.equals(other)
                ? Messages.text("chart.others_equal", one)
                : Messages.text("chart.others_range", one, other);
    }

    private static String equal(String start, List<TitleNumber> numbers, String difference) {
        TitleNumber first = numbers.get(0);
        boolean sameTime = numbers.stream().map(TitleNumber::when).distinct().count() == 1;
        boolean same =
                sameTime && numbers.stream().map(TitleNumber::note).distinct().count() == 1;
        if (!difference.isEmpty()) {
            return fitting(
                    start + first.value() + Messages.text("chart.largest_difference", difference),
                    start + first.value());
        }
        String when = sameTime ? first.when() : "";
        return fitting(
                start + first.value() + when + (same ? first.note() : ""),
                start + first.value() + when,
                start + first.value());
    }

    /** Returns candidates for variants with different numbers: two groups of equal ones, or the worst and a range. */
    private static List<String> different(String start, List<TitleNumber> numbers, List<List<Integer>> groups) {
        List<String> candidates = new ArrayList<>();
        if (groups.size() == 2) {
            String one = numbers.get(groups.get(0).get(0)).value();
            String other = numbers.get(groups.get(1).get(0)).value();
            boolean odd = groups.get(1).size() == 1 && groups.get(0).size() > 1;
            candidates.add(
                    odd
                            ? start + one + " (" + names(numbers, groups.get(1), false) + ": " + other + ")"
                            : start + one + " (" + names(numbers, groups.get(0), true) + "), " + other + " ("
                                    + names(numbers, groups.get(1), false) + ")");
        }
        List<TitleNumber> ordered = numbers.stream()
                .filter(TitleNumber::hasData)
                .sorted(Comparator.comparingDouble(TitleNumber::score))
                .toList();
        TitleNumber worst = ordered.get(ordered.size() - 1);
        List<TitleNumber> others = ordered.stream()
                .filter(number -> !number.value().equals(worst.value()))
                .sorted(Comparator.comparingDouble(number -> Math.abs(number.score())))
                .toList();
        if (others.isEmpty()) {
            candidates.add(
                    start + worst.value() + Messages.text("chart.some_variants", ordered.size(), numbers.size()));
            return candidates;
        }
        List<Integer> equal = IntStream.range(0, numbers.size())
                .filter(i -> numbers.get(i).value().equals(worst.value()))
                .boxed()
                .toList();
        String named = start + worst.value() + " (" + names(numbers, equal, true) + ")";
        String range =
                others(others.get(0).value(), others.get(others.size() - 1).value());
        candidates.addAll(List.of(named + range, named, start + worst.value() + range, start + worst.value()));
        return candidates;
    }

    private static String names(List<TitleNumber> numbers, List<Integer> group, boolean first) {
        return VariantLabels.groupSuffix(
                group.stream().map(i -> numbers.get(i).variant()).toList(), first);
    }
}
