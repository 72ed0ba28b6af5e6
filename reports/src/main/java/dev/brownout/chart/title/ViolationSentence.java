package dev.brownout.chart.title;

import dev.brownout.chart.model.LimitViolation;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VariantLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Sentence on the violations of several variants. Variants with the same violation are grouped. Many variants are
 * grouped by whether they end in violation, recover, or have no violation.
 */
public final class ViolationSentence {
    /** Maximum number of different violations that are named one by one. */
    private static final int FATES = 3;
    /** Maximum length of a title, in characters. */
    private static final int LONGEST = 185;
    /** Maximum ratio of two scores that are considered similar. */
    private static final double NEAR = 2;

    private final String limit;
    private final List<VariantViolation> all;
    /** Causes of the violations in all variants that have one. */
    private final Set<String> reasons;

    private final boolean shared;

    /**
     * Violation of a variant in words.
     *
     * @param violation duration of the violation
     * @param description description of the duration, equal for variants with the same violation
     * @param excess extent beyond the limit, with its leading comma; empty for none
     * @param score severity; larger is worse
     */
    public record VariantViolation(LimitViolation violation, String description, String excess, double score) {}

    /** Variants with a common description. */
    private record Group(String words, List<VariantViolation> members) {
        String far() {
            VariantViolation worst = members.stream()
                    .max(Comparator.comparingDouble(VariantViolation::score))
                    .orElseThrow();
            boolean same = members.stream().allMatch(one -> one.excess().equals(worst.excess()));
            return worst.excess().isEmpty() || same ? worst.excess() : worst.excess() + " in '" + name(worst) + "'";
        }

        /** Returns this group without the extent beyond the limit. */
        Group without() {
            return new Group(
                    words,
                    members.stream()
                            .map(one -> new VariantViolation(one.violation(), one.description(), "", one.score()))
                            .toList());
        }

        String told(boolean first) {
            String names = VariantLabels.behind(
                    members.stream().map(ViolationSentence::name).toList(), first);
            return words + far() + " (" + names + ")";
        }
    }

    private ViolationSentence(String limit, List<VariantViolation> all) {
        this.limit = limit;
        this.all = all;
        this.reasons = all.stream()
                .filter(one -> !one.violation().never())
                .map(one -> one.violation().reason())
                .collect(Collectors.toSet());
        this.shared = reasons.size() <= 1;
    }

    /**
     * Returns the sentence on durations.
     *
     * @param limit condition of a violation, such as {@code p99 of page is above 400 ms}
     * @param all violations of the variants
     * @param apart place at which lines of variants with the same violation are far apart; empty for none
     */
    public static String of(String limit, List<VariantViolation> all, String apart) {
        return new ViolationSentence(limit, all).text(apart, true);
    }

    /** Returns the sentence on counts. Many counts are summarized by the smallest and the largest. */
    public static String ofCounts(String limit, List<VariantViolation> all, String apart) {
        return new ViolationSentence(limit, all).text(apart, false);
    }

    private String text(String apart, boolean spans) {
        for (boolean far : new boolean[] {true, false}) {
            for (boolean reasons : new boolean[] {true, false}) {
                Optional<String> text = shared && !reasons ? Optional.empty() : fitting(apart, far, reasons);
                if (text.isPresent()) {
                    return text.get();
                }
            }
        }
        if (groups((one, other) -> one.description().equals(other.description()))
                        .size()
                == 1) {
            return start() + all.get(0).description() + " in each variant";
        }
        List<Group> ends = groups((one, other) -> order(one) == order(other));
        long nanos = all.get(0).violation().nanos();
        if (spans && all.stream().allMatch(one -> one.violation().nanos() == nanos)) {
            long from = all.stream()
                    .mapToLong(one -> one.violation().fromNanos())
                    .min()
                    .orElseThrow();
            return start() + "for " + QuantityFormat.nanos(nanos) + " in each variant, at the earliest from "
                    + SimulatedTimeFormat.at(from);
        }
        if (!spans || ends.size() == 1) {
            String extremes = start() + extremes(spans, true);
            return extremes.length() <= LONGEST ? extremes : start() + extremes(spans, false);
        }
        ends.replaceAll(group -> new Group(spans(group.members()), group.members()));
        String text = text(ends, apart, true);
        return text.length() <= LONGEST
                ? text
                : text(ends.stream().map(Group::without).collect(Collectors.toList()), apart, false);
    }

    /** Returns the sentence that groups variants with the same description, if it is short enough. */
    private Optional<String> fitting(String apart, boolean far, boolean reasons) {
        BiPredicate<VariantViolation, VariantViolation> alike =
                (one, other) -> one.description().equals(other.description());
        BiPredicate<VariantViolation, VariantViolation> because =
                (one, other) -> shared || !reasons || after(one).equals(after(other));
        BiPredicate<VariantViolation, VariantViolation> same =
                alike.and((one, other) -> one.excess().equals(other.excess()));
        for (BiPredicate<VariantViolation, VariantViolation> as :
                far ? List.of(same, alike.and(ViolationSentence::near), alike) : List.of(alike)) {
            List<Group> groups = groups(as.and(because));
            if (!far) {
                groups.replaceAll(Group::without);
            }
            String text = groups.size() > FATES ? "" : text(groups, apart, reasons);
            if (!text.isEmpty() && text.length() <= LONGEST) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private String start() {
        String reason = shared && !reasons.isEmpty() ? reasons.iterator().next() : "";
        return limit + (reason.isEmpty() ? "" : " after " + reason) + ": ";
    }

    /** Describes the extremes: the shortest and the longest duration, or the smallest and the largest score. */
    private String extremes(boolean spans, boolean tellsFar) {
        Comparator<VariantViolation> order = spans
                ? Comparator.comparingLong(one -> one.violation().nanos())
                : Comparator.comparingDouble(VariantViolation::score);
        VariantViolation least = all.stream().min(order).orElseThrow();
        VariantViolation most = all.stream().max(order).orElseThrow();
        String far = tellsFar ? most.excess() : "";
        return spans
                ? least.description() + " (" + name(least) + ") at best, " + most.description() + far + " ("
                        + name(most) + ") at worst"
                : "from " + least.description() + " (" + name(least) + ") to " + most.description() + far + " ("
                        + name(most) + ")";
    }

    private String text(List<Group> groups, String apart, boolean reasons) {
        if (groups.size() == 1) {
            return start()
                    + groups.get(0).words()
                    + together(apart.isEmpty())
                    + groups.get(0).far()
                    + (apart.isEmpty() ? "" : "; farthest apart at " + apart);
        }
        groups.sort(Comparator.comparingInt(group -> order(group.members().get(0))));
        List<String> told = new ArrayList<>();
        for (Group group : groups) {
            String after = after(group.members().get(0));
            boolean one =
                    group.members().stream().allMatch(member -> after(member).equals(after));
            Group with = shared || !reasons || !one ? group : new Group(group.words() + after, group.members());
            told.add(with.told(told.isEmpty()));
        }
        return start() + String.join(" · ", told);
    }

    private String together(boolean alike) {
        return alike ? VariantLabels.of(all.size()) : " in each variant";
    }

    private static String name(VariantViolation one) {
        return one.violation().variant().name();
    }

    private static String after(VariantViolation one) {
        String reason = one.violation().reason();
        return reason.isEmpty() ? "" : " after " + reason;
    }

    /**
     * Returns the rank of an outcome: 0 if the violation continues to the end, 1 if it ends earlier, 2 if there is
     * none.
     */
    private static int order(VariantViolation one) {
        return one.violation().never() ? 2 : one.violation().lasts() ? 0 : 1;
    }

    /** Returns whether two violations have similar scores. */
    private static boolean near(VariantViolation one, VariantViolation other) {
        double least = Math.min(one.score(), other.score());
        double most = Math.max(one.score(), other.score());
        return least == most || least > 0 && most <= NEAR * least || most < 0 && least >= NEAR * most;
    }

    /** Describes the variants of a group with the same outcome. */
    private static String spans(List<VariantViolation> members) {
        LimitViolation first = members.get(0).violation();
        if (members.stream()
                .allMatch(one -> one.description().equals(members.get(0).description()))) {
            return members.get(0).description();
        }
        if (first.lasts()) {
            long from = members.stream()
                    .mapToLong(one -> one.violation().fromNanos())
                    .min()
                    .orElseThrow();
            boolean through = members.stream().allMatch(one -> one.violation().spells() == 1);
            return (through ? "to the end, from " : "again and again to the end, first at ")
                    + SimulatedTimeFormat.at(from);
        }
        long least =
                members.stream().mapToLong(one -> one.violation().nanos()).min().orElseThrow();
        long most =
                members.stream().mapToLong(one -> one.violation().nanos()).max().orElseThrow();
        return "for " + (least == most ? "" : QuantityFormat.nanos(least) + " to ") + QuantityFormat.nanos(most);
    }

    /** Groups the variants. Each joins the first group with an equivalent first member. */
    private List<Group> groups(BiPredicate<VariantViolation, VariantViolation> alike) {
        List<Group> groups = new ArrayList<>();
        for (VariantViolation one : all) {
            Optional<Group> same = groups.stream()
                    .filter(group -> alike.test(group.members().get(0), one))
                    .findFirst();
            same.ifPresentOrElse(
                    group -> group.members().add(one),
                    () -> groups.add(new Group(one.description(), new ArrayList<>(List.of(one)))));
        }
        return groups;
    }
}
