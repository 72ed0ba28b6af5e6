package dev.brownout.summary;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.sentence.Sentence;
import dev.brownout.summary.Block.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Analytical model of a variant. */
public final class CapacityForecastSummary {
    private static final int DEEP = 4;

    /** Period of error budgets, in days. */
    private static final int MONTH = 30;

    private CapacityForecastSummary() {}

    /** Returns the parts, each under its heading. A part without data has no blocks. */
    public static List<Part> parts(ScenarioExplanation variant) {
        Analysis analysis = variant.analysis();
        return List.of(
                stations(analysis),
                notes("Journeys without abandonment", variant.journeys(), CapacityForecastSummary::journey),
                notes("Calls and their policies, outermost first", variant.calls(), CapacityForecastSummary::call),
                notes("Closed-loop users", variant.loops(), CapacityForecastSummary::loop),
                notes("Error budgets", variant.budgets(), CapacityForecastSummary::budget),
                notes("Caches in steady state", variant.stores(), CapacityForecastSummary::store),
                notes("Lost partitions", variant.losses(), PartitionLossSummary::row),
                notes("Warnings", analysis.warnings(), warning -> Note.warning(warning.toString())));
    }

    private static <T> Part notes(String heading, List<T> all, Function<T, Note> note) {
        return Part.of(heading).with(all.stream().map(note).toList());
    }

    private static Part stations(Analysis analysis) {
        Map<Sentence, String> numbers = new LinkedHashMap<>();
        for (Station station : analysis.stations()) {
            numbers.computeIfAbsent(station.formula(), formula -> "(" + (numbers.size() + 1) + ")");
        }
        Table.Rows<Station> rows = Table.of(analysis.stations())
                .text(Column.text("resource"), Station::station)
                .text(Column.number("from"), UtilizationSummary::from);
        Table table = UtilizationSummary.load(rows, station -> station)
                .column(
                        Column.number("mean"),
                        station -> Cell.nanos(station.meanNanos()).dashed())
                .column(
                        Column.number("p99"),
                        station -> Cell.nanos(station.p99Nanos()).dashed())
                .text(Column.text("by"), station -> numbers.get(station.formula()))
                .table();
        Part part = Part.of("Load and capacity (analytical)").with(table);
        for (Map.Entry<Sentence, String> formula : numbers.entrySet()) {
            part = part.with(Note.hanging(formula.getValue() + " " + formula.getKey(), DEEP));
        }
        return analysis.stations().isEmpty() || analysis.bottleneck().isEmpty()
                ? part
                : part.with(Note.hanging("The bottleneck is " + analysis.bottleneck()
                        + (Double.isNaN(analysis.saturationPerSecond())
                                ? ""
                                : ", saturated at a total load of "
                                        + QuantityFormat.format(analysis.saturationPerSecond(), "1/s"))
                        + worst(analysis)
                        + "."));
    }

    /**
     * Returns a clause about the period of the highest bottleneck utilization; empty if the utilization is constant.
     */
    private static String worst(Analysis analysis) {
        Station worst = null;
        boolean constant = true;
        long endNanos = 0;
        long bottleneckNanos = 0;
        for (Station station : analysis.stations()) {
            endNanos = Math.max(endNanos, station.toNanos());
            if (station.station().equals(analysis.bottleneck()) && Double.isFinite(station.utilization())) {
                constant &= worst == null || worst.utilization() == station.utilization();
                worst = worst == null || station.utilization() > worst.utilization() ? station : worst;
                bottleneckNanos += station.toNanos() - station.fromNanos();
            }
        }
        long startNanos =
                analysis.stations().stream().mapToLong(Station::fromNanos).min().orElse(0);
        return worst == null || constant && bottleneckNanos >= endNanos - startNanos
                ? ""
                : "; highest utilization from " + SimulatedTimeFormat.at(worst.fromNanos()) + " to "
                        + SimulatedTimeFormat.at(worst.toNanos());
    }

    private static Note call(ScenarioExplanation.Call call) {
        String indent = "  ".repeat(call.depth());
        String around = String.join(" > ", call.around());
        return Note.hanging(indent + call.what() + (around.isEmpty() ? "" : ": " + around), indent.length() + DEEP);
    }

    private static Note journey(ScenarioExplanation.Journey each) {
        List<String> rates = new ArrayList<>();
        each.requests().forEach((name, perSecond) -> rates.add(name + " " + QuantityFormat.format(perSecond, "1/s")));
        return Note.hanging(each.name() + ": " + QuantityFormat.format(each.perSecond(), "1/s") + " start; "
                + String.join(", ", rates)
                + (each.thinkNanos() > 0
                        ? "; think time " + QuantityFormat.nanos(each.thinkNanos()) + " per visit"
                        : ""));
    }

    private static Note loop(ScenarioExplanation.Loop each) {
        String alone = QuantityFormat.count(each.users()) + (each.users() == 1 ? " user" : " users")
                + ": a cycle takes " + QuantityFormat.nanos(each.aloneNanos()) + " without queueing";
        return Note.hanging(
                Double.isInfinite(each.mostPerSecond())
                        ? alone
                        : alone + "; at most " + QuantityFormat.format(each.mostPerSecond(), "1/s")
                                + ", with queueing above " + QuantityFormat.count(each.knee()) + " users");
    }

    private static Note budget(ScenarioExplanation.Budget each) {
        return Note.hanging(each.name() + " (" + each.text() + "): " + QuantityFormat.nanos(each.downtimeNanos(MONTH))
                + " of downtime in " + MONTH + " days, without other failures");
    }

    private static Note store(ScenarioExplanation.Store store) {
        String keys = store.keys() == 0
                ? "requests without keys, all for the same entry"
                : QuantityFormat.count(store.keys()) + " keys, of which " + QuantityFormat.count(store.hotKeys())
                        + " receive half of the reads";
        String capacity = Double.isInfinite(store.entries())
                ? "capacity for all entries"
                : "capacity for " + QuantityFormat.count(Math.floor(store.entries()));
        String hits = QuantityFormat.percent(store.hitRatio());
        return Note.hanging(store.store() + ": " + capacity + "; " + keys + "; hit ratio " + hits);
    }
}
