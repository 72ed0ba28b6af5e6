package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.SeriesLine;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Combines the findings of all variants into one title. */
public final class Title {

    /** Maximum number of variants that are named with one number each. */
    public static final int NAMED = 3;

    /** Maximum number of groups of similar variants that are named with their numbers. */
    private static final int GROUPS = 3;
    /** Maximum length of a title, in characters. */
    private static final int LONGEST = 190;
    /** Maximum ratio of two numbers that are considered similar. */
    private static final double ALIKE = 1.1;
    /** Minimum ratio of the values of two variants in an interval for a difference to be stated. */
    private static final double APART = 2;
    /** Minimum difference between variants, as a share of the highest value in the chart. */
    private static final double VISIBLE = 0.1;

    private final ChartPlan plan;
    private final List<VariantFinding> entries;
    private final String unit;
    private final boolean sameTime;
    private final String start;

    private record VariantFinding(String variant, ChartFinding finding) {}

    /** Creates the title of a plan from the findings of its variants. */
    public Title(ChartPlan plan, List<VariantResult> variants, List<ChartFinding> findings, String unit) {
        this.plan = plan;
        this.unit = unit;
        this.entries = IntStream.range(0, findings.size())
                .mapToObj(i -> new VariantFinding(variants.get(i).name(), findings.get(i)))
                .toList();
        this.sameTime =
                entries.stream().map(each -> each.finding().period()).distinct().count() == 1;
        String when = sameTime && !entries.isEmpty() ? entries.get(0).finding().period() : "";
        this.start = ChartFinding.titleSubject(plan) + (when.isEmpty() ? "" : " " + when) + ": ";
    }

    /**
     * Returns the title.
     *
     * @param lines lines of each variant after the warm-up, in the same order for all variants
     * @param all number of variants of the result, including those without such data
     */
    public String of(List<List<SeriesLine>> lines, int all) {
        if (entries.size() == 1) {
            return entries.get(0).finding().sentence()
                    + (all == 1 ? "" : " (only " + entries.get(0).variant() + ")");
        }
        List<String> briefs =
                entries.stream().map(each -> words(each, false)).distinct().toList();
        boolean one = entries.size() > NAMED && entries.stream().allMatch(each -> alike(entries.get(0), each));
        if (briefs.size() == 1 || one) {
            return alike(range(entries, false), lines);
        }
        String detailed = entries.size() <= NAMED ? each(true) : grouped(true);
        return detailed.length() <= LONGEST ? detailed : entries.size() <= NAMED ? each(false) : grouped(false);
    }

    /**
     * Returns the title for variants with the same number. It says that they are alike only if their lines are alike as
     * well.
     */
    private String alike(String brief, List<List<SeriesLine>> lines) {
        String apart = plan.kind() == ChartKind.ROLES ? "" : apart(lines);
        if (!apart.isEmpty()) {
            return start + brief + " in each variant, farthest apart at " + apart;
        }
        List<String> details =
                entries.stream().map(each -> each.finding().detail()).distinct().toList();
        String detail = details.size() == 1 && !brief.contains(" to ") ? details.get(0) : "";
        return start + brief + detail + VariantLabels.of(entries.size());
    }

    private String each(boolean detail) {
        return start
                + entries.stream()
                        .map(each -> words(each, detail) + " (" + each.variant() + ")")
                        .collect(Collectors.joining(" · "));
    }

    private String grouped(boolean detail) {
        List<VariantFinding> ordered = new ArrayList<>(entries);
        Comparator<VariantFinding> order =
                Comparator.comparingDouble(each -> each.finding().score());
        boolean small = plan.kind() == ChartKind.AVAILABILITY || plan.kind() == ChartKind.HIT_RATIO;
        ordered.sort(small ? order : order.reversed());
        List<List<VariantFinding>> groups = new ArrayList<>();
        for (VariantFinding each : ordered) {
            List<VariantFinding> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
            if (last.isEmpty() || !alike(last.get(0), each)) {
                groups.add(new ArrayList<>(List.of(each)));
            } else {
                last.add(each);
            }
        }
        if (groups.size() > GROUPS) {
            ordered.removeIf(each -> Double.isNaN(each.finding().score()));
            ordered.sort(order);
            VariantFinding least = ordered.get(0);
            VariantFinding most = ordered.get(ordered.size() - 1);
            return start + "from " + words(least, small && detail) + " (" + least.variant() + ") to "
                    + words(most, !small && detail) + " (" + most.variant() + ")";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<VariantFinding> group = groups.get(i);
            String names = VariantLabels.behind(
                    group.stream().map(VariantFinding::variant).toList(), i == 0);
            parts.add(range(group, detail && i == 0) + " (" + names + ")");
        }
        return start + String.join(" · ", parts);
    }

    /** Returns the range of the numbers of a group. The detail is included only if the numbers are the same. */
    private String range(List<VariantFinding> group, boolean detail) {
        Comparator<VariantFinding> order =
                Comparator.comparingDouble(each -> each.finding().score());
        VariantFinding least = group.stream().min(order).orElseThrow();
        VariantFinding most = group.stream().max(order).orElseThrow();
        String high = words(most, false);
        String low = words(least, false);
        return low.equals(high) ? words(most, detail) : low + " to " + high;
    }

    private boolean alike(VariantFinding one, VariantFinding other) {
        double a = one.finding().score();
        double b = other.finding().score();
        if (one.finding().text().equals(other.finding().text())) {
            return true;
        }
        if (plan.columns().size() > 1 && plan.kind() != ChartKind.LATENCY) {
            return false;
        }
        if (!one.finding().caveat().equals(other.finding().caveat())) {
            return false;
        }
        boolean near = Math.max(a, b) <= ALIKE * Math.min(a, b) && Math.min(a, b) > 0;
        boolean share = a <= 1 && b <= 1;
        return near && (!share || Math.max(1 - a, 1 - b) <= ALIKE * Math.min(1 - a, 1 - b));
    }

    private String words(VariantFinding each, boolean detail) {
        ChartFinding finding = each.finding();
        String text = detail ? finding.textWithDetail() : finding.text();
        return sameTime || finding.period().isEmpty() ? text : text + " " + finding.period();
    }

    /**
     * Returns the time and the values at which the lines of two variants are farthest apart. Empty if they do not
     * differ enough.
     */
    public String apart(List<List<SeriesLine>> lines) {
        double visible = plan.kind() == ChartKind.LATENCY
                ? 0
                : VISIBLE
                        * lines.stream()
                                .flatMap(List::stream)
                                .mapToDouble(SeriesLine::max)
                                .filter(value -> !Double.isNaN(value))
                                .max()
                                .orElse(0);
        String found = "";
        double widest = visible;
        for (int line = 0; line < lines.get(0).size(); line++) {
            for (int step = 0; step < lines.get(0).get(line).values().length; step++) {
                int least = -1;
                int most = -1;
                for (int i = 0; i < lines.size(); i++) {
                    double value = value(lines, i, line, step);
                    least = !Double.isNaN(value) && (least < 0 || value < value(lines, least, line, step)) ? i : least;
                    most = !Double.isNaN(value) && (most < 0 || value > value(lines, most, line, step)) ? i : most;
                }
                double low = least < 0 ? 0 : value(lines, least, line, step);
                double high = most < 0 ? 0 : value(lines, most, line, step);
                if (high > APART * low && high - low > widest) {
                    widest = high - low;
                    List<String> values = QuantityFormat.together(List.of(low, high), unit);
                    found = SimulatedTimeFormat.at(lines.get(0).get(line).startNanos(step)) + ": " + values.get(0)
                            + " ("
                            + entries.get(least).variant() + "), " + values.get(1) + " ("
                            + entries.get(most).variant() + ")";
                }
            }
        }
        return found;
    }

    private static double value(List<List<SeriesLine>> lines, int variant, int line, int step) {
        double[] values = lines.get(variant).get(line).values();
        return step < values.length ? values[step] : Double.NaN;
    }
}
