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
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
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
    /** Width of the symbol of an outcome with the blank after it. */
    private static final int MARK = 2;
    /** Maximum number of variants that are named instead of counted. */
    private static final int NAMES = 2;

    private final RunResult result;
    private final List<Row> rows = new ArrayList<>();

    /** A row with a cell for each variant. The metric is empty for an assertion and for a number without a metric. */
    private record Row(String name, String note, String metric, Function<VariantResult, Cell> cell) {}

    /**
     * A headline metric without an assertion.
     *
     * @param name the name as printed
     * @param metric the metric in the language; empty if the number is no metric
     * @param values the value of each variant as printed
     */
    public record HeadlineNumber(String name, String metric, List<String> values) {
        /** Copies the list. */
        public HeadlineNumber {
            values = List.copyOf(values);
        }
    }

    private HeadlineTable(RunResult result) {
        this.result = result;
    }

    /**
     * Returns a table with one column per variant. It has a row for each assertion, with its bound, then rows of
     * metrics without an assertion, the most important first. Each asserted value follows the symbol of its outcome.
     */
    public static Table matrix(RunResult result) {
        HeadlineTable glance = new HeadlineTable(result);
        glance.asserted();
        glance.others();
        return glance.table();
    }

    /** Returns the metrics without an assertion, the most important first. */
    public static List<HeadlineNumber> numbers(RunResult result) {
        HeadlineTable glance = new HeadlineTable(result);
        glance.asserted();
        int asserted = glance.rows.size();
        glance.others();
        return glance.rows.subList(asserted, glance.rows.size()).stream()
                .map(row -> new HeadlineNumber(row.name(), row.metric(), glance.values(row)))
                .toList();
    }

    /** Returns the values of a row without an assertion. */
    private List<String> values(Row row) {
        return result.variants().stream()
                .map(variant -> row.cell().apply(variant).text().substring(MARK))
                .toList();
    }

    /** Returns a table of the same columns with a row for each loss that no assertion shows as a whole. */
    public static Table losses(RunResult result) {
        HeadlineTable glance = new HeadlineTable(result);
        LossSummary.unasserted(result)
                .forEach((name, numbers) ->
                        glance.rows.add(new Row(name, "", "", variant -> plain(numbers.get(variant.name())))));
        return glance.table();
    }

    private Table table() {
        Table.Rows<Row> table =
                Table.of(rows).text(Column.text("number").headed("").whole(), Row::name);
        for (VariantResult variant : result.variants()) {
            table.column(
                    Column.of(Column.Role.OUTCOME, variant.name()),
                    row -> row.cell().apply(variant));
        }
        return table.text(Column.text("bound").headed(""), Row::note).table();
    }

    private void asserted() {
        for (AssertionRow row : AssertionRow.of(result)) {
            String bound = result.variants().stream()
                    .flatMap(variant -> row.in(variant).stream())
                    .map(VerdictWording::bound)
                    .findFirst()
                    .orElseThrow();
            rows.add(new Row(
                    row.name(),
                    bound,
                    "",
                    variant -> row.in(variant).map(HeadlineTable::outcome).orElse(plain("-"))));
        }
    }

    private static Cell outcome(SlaResult sla) {
        OutcomeTone tone = OutcomeTone.of(sla);
        return Cell.of(tone.mark() + VerdictWording.measuredValue(sla)).toned(tone);
    }

    /** Returns a cell indented by the width of a symbol. */
    private static Cell plain(String text) {
        return Cell.of("  " + text);
    }

    private void others() {
        Set<String> assertedMetrics = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> variant.evaluation().sla().values().stream()
                        .filter(sla -> sla.fromNanos() <= variant.run().warmupNanos()
                                && sla.toNanos() >= variant.run().durationNanos())
                        .forEach(sla -> assertedMetrics.add(sla.column())));
        boolean lines = result.variants().stream().anyMatch(variant -> leftLines(variant) > 0);
        if (!assertedMetrics.contains(AVAILABILITY)) {
            row(
                    SentenceTranslation.text("availability"),
                    AVAILABILITY,
                    variant -> QuantityFormat.percent(all(variant).availability()));
        }
        boolean failing =
                result.variants().stream().anyMatch(variant -> all(variant).failed() > 0);
        if (failing) {
            row(
                    SentenceTranslation.text("failed requests"),
                    "failed",
                    variant -> QuantityFormat.count(all(variant).failed()));
        }
        if (Overdue.any(result)) {
            row(
                    SentenceTranslation.text("no response"),
                    "",
                    variant -> QuantityFormat.count(all(variant).overdue()));
        }
        if (result.variants().stream().anyMatch(variant -> overdueMessages(variant) > 0)) {
            row(
                    SentenceTranslation.text("overdue messages"),
                    "",
                    variant -> QuantityFormat.count(overdueMessages(variant)));
        }
        if (lines) {
            row(
                    SentenceTranslation.text("left the waiting room"),
                    "",
                    variant -> QuantityFormat.count(leftLines(variant)));
        }
        if (failing) {
            row(Messages.text("summary.error_time"), "", variant -> QuantityFormat.nanos(errorNanos(variant)));
        }
        Set<String> costs = new LinkedHashSet<>();
        result.variants().forEach(variant -> costs.add(cost(variant)));
        if (costs.size() > 1) {
            row(SentenceTranslation.text("cost"), "", HeadlineTable::cost);
            if (failing) {
                row(SentenceTranslation.text("per million successful requests"), "", HeadlineTable::perMillionGood);
            }
        }
        busiest(result.variants().get(0))
                .filter(name -> !assertedMetrics.contains(name + ".p99"))
                .ifPresent(name -> row(name + " p99", name + ".p99", variant -> p99(variant, name)));
    }

    /** Adds a row, unless another row has equal values. */
    private void row(String name, String metric, Function<VariantResult, String> text) {
        List<String> values = result.variants().stream().map(text).toList();
        boolean isShown = rows.stream().anyMatch(row -> values(row).equals(values));
        if (!isShown) {
            rows.add(new Row(name, "", metric, variant -> plain(text.apply(variant))));
        }
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
    private static double errorNanos(VariantResult variant) {
        return FailurePeriod.of(variant).stream()
                .mapToDouble(FailurePeriod::nanos)
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

    private static String perMillionGood(VariantResult variant) {
        return QuantityFormat.format(variant.costPerMillionGood(), "$");
    }

    private static String cost(VariantResult variant) {
        return QuantityFormat.format(variant.cost().perHour(), "$/h");
    }

    /** Returns sentences about a single variant, besides its assertions, by the names of their subjects. */
    public static Map<String, String> facts(VariantResult variant) {
        Map<String, String> facts = new LinkedHashMap<>();
        variant.requests().forEach((name, request) -> {
            if (!name.equals(ALL)) {
                facts.put(name, facts(variant, name, request));
            }
        });
        List<String> messages = Overdue.messages(variant);
        if (!messages.isEmpty()) {
            facts.put(SentenceTranslation.text("overdue"), String.join("; ", messages));
        }
        Overdue.unseen(variant).ifPresent(text -> facts.put(SentenceTranslation.text("alerts"), text));
        if (variant.cost().total() > 0) {
            String total = QuantityFormat.format(variant.cost().total(), "$") + ", " + cost(variant);
            boolean failing = all(variant).failed() > 0 && all(variant).good() > 0;
            facts.put(
                    SentenceTranslation.text("cost"),
                    failing
                            ? total + ", " + Messages.text("summary.per_million_successful", perMillionGood(variant))
                            : total);
        }
        return facts;
    }

    private static String facts(VariantResult variant, String name, RequestResult request) {
        boolean asserted = variant.evaluation().sla().values().stream()
                .anyMatch(sla -> sla.metric().equals(name + ".p99")
                        && sla.fromNanos() <= variant.run().warmupNanos()
                        && sla.toNanos() >= variant.run().durationNanos());
        return Messages.text(
                        "summary.facts",
                        QuantityFormat.percent(request.availability()),
                        PercentileCells.p50(request.successes()))
                + (asserted ? "" : ", p99 " + PercentileCells.p99(request.successes()))
                + (request.overdue() > 0 ? "; " + Overdue.sentence(request) : "")
                + (request.failed() > 0 ? "; " + RequestSummary.failures(request) : "");
    }

    /** Returns the warnings of the analytical model. Each names its variants unless it applies to all of them. */
    public static List<String> warnings(RunResult result) {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis()
                        .warnings()
                        .forEach(text -> warnings.computeIfAbsent(
                                        SentenceTranslation.marked(text), t -> new ArrayList<>())
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

    /**
     * Formats variants: by name if there are at most two that fit the width, or a single one. Otherwise by the first
     * name and the number of the others, or by their number alone.
     */
    public static String names(List<String> variants, int width) {
        String names = String.join(", ", variants);
        boolean byName = variants.size() <= NAMES && DisplayWidth.width(names) <= width;
        if (byName || variants.size() == 1) {
            return names;
        }
        String first = Messages.text("report.first_and_more", variants.get(0), variants.size() - 1);
        return DisplayWidth.width(first) <= width ? first : Messages.text("chart.variants", variants.size());
    }
}
