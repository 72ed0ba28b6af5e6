package dev.brownout.terminal;

import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.Explanation;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the variants of a scenario mean on paper, as text: all of the first, of the others what differs from it. */
public final class ArithmeticSection {
    private final int width;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    private ArithmeticSection(Options options) {
        this.width = options.width();
        this.ink = new Ink(options.color());
    }

    /** Writes the text; no line is longer than the width of the options. */
    public static String render(String title, List<Explanation> variants, Options options) {
        ArithmeticSection section = new ArithmeticSection(options);
        Columns.wrap(title, section.width)
                .forEach(line -> section.text.append(section.ink.heading(line)).append('\n'));
        Explanation first = variants.get(0);
        section.variant(first, null, variants.size() == 1);
        for (Explanation variant : variants.subList(1, variants.size())) {
            section.variant(variant, first, false);
        }
        return section.text.toString();
    }

    private void variant(Explanation variant, Explanation first, boolean only) {
        Map<String, Function<Explanation, List<String>>> parts = new LinkedHashMap<>();
        parts.put("Load against capacity", each -> stations(each.analysis()));
        parts.put("Queues", each -> queues(each.analysis()));
        parts.put("Calls, and what stands around each, outermost first", this::calls);
        parts.put("Retries, when everything fails", this::repetitions);
        parts.put("Caches, once they have filled", this::stores);
        parts.put("Replicas", this::logs);
        parts.put("Warnings", this::warnings);
        Map<String, List<String>> differing = new LinkedHashMap<>();
        parts.forEach((heading, part) -> {
            List<String> lines = part.apply(variant);
            if (first == null ? !lines.isEmpty() : !lines.equals(part.apply(first))) {
                differing.put(heading, lines.isEmpty() ? List.of("none") : lines);
            }
        });
        if (!only) {
            text.append('\n');
            String as = first == null
                    ? ""
                    : differing.isEmpty()
                            ? ": on paper as " + first.variant()
                            : ": on paper as " + first.variant() + ", but for";
            Columns.wrap("Variant " + variant.variant() + as, width)
                    .forEach(line -> text.append(ink.heading(line)).append('\n'));
        }
        differing.forEach((heading, lines) -> {
            text.append('\n').append(ink.heading(heading)).append('\n');
            lines.forEach(line -> text.append(line).append('\n'));
        });
    }

    private List<String> stations(Analysis analysis) {
        if (analysis.stations().isEmpty()) {
            return List.of();
        }
        Map<String, Integer> formulas = new LinkedHashMap<>();
        Table table = new Table("lrrrrrrl").row("station", "from", "offered", "capacity", "rho", "mean", "p99", "by");
        for (Station station : analysis.stations()) {
            int number = formulas.computeIfAbsent(station.formula(), f -> formulas.size() + 1);
            table.row(
                    station.station(),
                    Clock.at(station.fromNanos()),
                    Quantity.of(station.offeredPerSecond(), "1/s"),
                    Quantity.of(station.capacityPerSecond(), "1/s"),
                    Double.isFinite(station.utilization()) ? Quantity.count(station.utilization()) : "-",
                    time(station.meanNanos()),
                    time(station.p99Nanos()),
                    "(" + number + ")");
        }
        List<String> lines = new ArrayList<>(table.lines(width));
        formulas.forEach((formula, number) -> indented("(" + number + ") " + formula, "    ", lines));
        if (!analysis.bottleneck().isEmpty()) {
            indented(
                    "The bottleneck is " + analysis.bottleneck() + ": it saturates at "
                            + Quantity.of(analysis.saturationPerSecond(), "1/s") + " of the whole load"
                            + worst(analysis) + ".",
                    "  ",
                    lines);
        }
        return lines;
    }

    /** When the bottleneck has most to do, where it has not always as much. */
    private static String worst(Analysis analysis) {
        Station worst = null;
        boolean even = true;
        long whole = 0;
        long own = 0;
        for (Station station : analysis.stations()) {
            whole = Math.max(whole, station.toNanos());
            if (station.station().equals(analysis.bottleneck()) && Double.isFinite(station.utilization())) {
                even &= worst == null || worst.utilization() == station.utilization();
                worst = worst == null || station.utilization() > worst.utilization() ? station : worst;
                own += station.toNanos() - station.fromNanos();
            }
        }
        long least =
                analysis.stations().stream().mapToLong(Station::fromNanos).min().orElse(0);
        return worst == null || even && own >= whole - least
                ? ""
                : ", and has most to do from " + Clock.at(worst.fromNanos()) + " to " + Clock.at(worst.toNanos());
    }

    private List<String> queues(Analysis analysis) {
        Table table = new Table("lrrrr").row("queue", "depth", "deepest", "mean", "longest");
        analysis.queues()
                .forEach(queue -> table.row(
                        queue.queue(),
                        number(queue.meanDepth()),
                        number(queue.deepest()),
                        time(queue.meanNanos()),
                        time(queue.longestNanos())));
        return analysis.queues().isEmpty() ? List.of() : table.lines(width);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : Quantity.count(value);
    }

    private static String time(double nanos) {
        return Double.isNaN(nanos) ? "-" : Quantity.nanos(nanos);
    }

    private List<String> calls(Explanation variant) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Call call : variant.calls()) {
            String indent = "  ".repeat(call.depth());
            String around = String.join(" > ", call.around());
            indented(indent + call.what() + (around.isEmpty() ? "" : ": " + around), indent + "    ", lines);
        }
        return lines;
    }

    private List<String> repetitions(Explanation variant) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Repetition each : variant.repetitions()) {
            indented(
                    "at most " + calls(each.most()) + " to " + each.component() + " for one " + each.request()
                            + ", instead of " + Quantity.count(each.plain()),
                    "  ",
                    lines);
        }
        return lines;
    }

    private static String calls(double count) {
        return Quantity.count(count) + (count == 1 ? " call" : " calls");
    }

    private List<String> stores(Explanation variant) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Store store : variant.stores()) {
            String keys = store.keys() == 0
                    ? "requests without keys, which all ask for the same one"
                    : Quantity.count(store.keys()) + " keys, of which " + Quantity.count(store.hotKeys())
                            + " take half of the reads";
            String room = Double.isInfinite(store.entries())
                    ? "room for everything"
                    : "room for " + Quantity.count(Math.floor(store.entries()));
            String hits = Quantity.percent(store.hitRatio());
            indented(store.store() + ": " + room + "; " + keys + "; hit ratio " + hits, "  ", lines);
        }
        return lines;
    }

    private List<String> logs(Explanation variant) {
        List<String> lines = new ArrayList<>();
        for (Explanation.Log log : variant.logs()) {
            String pace = Double.isInfinite(log.appliedPerSecond())
                    ? "any number can be applied"
                    : Quantity.of(log.appliedPerSecond(), "1/s") + " can be applied";
            indented(
                    log.replicas() + ": " + Quantity.of(log.writesPerSecond(), "1/s") + " written, " + pace,
                    "  ",
                    lines);
        }
        return lines;
    }

    private List<String> warnings(Explanation variant) {
        List<String> lines = new ArrayList<>();
        variant.analysis().warnings().forEach(warning -> indented(warning, "  ", lines));
        return lines;
    }

    /** Adds a text in lines of the width; all but the first begin with an indent. */
    private void indented(String sentence, String indent, List<String> lines) {
        String margin = sentence.substring(
                0, sentence.length() - sentence.stripLeading().length());
        List<String> wrapped = Columns.wrap(sentence.strip(), width - indent.length());
        lines.add(margin + wrapped.get(0));
        wrapped.subList(1, wrapped.size()).forEach(line -> lines.add(indent + line));
    }
}
