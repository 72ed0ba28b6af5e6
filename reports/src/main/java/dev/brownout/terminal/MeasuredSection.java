package dev.brownout.terminal;

import dev.brownout.result.Analysis;
import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Percentiles;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of measured values: requests, tiers, writes, and load against capacity. Variants are told apart by number.
 */
final class MeasuredSection {

    private static final int CAUSES = 4;

    private final RunResult result;
    private final int width;

    MeasuredSection(RunResult result, int width) {
        this.result = result;
        this.width = width;
    }

    List<String> requests() {
        Table table = new Table("lrrrrrr").row("request", "good/s", "available", "p50", "p95", "p99", "p99.9");
        List<String> causes = new ArrayList<>();
        List<Latency> latencies = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, RequestResult> entry : shown(variant)) {
                RequestResult request = entry.getValue();
                double seconds = measuredSeconds(variant);
                table.row(
                        number(variant) + entry.getKey(),
                        seconds > 0 ? Quantity.count(Math.rint(request.good() / seconds)) : "-",
                        Quantity.percent(request.availability()),
                        Percentiles.p50(request.successes()),
                        Percentiles.p95(request.successes()),
                        Percentiles.p99(request.successes()),
                        Percentiles.p999(request.successes()));
                latencies.add(request.successes());
                if (request.failed() > 0
                        && !(entry.getKey().equals("all") && variant.requests().size() > 1)) {
                    causes.add(number(variant) + entry.getKey() + ": " + causes(request));
                }
            }
        }
        List<String> lines = new ArrayList<>(table.lines(width));
        lines.addAll(Columns.wrap(Percentiles.note(latencies, 0.999), width));
        if (!causes.isEmpty()) {
            lines.add("");
            lines.add("Failed requests by cause");
            causes.forEach(cause -> indented(cause, lines));
        }
        return lines;
    }

    private static double measuredSeconds(VariantResult variant) {
        long end =
                variant.complete() ? variant.durationNanos() : variant.stopped().atNanos();
        return (end - variant.warmupNanos()) / 1e9;
    }

    /** All classes; the entry for all of them together only where there are several. */
    private static List<Map.Entry<String, RequestResult>> shown(VariantResult variant) {
        return variant.requests().entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals("all") || variant.requests().size() != 2)
                .toList();
    }

    private static String causes(RequestResult request) {
        List<String> most = request.causes().entrySet().stream()
                .filter(cause -> cause.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(cause -> Quantity.count(cause.getValue()) + " "
                        + cause.getKey().replace('-', ' ').replace('_', ' ').replace("@", " at "))
                .toList();
        String listed = String.join(", ", most.subList(0, Math.min(CAUSES, most.size())));
        String more = most.size() > CAUSES ? ", " + (most.size() - CAUSES) + " other causes" : "";
        String share = Quantity.count(request.failed()) + " of " + Quantity.count(request.offered());
        return listed.isEmpty() ? share : share + ": " + listed + more;
    }

    List<String> tiers() {
        return new TierTable(result, this::number).lines(width);
    }

    /** What waits in queues and for how long, and what paper says of it. */
    List<String> queues(boolean hidden) {
        Table depths = new Table("lrrrrr").row("queue", "depth", "paper", "deepest", "paper", "oldest");
        Table times = new Table("lrrrr").row("to the end of the work", "mean", "paper", "longest", "paper");
        boolean any = false;
        for (VariantResult variant : result.variants()) {
            for (Analysis.Backlog queue : variant.analysis().queues()) {
                String name = number(variant) + queue.queue();
                any = true;
                depths.row(
                        name,
                        hidden ? "???" : short3(queue.measuredMeanDepth()),
                        short3(queue.meanDepth()),
                        hidden ? "???" : short3(queue.measuredDeepest()),
                        short3(queue.deepest()),
                        hidden ? "???" : dash(Quantity.nanos(queue.measuredOldestNanos())));
                times.row(
                        name,
                        hidden ? "???" : dash(Quantity.nanos(queue.measuredMeanNanos())),
                        dash(Quantity.nanos(queue.meanNanos())),
                        hidden ? "???" : dash(Quantity.nanos(queue.measuredLongestNanos())),
                        dash(Quantity.nanos(queue.longestNanos())));
            }
        }
        List<String> lines = new ArrayList<>(any ? depths.lines(width) : List.of());
        if (any) {
            lines.add("");
            lines.addAll(times.lines(width));
        }
        return lines;
    }

    List<String> writes() {
        List<String> lines = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            for (Map.Entry<String, DataResult> entry : variant.data().entrySet()) {
                indented(number(variant) + entry.getKey() + ": " + ledger(entry.getValue()), lines);
            }
        }
        return lines;
    }

    private static String ledger(DataResult data) {
        StringBuilder text = new StringBuilder(Quantity.count(data.acknowledged()))
                .append(" writes acknowledged, ")
                .append(Quantity.count(data.lost()))
                .append(" of them lost");
        append(text, data.phantom(), " phantom");
        append(text, data.duplicate(), " duplicate");
        append(text, data.staleReads(), " stale reads");
        if (data.staleReads() > 0) {
            text.append(" (up to ")
                    .append(Quantity.nanos(data.staleAgeMaxNanos()))
                    .append(" old)");
        }
        if (data.dualPrimaryNanos() > 0) {
            text.append(", two primaries for ").append(Quantity.nanos(data.dualPrimaryNanos()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(", ").append(Quantity.count(count)).append(what);
        }
    }

    /** Stations of the first variant, and those of others whose arithmetic differs from it. */
    List<String> capacity(boolean hidden) {
        Table table = new Table("llrrrrrr").row("station", "from", "offered", "capacity", "rho", "was", "mean", "was");
        Set<String> known = new HashSet<>();
        for (VariantResult variant : result.variants()) {
            for (Analysis.Station station : variant.analysis().stations()) {
                String offered = Quantity.of(station.offeredPerSecond(), "1/s");
                String capacity = Quantity.of(station.capacityPerSecond(), "1/s");
                String from = Clock.at(station.fromNanos());
                if (known.add(String.join("|", station.station(), from, offered, capacity))) {
                    table.row(
                            number(variant) + station.station(),
                            from,
                            offered,
                            capacity,
                            short3(station.utilization()),
                            hidden ? "???" : short3(station.measuredUtilization()),
                            dash(Quantity.nanos(station.meanNanos())),
                            hidden ? "???" : dash(Quantity.nanos(station.measuredMeanNanos())));
                }
            }
        }
        List<String> lines = new ArrayList<>(known.isEmpty() ? List.of() : table.lines(width));
        warnings().forEach((warning, numbers) -> indented(numbers + warning, lines));
        return lines;
    }

    /** Each warning with the numbers of the variants it is for. */
    private Map<String, String> warnings() {
        Map<String, String> warnings = new LinkedHashMap<>();
        for (VariantResult variant : result.variants()) {
            for (String warning : variant.analysis().warnings()) {
                String number = number(variant).strip();
                warnings.merge(warning, number, (before, next) -> before + ", " + next);
            }
        }
        warnings.replaceAll((warning, numbers) -> numbers.isEmpty() ? "" : numbers + ": ");
        return warnings;
    }

    private static String short3(double value) {
        return Double.isFinite(value) ? Quantity.count(value) : "-";
    }

    private static String dash(String text) {
        return text.equals("no data") ? "-" : text;
    }

    private String number(VariantResult variant) {
        return result.variants().size() == 1 ? "" : (result.variants().indexOf(variant) + 1) + " ";
    }

    private void indented(String text, List<String> lines) {
        List<String> wrapped = Columns.wrap(text, width - 2);
        lines.add(wrapped.get(0));
        wrapped.subList(1, wrapped.size()).forEach(line -> lines.add("  " + line));
    }
}
