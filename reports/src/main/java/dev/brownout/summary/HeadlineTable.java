package dev.brownout.summary;

import dev.brownout.chart.model.FailurePeriod;
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

/** Headline metrics of a result, one column per variant, sized for a terminal. */
public final class HeadlineTable {
    private static final String ALL = "all";
    private static final String AVAILABILITY = "availability";
    /** Maximum number of variants that are named instead of counted. */
    private static final int NAMES = 2;

    private final RunResult result;
    private final List<Row> rows = new ArrayList<>();

    /** A row with a cell for each variant. */
    private record Row(String name, String note, Function<VariantResult, Cell> cell) {}

    private HeadlineTable(RunResult result) {
        this.result = result;
    }

    /**
     * Returns a table with one column per variant. It has a row for each assertion, with its bound, then rows of
     * metrics without an assertion, the most important first. Each asserted value has a mark: a tick if the assertion
     * is met, an exclamation mark for an expected violation, a cross for an unexpected verdict.
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
        return Cell.of(VerdictWording.measured(sla) + " " + tone.symbol()).toned(tone);
    }

    /** Returns a cell padded by the width of a mark. */
    private static Cell plain(String text) {
        return Cell.of(text + "  ");
    }

    private void others() {
        Set<String> assertedMetrics = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> variant.sla().values().stream()
                        .filter(sla ->
                                sla.fromNanos() <= variant.warmupNanos() && sla.toNanos() >= variant.durationNanos())
                        .forEach(sla -> assertedMetrics.add(sla.column())));
        boolean lines = result.variants().stream().anyMatch(variant -> leftLines(variant) > 0);
        if (!assertedMetrics.contains(AVAILABILITY)) {
            row("available", variant -> QuantityFormat.percent(all(variant).availability()));
        }
        if (Overdue.any(result)) {
            row("no response", variant -> QuantityFormat.count(all(variant).overdue()));
        }
        if (result.variants().stream().anyMatch(variant -> overdueMessages(variant) > 0)) {
            row("overdue msgs", variant -> QuantityFormat.count(overdueMessages(variant)));
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
                .filter(name -> !assertedMetrics.contains(name + ".p99"))
                .ifPresent(name -> row(name + " p99", variant -> p99(variant, name)));
    }

    private void row(String name, Function<VariantResult, String> text) {
        rows.add(new Row(name, "", variant -> plain(text.apply(variant))));
    }

    private static RequestResult all(VariantResult variant) {
        return variant.requests().get(ALL);
    }

    private static long overdueMessages(VariantResult variant) {
        return Overdue.messagesOf(variant).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /**
     * Returns the number of visitors that left a waiting room before their turn. They count as failed requests,
     * although nothing failed.
     */
    private static long leftLines(VariantResult variant) {
        return variant.components().values().stream()
                .filter(component -> component.kind().equals("waiting-room"))
                .mapToLong(component -> (long) component.measures().get("left").value())
                .sum();
    }

    /** Returns the total time in which more than 1 % of the requests failed, in ns. */
    private static double hurtNanos(VariantResult variant) {
        return FailurePeriod.of(variant).stream()
                .mapToDouble(one -> one.toNanos() - (double) one.fromNanos())
                .sum();
    }

    /** Returns the request class with the most requests. */
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

    /** Returns sentences about a single variant, besides its assertions. */
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

    /** Returns the warnings of the analytical model. Each names its variants unless it applies to all of them. */
    public static List<String> warnings(RunResult result) {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis()
                        .warnings()
                        .forEach(text -> warnings.computeIfAbsent(text, t -> new ArrayList<>())
                                .add(variant.name())));
        List<String> texts = new ArrayList<>();
        warnings.forEach(
                (text, in) -> texts.add(in.size() == result.variants().size() ? text : names(in) + ": " + text));
        return texts;
    }

    /** Formats variants: by name if there are at most two, else by their number. */
    static String names(List<String> variants) {
        return names(variants, Integer.MAX_VALUE);
    }

    /** Formats variants: by name if there are at most two that fit the width, or a single one, else by their number. */
    public static String names(List<String> variants, int width) {
        String names = String.join(", ", variants);
        boolean byName = variants.size() <= NAMES && DisplayWidth.width(names) <= width;
        return byName || variants.size() == 1 ? names : variants.size() + " variants";
    }
}
