package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;
import static dev.brownout.summary.OutputFormat.TERMINAL;

import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.RunResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.summary.Block.Note;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Offered load and capacity of the stations, estimated and measured, with warnings of the analytical model. */
final class UtilizationSummary {
    /** Column of differences between estimates and measurements. */
    static final Column OFF = Column.number("error of the estimate").withBrief("error");

    /** Relative difference above which the exact value is not shown. */
    private static final double MAXIMUM = 9;

    private UtilizationSummary() {}

    /**
     * Returns the part.
     *
     * @param hidden whether the measurements are hidden for the reader to predict
     */
    static Part part(RunResult result, String heading, boolean hidden) {
        List<VariantItem<Station>> all =
                VariantItem.listed(result, variant -> variant.analysis().stations(), Station::station);
        Part part = Part.of(heading).with(table(all, hidden));
        for (Map.Entry<Sentence, List<VariantItem<Sentence>>> warning :
                warnings(result).entrySet()) {
            List<String> numbers = warning.getValue().stream()
                    .map(each -> each.number().strip())
                    .toList();
            String prefix = result.variants().size() == 1 ? "" : String.join(", ", numbers) + ": ";
            part = part.with(Note.warning(prefix + SentenceTranslation.marked(warning.getKey())), TERMINAL);
        }
        return unconfirmed(result, withheld(result, part));
    }

    /** Adds the reasons for withheld estimates. */
    private static Part withheld(RunResult result, Part part) {
        Map<Sentence, Set<String>> all = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis().stations().stream()
                        .filter(station -> station.formula().form().startsWith(Analysis.WITHHELD))
                        .forEach(station -> all.computeIfAbsent(station.formula(), t -> new LinkedHashSet<>())
                                .add(station.station())));
        Part extended = part;
        for (Map.Entry<Sentence, Set<String>> each : all.entrySet()) {
            extended = extended.with(
                    Note.hanging(String.join(", ", each.getValue()) + ": " + SentenceTranslation.marked(each.getKey())),
                    TERMINAL,
                    HTML);
        }
        return extended;
    }

    /** Adds the warnings that no measurement confirms, which appear nowhere else. */
    private static Part unconfirmed(RunResult result, Part part) {
        Map<Sentence, List<String>> all = new LinkedHashMap<>();
        result.variants()
                .forEach(variant -> variant.analysis()
                        .unconfirmed()
                        .forEach(text -> all.computeIfAbsent(text, t -> new ArrayList<>())
                                .add(variant.name())));
        Part extended = part;
        for (Map.Entry<Sentence, List<String>> each : all.entrySet()) {
            String variants = each.getValue().size() == result.variants().size()
                    ? ""
                    : " (" + HeadlineTable.names(each.getValue()) + ")";
            extended = extended.with(
                    Note.hanging(Messages.text(
                            "summary.not_confirmed", variants, SentenceTranslation.marked(each.getKey()))),
                    TERMINAL,
                    HTML);
        }
        return extended;
    }

    private static Table table(List<VariantItem<Station>> all, boolean hidden) {
        UnaryOperator<Cell> shown = hidden ? measured -> Page.HIDDEN : Cell::dashed;
        Set<VariantItem<Station>> kept = terminalRows(all);
        Table.Rows<VariantItem<Station>> rows = Table.of(
                        all, each -> kept.contains(each) ? OutputFormat.some(TERMINAL, HTML) : OutputFormat.some(HTML))
                .text(VariantItem.VARIANT, VariantItem::ofVariant)
                .column(Column.text("resource"), VariantItem::cell)
                .text(Column.text("from").in(TERMINAL), each -> from(each.it()))
                .text(Column.number("from").in(HTML), each -> from(each.it()));
        load(rows, VariantItem::it)
                .column(
                        Column.number("ρ measured").withBrief("measured"),
                        each -> shown.apply(Cell.count(each.it().measuredUtilization())));
        if (!hidden && all.stream().anyMatch(each -> each.it().notableDifference() != 0)) {
            rows.column(OFF, each -> off(each.it().notableDifference()));
        }
        return rows.column(
                        Column.number("mean"),
                        each -> Cell.nanos(each.it().meanNanos()).dashed())
                .column(
                        Column.number("mean measured").withBrief("measured"),
                        each -> shown.apply(Cell.nanos(each.it().measuredMeanNanos())))
                .text(
                        Column.text("formula").in(HTML),
                        each -> SentenceTranslation.marked(each.it().formula()))
                .table();
    }

    /**
     * Formats a notable relative difference between an estimate and its measurement, such as {@code +67 %}; empty if
     * not notable.
     */
    static Cell off(double difference) {
        if (!(Math.abs(difference) > Analysis.NOTABLE_DIFFERENCE)) {
            return Cell.of("");
        }
        return Cell.of(
                difference > MAXIMUM ? "over 10x" : (difference > 0 ? "+" : "") + Math.round(100 * difference) + " %");
    }

    /** Adds the columns for offered load, capacity and utilization. */
    static <T> Table.Rows<T> load(Table.Rows<T> rows, Function<T, Station> station) {
        return rows.column(Column.number("offered"), each -> offeredLoad(station.apply(each)))
                .column(Column.number("capacity"), each -> capacity(station.apply(each)))
                .column(
                        Column.number("ρ").withBrief("rho"),
                        each -> Cell.count(station.apply(each).utilization()).dashed());
    }

    private static Cell offeredLoad(Station station) {
        Cell offered = Cell.quantity(station.offeredPerSecond(), "1/s");
        return Double.isNaN(station.offeredPerSecond()) ? offered.dashed() : offered;
    }

    private static Cell capacity(Station station) {
        Cell capacity = Cell.quantity(station.capacityPerSecond(), "1/s");
        boolean unknown = Double.isNaN(station.capacityPerSecond()) || Double.isNaN(station.utilization());
        return unknown ? capacity.dashed() : capacity;
    }

    static String from(Station station) {
        return SimulatedTimeFormat.at(station.fromNanos());
    }

    /** Returns the rows for a terminal: those with a new estimate, or a notable difference from the measurement. */
    private static Set<VariantItem<Station>> terminalRows(List<VariantItem<Station>> all) {
        Set<VariantItem<Station>> terminalRows = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<List<String>> estimates = new HashSet<>();
        for (VariantItem<Station> each : all) {
            Station station = each.it();
            List<String> estimate = List.of(
                    station.station(),
                    from(station),
                    offeredLoad(station).text(),
                    capacity(station).text());
            if (estimates.add(estimate) || station.notableDifference() != 0) {
                terminalRows.add(each);
            }
        }
        return terminalRows;
    }

    /** Adds the warnings of the analytical model, in formats that do not show them beside the stations. */
    static Part warnings(RunResult result, Part part) {
        Part all = part;
        for (Map.Entry<Sentence, List<VariantItem<Sentence>>> warning :
                warnings(result).entrySet()) {
            List<String> names =
                    warning.getValue().stream().map(VariantItem::ofVariant).toList();
            String prefix = names.size() == result.variants().size() ? "" : String.join(", ", names) + ": ";
            all = all.with(Note.warning(prefix + SentenceTranslation.marked(warning.getKey())), HTML, MARKDOWN);
        }
        return all;
    }

    private static List<VariantItem<Sentence>> warned(RunResult result) {
        return VariantItem.listed(result, variant -> variant.analysis().warnings(), warning -> "");
    }

    /** Returns each warning with its variants. */
    private static Map<Sentence, List<VariantItem<Sentence>>> warnings(RunResult result) {
        Map<Sentence, List<VariantItem<Sentence>>> warnings = new LinkedHashMap<>();
        warned(result)
                .forEach(each -> warnings.computeIfAbsent(each.it(), warning -> new ArrayList<>())
                        .add(each));
        return warnings;
    }
}
