package dev.brownout.summary;

import dev.brownout.chart.FailurePeriod;
import dev.brownout.format.DisplayWidth;
import dev.brownout.format.Overdue;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The few numbers of a result that there is room for on one screen, the variants side by side. */
public final class HeadlineTable {
    private static final String ALL = "all";
    private static final String AVAILABILITY = "availability";
    /** So many variants are named, more are counted. */
    private static final int NAMES = 2;

    private final RunResult result;
    private final List<Row> rows = new ArrayList<>();

    /** What a row says of each variant. */
    private record Row(String name, String note, Function<VariantResult, Cell> cell) {}

    private HeadlineTable(RunResult result) {
        this.result = result;
    }

    /**
     * A row for each assertion, with the bound behind it, then rows of what nobody asserted; a column for each variant.
     * The most telling of those come first. Behind what is asserted is a mark: a tick where it holds, an asterisk where
     * it is missed as it should be, a cross where it did not come out as it should.
     */
    public static Table matrix(RunResult result) {
        HeadlineTable glance = new HeadlineTable(result);
        glance.asserted();
        glance.others();
        Table.Rows<Row> table =
                Table.of(glance.rows).text(Column.text("number").headed("").whole(), Row::name);
        for (VariantResult variant : result.variants()) {
            table.column(
                    Column.of(Column.Role.OUTCOME, variant.name()),
                    row -> row.cell().apply(variant));
        }
        return table.text(Column.text("bound").headed(""), Row::note).table();
    }

    private void asserted() {
        Map<String, SlaResult> all = new LinkedHashMap<>();
        result.variants().forEach(variant -> variant.sla().forEach(all::putIfAbsent));
        all.forEach((name, sla) -> rows.add(new Row(
                name,
                VerdictWording.bound(sla),
                variant -> outcome(variant.sla().get(name)))));
    }

    private static Cell outcome(SlaResult sla) {
        if (sla == null) {
            return plain("-");
        }
        OutcomeTone tone = OutcomeTone.of(sla);
        return Cell.of(VerdictWording.measured(sla) + " " + mark(tone)).toned(tone);
    }

    /** What stands behind an outcome. */
    private static String mark(OutcomeTone tone) {
        return switch (tone) {
            case PLAIN -> " ";
            case GOOD -> "✓";
            case EXPECTED -> "*";
            case BAD -> "✗";
        };
    }

    /** A value with as much room behind it as a mark takes. */
    private static Cell plain(String text) {
        return Cell.of(text + "  ");
    }

    private void others() {
        Set<String> known = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> variant.sla().values().stream()
                        .filter(sla ->
                                sla.fromNanos() <= variant.warmupNanos() && sla.toNanos() >= variant.durationNanos())
                        .forEach(sla -> known.add(sla.metric())));
        boolean lines = result.variants().stream().anyMatch(variant -> leftLines(variant) > 0);
        if (!known.contains(AVAILABILITY)) {
            row("available", variant -> QuantityFormat.percent(all(variant).availability()));
        }
        if (Overdue.any(result)) {
            row("no response", variant -> QuantityFormat.count(all(variant).overdue()));
        }
        if (lines) {
            row("left the line", variant -> QuantityFormat.count(leftLines(variant)));
        }
        boolean failing =
                result.variants().stream().anyMatch(variant -> all(variant).failed() > 0);
        if (failing) {
            row("over 1 % fail", variant -> QuantityFormat.nanos(hurtNanos(variant)));
        }
        Set<String> costs = new LinkedHashSet<>();
        result.variants().forEach(variant -> costs.add(cost(variant)));
        if (costs.size() > 1) {
            row("cost", HeadlineTable::cost);
        }
        if (failing) {
            row("failed", variant -> QuantityFormat.count(all(variant).failed()));
        }
        busiest(result.variants().get(0))
                .filter(name -> !known.contains(name + ".p99"))
                .ifPresent(name -> row(name + " p99", variant -> p99(variant, name)));
    }

    private void row(String name, Function<VariantResult, String> text) {
        rows.add(new Row(name, "", variant -> plain(text.apply(variant))));
    }

    private static RequestResult all(VariantResult variant) {
        return variant.requests().get(ALL);
    }

    /** How many left a waiting room before their turn: requests that failed, though nothing did. */
    private static long leftLines(VariantResult variant) {
        return variant.components().values().stream()
                .filter(component -> component.kind().equals("waiting-room"))
                .mapToLong(component -> (long) component.measures().get("left").value())
                .sum();
    }

    /** How long more than one request of a hundred failed. */
    private static double hurtNanos(VariantResult variant) {
        return FailurePeriod.of(variant).stream()
                .mapToDouble(one -> one.toNanos() - (double) one.fromNanos())
                .sum();
    }

    /** The class of most requests. */
    private static Optional<String> busiest(VariantResult variant) {
        return variant.requests().entrySet().stream()
                .filter(request -> !request.getKey().equals(ALL))
                .max(Comparator.comparingLong(request -> request.getValue().offered()))
                .map(Map.Entry::getKey);
    }

    private static String p99(VariantResult variant, String name) {
        RequestResult request = variant.requests().get(name);
        return request == null ? PercentileCells.NONE : PercentileCells.p99(request.successes());
    }

    private static String cost(VariantResult variant) {
        return QuantityFormat.of(variant.cost().perHour(), "$/h");
    }

    /** What is told of a single variant besides its assertions, in sentences. */
    public static List<String> facts(VariantResult variant) {
        List<String> facts = new ArrayList<>();
        variant.requests().forEach((name, request) -> {
            if (!name.equals(ALL)) {
                String good = QuantityFormat.percent(request.availability());
                facts.add(name + ": " + good + " available, p50 " + PercentileCells.p50(request.successes()) + ", p99 "
                        + PercentileCells.p99(request.successes())
                        + (request.overdue() > 0 ? "; " + Overdue.sentence(request) : "")
                        + (request.failed() > 0 ? "; " + RequestSummary.most(request, " failed") : ""));
            }
        });
        facts.addAll(Overdue.messages(variant));
        Overdue.unseen(variant).ifPresent(facts::add);
        if (variant.cost().total() > 0) {
            facts.add("cost: " + QuantityFormat.of(variant.cost().total(), "$") + ", " + cost(variant));
        }
        return facts;
    }

    /** What of a result will not go well, each with the variants that it is of unless it is of all. */
    public static List<String> warnings(RunResult result) {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis()
                        .warnings()
                        .forEach(text -> warnings.computeIfAbsent(text, t -> new ArrayList<>())
                                .add(variant.name())));
        List<String> told = new ArrayList<>();
        warnings.forEach(
                (text, in) -> told.add(in.size() == result.variants().size() ? text : names(in) + ": " + text));
        return told;
    }

    /** Some variants: by name where they are few. */
    static String names(List<String> variants) {
        return names(variants, Integer.MAX_VALUE);
    }

    /** Some variants: by name where they are few, or one, and there is room for it. */
    public static String names(List<String> variants, int room) {
        String names = String.join(", ", variants);
        boolean told = variants.size() <= NAMES && DisplayWidth.width(names) <= room;
        return told || variants.size() == 1 ? names : variants.size() + " variants";
    }
}
