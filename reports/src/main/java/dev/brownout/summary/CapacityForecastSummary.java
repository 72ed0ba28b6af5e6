package dev.brownout.summary;

import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.ScenarioExplanation;
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
                Part.of("Queues").with(queues(analysis)),
                notes("Journeys without abandonment", variant.journeys(), CapacityForecastSummary::journey),
                notes("Calls and their policies, outermost first", variant.calls(), CapacityForecastSummary::call),
                notes("Closed-loop users", variant.loops(), CapacityForecastSummary::loop),
                notes("Error budgets", variant.budgets(), CapacityForecastSummary::budget),
                notes("Caches in steady state", variant.stores(), CapacityForecastSummary::store),
                notes("Replicas", variant.logs(), CapacityForecastSummary::log),
                notes("Key migration", variant.moves(), CapacityForecastSummary::move),
                notes("Quorums", variant.quorums(), CapacityForecastSummary::quorum),
                notes("Lost partitions", variant.losses(), PartitionLossSummary::row),
                notes("Nodes that stop when idle", variant.rests(), CapacityForecastSummary::rest),
                notes("Instances of functions", variant.pools(), CapacityForecastSummary::instances),
                notes("Connections of clients", variant.spreads(), CapacityForecastSummary::connections),
                notes("Stock", variant.stocks(), CapacityForecastSummary::stock),
                notes("Memory of nodes", variant.memories(), CapacityForecastSummary::memory),
                notes("Key expiry", variant.expiries(), CapacityForecastSummary::expiry),
                notes("Warnings", analysis.warnings(), Note::warning));
    }

    private static <T> Part notes(String heading, List<T> all, Function<T, Note> note) {
        return Part.of(heading).with(all.stream().map(note).toList());
    }

    private static Part stations(Analysis analysis) {
        Map<String, String> numbers = new LinkedHashMap<>();
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
        for (Map.Entry<String, String> formula : numbers.entrySet()) {
            part = part.with(Note.hanging(formula.getValue() + " " + formula.getKey(), DEEP));
        }
        return analysis.stations().isEmpty() || analysis.bottleneck().isEmpty()
                ? part
                : part.with(Note.hanging("The bottleneck is " + analysis.bottleneck()
                        + (Double.isNaN(analysis.saturationPerSecond())
                                ? ""
                                : ", saturated at a total load of "
                                        + QuantityFormat.of(analysis.saturationPerSecond(), "1/s"))
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

    private static Table queues(Analysis analysis) {
        return Table.of(analysis.queues())
                .text(Column.text("queue"), Analysis.Backlog::queue)
                .column(
                        Column.number("mean depth"),
                        queue -> Cell.count(queue.meanDepth()).dashed())
                .column(
                        Column.number("mean time"),
                        queue -> Cell.nanos(queue.meanNanos()).dashed())
                .table();
    }

    private static Note call(ScenarioExplanation.Call call) {
        String indent = "  ".repeat(call.depth());
        String around = String.join(" > ", call.around());
        return Note.hanging(indent + call.what() + (around.isEmpty() ? "" : ": " + around), indent.length() + DEEP);
    }

    private static Note journey(ScenarioExplanation.Journey each) {
        List<String> rates = new ArrayList<>();
        each.requests().forEach((name, perSecond) -> rates.add(name + " " + QuantityFormat.of(perSecond, "1/s")));
        return Note.hanging(each.name() + ": " + QuantityFormat.of(each.perSecond(), "1/s") + " start; "
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
                        : alone + "; at most " + QuantityFormat.of(each.mostPerSecond(), "1/s")
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
        String room = Double.isInfinite(store.entries())
                ? "capacity for all entries"
                : "capacity for " + QuantityFormat.count(Math.floor(store.entries()));
        String hits = QuantityFormat.percent(store.hitRatio());
        String stale = Double.isNaN(store.staleShare())
                ? ""
                : ", of which " + QuantityFormat.percent(store.staleShare()) + " are stale";
        return Note.hanging(store.store() + ": " + room + "; " + keys + "; hit ratio " + hits + stale);
    }

    private static Note expiry(ScenarioExplanation.Expiry expiry) {
        String all = expiry.keys() > 0 ? " of " + QuantityFormat.count(expiry.keys()) : "";
        String turns = Double.isNaN(expiry.everyNanos())
                ? ""
                : "; each is written every " + QuantityFormat.nanos(expiry.everyNanos()) + turns(expiry);
        String reads = Double.isNaN(expiry.missedShare())
                ? ""
                : "; " + QuantityFormat.percent(expiry.missedShare()) + " of the reads find no value";
        return Note.hanging(expiry.store() + ": TTL " + QuantityFormat.nanos(expiry.ttlNanos()) + "; "
                + QuantityFormat.count(expiry.alive()) + all + " keys are live" + turns + reads);
    }

    private static String turns(ScenarioExplanation.Expiry expiry) {
        if (expiry.inARow() == 0) {
            return ", after it has expired";
        }
        return "; it expires after " + QuantityFormat.count(expiry.inARow())
                + (expiry.inARow() == 1 ? " lost write" : " lost writes in a row") + ", or "
                + QuantityFormat.nanos(expiry.ttlNanos() - expiry.everyNanos()) + " to "
                + QuantityFormat.nanos(expiry.ttlNanos())
                + " after its writer stops";
    }

    private static Note memory(ScenarioExplanation.Memory memory) {
        StringBuilder text =
                new StringBuilder(memory.component() + ": " + QuantityFormat.of(memory.bytes(), "B") + " each");
        if (memory.atFirst() > 0) {
            text.append("; ").append(QuantityFormat.of(memory.atFirst(), "B")).append(" of sessions at the start");
        }
        if (memory.bytesPerSecond() > 0) {
            text.append(", and ")
                    .append(QuantityFormat.of(memory.bytesPerSecond(), "B"))
                    .append("/s more of logins on another node");
        }
        if (memory.lastingNanos() > 0) {
            text.append(", until they expire after ")
                    .append(QuantityFormat.nanos(memory.lastingNanos()))
                    .append("; then ")
                    .append(QuantityFormat.of(memory.atRest(), "B"))
                    .append(" in steady state");
        }
        if (memory.others() > 0) {
            text.append("; at most ")
                    .append(QuantityFormat.of(memory.others(), "B"))
                    .append(" of connections, local caches and heap");
        }
        boolean never = Double.isNaN(memory.fullNanos());
        boolean fits = Math.max(memory.atFirst(), Double.isNaN(memory.atRest()) ? 0 : memory.atRest()) + memory.others()
                <= memory.bytes();
        text.append(
                !never
                        ? "; full after " + QuantityFormat.nanos(memory.fullNanos()) + ", then an OOM kill"
                        : fits ? "; never full" : "; full if all of it is in use, then an OOM kill");
        return Note.hanging(text.toString());
    }

    private static Note rest(ScenarioExplanation.Rest rest) {
        String most = rest.exact() ? "" : "at most ";
        String held = Double.isNaN(rest.waitNanos())
                ? ""
                : ", " + QuantityFormat.percent(rest.heldShare()) + " wait for it, "
                        + QuantityFormat.nanos(rest.waitNanos()) + " on average";
        return Note.hanging(rest.component() + ": " + QuantityFormat.of(rest.callsPerSecond(), "1/s")
                + " per node (Poisson): " + most + QuantityFormat.percent(rest.coldShare())
                + " of the calls start a node"
                + held + "; each node is billed " + (rest.exact() ? "" : "at least ")
                + QuantityFormat.percent(rest.paidShare()) + " of the time"
                + (Double.isNaN(rest.responseNanos())
                        ? ""
                        : "; mean response time " + QuantityFormat.nanos(rest.responseNanos())
                                + " (M/G/1 with setup)"));
    }

    private static Note instances(ScenarioExplanation.InstanceCounts pool) {
        return Note.hanging(pool.component() + ": " + QuantityFormat.of(pool.callsPerSecond(), "1/s")
                + " (Poisson, exponential durations): " + QuantityFormat.percent(pool.coldShare())
                + " of the calls start an instance; " + QuantityFormat.of(pool.instances(), "1")
                + " instances on average, " + QuantityFormat.of(pool.busyInstances(), "1") + " busy");
    }

    private static Note connections(ScenarioExplanation.ConnectionSpread spread) {
        double even = 1.0 / spread.machines();
        return Note.hanging(spread.component() + ": " + QuantityFormat.of(spread.connections(), "1")
                + " connections, each to a random one of " + QuantityFormat.of(spread.machines(), "1")
                + " nodes: the busiest has " + QuantityFormat.percent(spread.busiestShare())
                + " of them on average, instead of " + QuantityFormat.percent(even));
    }

    private static Note stock(ScenarioExplanation.Stock stock) {
        String hold = stock.holdNanos() == 0
                ? "holds never expire"
                : "holds expire after " + QuantityFormat.nanos(stock.holdNanos());
        String share = Double.isNaN(stock.soldOutShare())
                ? ""
                : "; " + QuantityFormat.percent(stock.soldOutShare()) + " of the reservations are sold out (Erlang B)";
        String empty = Double.isNaN(stock.soldOutNanos())
                ? ""
                : Double.isInfinite(stock.soldOutNanos())
                        ? "; expired holds leave units free on average"
                        : "; all units of the busiest key are taken after " + QuantityFormat.nanos(stock.soldOutNanos())
                                + " on average";
        return Note.hanging(stock.component() + ": " + QuantityFormat.of(stock.reservationsPerSecond(), "1/s")
                + " reserved of " + QuantityFormat.of(stock.units(), "1") + " units of each key, " + hold + share
                + empty);
    }

    private static Note log(ScenarioExplanation.Log log) {
        String pace = Double.isInfinite(log.appliedPerSecond())
                ? "no limit of the apply rate"
                : QuantityFormat.of(log.appliedPerSecond(), "1/s") + " can be applied";
        return Note.hanging(log.replicas() + ": " + QuantityFormat.of(log.writesPerSecond(), "1/s") + " written, "
                + pace + log.replaced().map(CapacityForecastSummary::replaced).orElse(""));
    }

    private static String replaced(ScenarioExplanation.ReplicaReplacement rebuild) {
        String begins = "; " + QuantityFormat.nanos(rebuild.afterNanos())
                + " after a replica is replaced, its successor copies for " + QuantityFormat.nanos(rebuild.copyNanos());
        return Double.isInfinite(rebuild.catchUpNanos())
                ? begins + ", and never catches up"
                : begins + ", catches up in " + QuantityFormat.nanos(rebuild.catchUpNanos())
                        + ", and serves reads after "
                        + QuantityFormat.nanos(rebuild.afterNanos() + rebuild.copyNanos() + rebuild.catchUpNanos());
    }

    private static Note move(ScenarioExplanation.Move move) {
        return Note.hanging(move.component() + ", " + move.what() + ": " + QuantityFormat.percent(move.share())
                + " of the data, " + QuantityFormat.of(move.bytes(), "B") + " at "
                + QuantityFormat.of(move.bytesPerSecond(), "B") + "/s, from " + SimulatedTimeFormat.at(move.fromNanos())
                + " to "
                + SimulatedTimeFormat.at(move.toNanos()));
    }

    private static Note quorum(ScenarioExplanation.Quorum quorum) {
        String stale = Double.isNaN(quorum.staleShare())
                ? ""
                : quorum.staleShare() == 0
                        ? "; no read misses an acknowledged write"
                        : "; of the reads right after a write, " + (quorum.staleExact() ? "" : "at most ")
                                + QuantityFormat.percent(quorum.staleShare()) + " are stale";
        String why = quorum.why().isEmpty() ? "" : "; no formula for the times: " + quorum.why();
        return Note.hanging(quorum.store() + ": a read waits for " + quorum.read() + " of " + quorum.copies()
                + " replicas"
                + taking(quorum.readNanos()) + ", a write for " + quorum.write() + taking(quorum.writeNanos()) + stale
                + why);
    }

    private static String taking(double nanos) {
        return Double.isNaN(nanos) ? "" : " (" + QuantityFormat.nanos(nanos) + ")";
    }
}
