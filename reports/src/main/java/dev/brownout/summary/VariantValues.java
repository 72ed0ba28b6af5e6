package dev.brownout.summary;

import dev.brownout.format.VariantLabels;
import dev.brownout.summary.ScenarioAnswer.Span;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of one metric in several variants, with equal values merged. */
final class VariantValues {
    /** Highest number of different values that are listed. */
    private static final int MOST_VALUES = 4;

    /** A name that a value can follow without a colon. */
    private static final Pattern SHORT = Pattern.compile("[^\\s\\d]+(?: [^\\s\\d]+)?");

    private final List<String> names;
    private final List<String> values;
    private final List<List<Integer>> groups;

    private VariantValues(List<String> names, List<String> values) {
        this.names = names;
        this.values = values;
        this.groups = VariantLabels.groups(values, String::equals);
    }

    /**
     * Returns the values of the variants. A value of all variants is alone: {@code 24.7 s}. A value of more than half
     * of them is followed by the others: {@code 24.7 s (semi-sync trap: 32.9 s)}. Otherwise each value has its
     * variants: {@code async 11, semi-sync 0}. A colon follows names with a digit or with more than two words.
     *
     * @param names names of the variants
     * @param values value of each variant as printed
     */
    static List<Span> merge(List<String> names, List<String> values) {
        return new VariantValues(names, values).merge();
    }

    /**
     * Returns the lowest and the highest value if there are many different ones, each with its first variant; otherwise
     * the merged values.
     *
     * @param texts value of each variant as printed
     * @param values value of each variant; {@code NaN} for no data
     */
    static List<Span> summary(List<String> names, List<String> texts, List<Double> values) {
        VariantValues all = new VariantValues(names, texts);
        List<Integer> known = IntStream.range(0, values.size())
                .boxed()
                .filter(i -> !values.get(i).isNaN())
                .sorted(Comparator.comparingDouble(values::get))
                .toList();
        if (all.groups.size() <= MOST_VALUES || known.size() < 2) {
            return all.merge();
        }
        int lowest = known.get(0);
        int highest = known.get(known.size() - 1);
        return List.of(
                Span.number(texts.get(lowest)),
                Span.text(" (" + names.get(lowest) + ")" + Messages.text("chart.to")),
                Span.number(texts.get(highest)),
                Span.text(" (" + names.get(highest) + ")"));
    }

    private List<Span> merge() {
        List<Integer> largest =
                groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
        if (groups.size() == 1) {
            return List.of(Span.number(value(largest)));
        }
        if (2 * largest.size() <= names.size()) {
            return listed(
                    groups, names.stream().allMatch(name -> SHORT.matcher(name).matches()) ? " " : ": ");
        }
        List<Span> spans = new ArrayList<>(List.of(Span.number(value(largest)), Span.text(" (")));
        spans.addAll(listed(groups.stream().filter(group -> group != largest).toList(), ": "));
        spans.add(Span.text(")"));
        return spans;
    }

    /** Returns the variants and the value of some groups. */
    private List<Span> listed(List<List<Integer>> some, String separator) {
        boolean several = some.stream().anyMatch(group -> group.size() > 2);
        List<Span> spans = new ArrayList<>();
        for (List<Integer> group : some) {
            spans.add(Span.text((spans.isEmpty() ? "" : several ? "; " : ", ") + label(group) + separator));
            spans.add(Span.number(value(group)));
        }
        return spans;
    }

    private String value(List<Integer> group) {
        return values.get(group.get(0));
    }

    private String label(List<Integer> group) {
        List<String> all = group.stream()
                .map(names::get)
                .map(name -> quote(name, group.size()))
                .toList();
        String last = all.get(all.size() - 1);
        return all.size() == 1
                ? last
                : all.subList(0, all.size() - 1).stream().collect(Collectors.joining(", "))
                        + Messages.text("report.and")
                        + last;
    }

    /** Returns a name, in quotation marks if it looks like several of a group. */
    private static String quote(String name, int size) {
        return name.contains(",") || size > 1 && name.contains(" and ") ? "'" + name + "'" : name;
    }
}
