package dev.brownout.cli;

import dev.brownout.io.AtomicFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.result.Trace;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Outcome;
import dev.brownout.tracing.TraceSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests that failed, of all machines in one log, in the order in which their users knew it: when that was, in
 * seconds since the start, the variant, the request and its identity, its way to the machine where it failed, and why.
 * They are those that the count {@code failed} has, late answers too. They are known when a run is over, so that they
 * are followed in another one from the same seed; of more than {@value TraceSelector#MOST} of a variant the first are,
 * and the last line says how many there are besides.
 */
final class FailureLog {
    private static final double SECOND = 1e9;
    private static final Comparator<Trace> BY_END = Comparator.comparingLong(
                    (Trace trace) -> trace.bornAtNanos() + trace.latencyNanos())
            .thenComparing(Trace::id);

    private final List<Variant> variants;

    /** Of some variants that are run. */
    FailureLog(List<Variant> variants) {
        this.variants = variants;
    }

    /** The requests that are asked for otherwise, and all that fail. */
    static TraceSelector all(TraceSelector asked) {
        return new TraceSelector(asked.slowest(), TraceSelector.ALL, asked.identities());
    }

    /** Writes them; makes the folders above the file, which is written over. */
    void write(Path path, List<VariantResult> results) throws IOException {
        AtomicFile.folder(path);
        List<String> lines = new ArrayList<>();
        for (VariantResult result : results) {
            int before = lines.size();
            failed(result).map(trace -> line(result.name(), trace)).forEach(lines::add);
            untold(result, lines.size() - before).ifPresent(lines::add);
        }
        Files.write(path, lines, StandardCharsets.UTF_8);
    }

    /** A result with those traces alone that were asked for otherwise. */
    static VariantResult asked(VariantResult result, TraceSelector asked) {
        TreeSet<String> first = result.traces().stream()
                .filter(trace -> !good(trace.outcome()) && trace.bornAtNanos() >= result.warmupNanos())
                .sorted(BY_END)
                .limit(asked.failed())
                .map(Trace::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Trace> kept = result.traces().stream()
                .filter(trace -> !trace.chosen().equals("failed") || first.contains(trace.id()))
                .toList();
        return result.with(result.breakdown(), kept, result.audit());
    }

    private Stream<Trace> failed(VariantResult result) {
        Scenario scenario = variants.stream()
                .filter(variant -> variant.name().equals(result.name()))
                .findFirst()
                .orElseThrow()
                .scenario();
        return result.traces().stream()
                .filter(trace -> trace.bornAtNanos() >= result.warmupNanos())
                .filter(trace -> !good(trace.outcome())
                        || trace.latencyNanos()
                                > scenario.requests()
                                        .get(trace.request())
                                        .good_within()
                                        .map(Duration::toNanos)
                                        .orElse(Long.MAX_VALUE))
                .sorted(BY_END);
    }

    private static Optional<String> untold(VariantResult result, int told) {
        long failed = result.requests().get(MetricResolver.ALL).failed();
        return told < TraceSelector.MOST || failed == told
                ? Optional.empty()
                : Optional.of(String.join(
                        "\t",
                        "",
                        result.name(),
                        (failed - told) + " more requests failed: the log tells of the first " + TraceSelector.MOST));
    }

    private static boolean good(String outcome) {
        return Stream.of(Outcome.values())
                .anyMatch(one -> one.good() && one.label().equals(outcome));
    }

    private static String line(String variant, Trace trace) {
        List<String> way = new ArrayList<>();
        String why = good(trace.outcome()) ? "late" : trace.outcome();
        int at = 0;
        for (int next = worst(trace, at); next > 0; next = worst(trace, at)) {
            Trace.Call call = trace.calls().get(next);
            way.add(call.component() + (call.node().isEmpty() ? "" : "/" + call.node()));
            why = call.outcome().isEmpty() || good(call.outcome()) ? why : call.outcome();
            at = next;
        }
        double seconds = (trace.bornAtNanos() + trace.latencyNanos()) / SECOND;
        return String.join(
                "\t",
                String.format(Locale.ROOT, "%.6f", seconds),
                variant,
                trace.request(),
                trace.id(),
                String.join(" > ", way),
                why.equals(trace.outcome()) || why.equals("late") ? why : trace.outcome() + ": " + why);
    }

    /** The last of the calls made for a call that was not answered well; 0 where all were, or none was made. */
    private static int worst(Trace trace, int parent) {
        boolean late = good(trace.outcome());
        int last = 0;
        for (int i = parent + 1; i < trace.calls().size(); i++) {
            Trace.Call call = trace.calls().get(i);
            if (call.parent() == parent && (late || !good(call.outcome()))) {
                last = i;
            }
        }
        return last;
    }
}
