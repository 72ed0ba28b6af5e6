package dev.brownout.cli.text;

import dev.brownout.format.VerdictWording;
import dev.brownout.io.OutputFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.metrics.MetricResolver;
import dev.brownout.result.Trace;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TracingResult;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Outcome;
import dev.brownout.tracing.TraceSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * Log of the failed requests of all nodes, with one tab-separated line per request: completion time in seconds since
 * the start, variant, request class, trace id, call path to the node that failed, and reason. The lines of a variant
 * are ordered by completion time. The log contains the requests counted by {@code failed}, including late responses.
 *
 * <p>Failures are known only at the end of a run, so the requests are traced in a second run from the same seed. The
 * log has at most the first {@value TraceSelector#MAXIMUM} failures of a variant. A last line then gives the number of
 * further failures. A run that ended early has a last line with its end and the reason.
 */
public final class FailureLog {
    private static final double SECOND = 1e9;
    private static final Comparator<Trace> BY_END = Comparator.comparingLong(
                    (Trace trace) -> trace.bornAtNanos() + trace.latencyNanos())
            .thenComparing(Trace::id);

    private final List<Variant> variants;

    /** Creates a log of the given variants. */
    public FailureLog(List<Variant> variants) {
        this.variants = variants;
    }

    /** Returns a selector of all failures, besides the requests that the user selected. */
    public static TraceSelector all(TraceSelector requested) {
        return new TraceSelector(requested.slowest(), TraceSelector.ALL, requested.identities());
    }

    /** Writes the log to a file. */
    public void write(OutputFile file, List<VariantResult> results) throws IOException {
        List<String> lines = new ArrayList<>();
        for (VariantResult result : results) {
            int before = lines.size();
            failed(result).map(trace -> line(result.name(), trace)).forEach(lines::add);
            omittedFailures(result, lines.size() - before).ifPresent(lines::add);
            if (!result.run().complete()) {
                lines.add(String.join("\t", "", result.name(), VerdictWording.earlyEnd(result)));
            }
        }
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        file.stream().write(text.getBytes(StandardCharsets.UTF_8));
        file.commit();
    }

    /** Returns a result with only the traces that the user selected, without those added for the log. */
    public static VariantResult withSelectedTraces(VariantResult result, TraceSelector requested) {
        TreeSet<String> first = result.tracing().traces().stream()
                .filter(trace -> !good(trace.outcome())
                        && trace.bornAtNanos() >= result.run().warmupNanos())
                .sorted(BY_END)
                .limit(requested.failed())
                .map(Trace::id)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Trace> kept = result.tracing().traces().stream()
                .filter(trace -> !trace.chosen().equals("failed") || first.contains(trace.id()))
                .toList();
        return result.with(
                new TracingResult(result.tracing().breakdown(), kept),
                result.accounting().audit());
    }

    private Stream<Trace> failed(VariantResult result) {
        Scenario scenario = variants.stream()
                .filter(variant -> variant.name().equals(result.name()))
                .findFirst()
                .orElseThrow()
                .scenario();
        return result.tracing().traces().stream()
                .filter(trace -> trace.bornAtNanos() >= result.run().warmupNanos())
                .filter(trace -> !good(trace.outcome())
                        || trace.latencyNanos()
                                > scenario.workload()
                                        .requests()
                                        .get(trace.request())
                                        .goodWithin()
                                        .map(Duration::toNanos)
                                        .orElse(Long.MAX_VALUE))
                .sorted(BY_END);
    }

    private static Optional<String> omittedFailures(VariantResult result, int lines) {
        long failed = result.requests().get(MetricResolver.ALL).failed();
        return lines < TraceSelector.MAXIMUM || failed == lines
                ? Optional.empty()
                : Optional.of(String.join(
                        "\t",
                        "",
                        result.name(),
                        (failed - lines) + " more requests failed; the log contains the first "
                                + TraceSelector.MAXIMUM));
    }

    private static boolean good(String outcome) {
        return Stream.of(Outcome.values())
                .anyMatch(one -> one.good() && one.label().equals(outcome));
    }

    private static String line(String variant, Trace trace) {
        List<String> path = new ArrayList<>();
        String reason = good(trace.outcome()) ? "late" : trace.outcome();
        int index = 0;
        for (int next = worst(trace, index); next > 0; next = worst(trace, index)) {
            Trace.Call call = trace.calls().get(next);
            path.add(call.component() + (call.node().isEmpty() ? "" : "/" + call.node()));
            reason = call.outcome().isEmpty() || good(call.outcome()) ? reason : call.outcome();
            index = next;
        }
        double seconds = (trace.bornAtNanos() + trace.latencyNanos()) / SECOND;
        return String.join(
                "\t",
                String.format(Locale.ROOT, "%.6f", seconds),
                variant,
                trace.request(),
                trace.id(),
                String.join(" > ", path),
                reason.equals(trace.outcome()) || reason.equals("late") ? reason : trace.outcome() + ": " + reason);
    }

    /**
     * Returns the index of the last failed child of a call; 0 if no child failed. If the request as a whole succeeded
     * but was late, returns its last child, failed or not.
     */
    private static int worst(Trace trace, int parent) {
        boolean isLate = good(trace.outcome());
        int last = 0;
        for (int i = parent + 1; i < trace.calls().size(); i++) {
            Trace.Call call = trace.calls().get(i);
            if (call.parent() == parent && (isLate || !good(call.outcome()))) {
                last = i;
            }
        }
        return last;
    }
}
