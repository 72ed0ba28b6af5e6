package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ScenarioWriter;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Conversion of distributed tracing spans to scenarios. */
public final class ImportedSpans {
    private static final double MIN_UNDERSTOOD = 0.95;
    private static final int MAX_REQUESTS_LISTED = 5;

    private ImportedSpans() {}

    /**
     * Reads spans and creates a scenario. Equal input bytes give an equal scenario on any machine.
     *
     * @param sources files in the JSON of OTLP, Jaeger or Zipkin, in any order
     * @throws ImportException if the files cannot be read, less than 95 % of their spans or lines are parsed, or no
     *     trace is complete
     */
    public static ImportResult read(List<ImportSource> sources) throws ImportException {
        return read(sources, TraceAssembler.MOST_HELD);
    }

    static ImportResult read(List<ImportSource> sources, int mostHeld) throws ImportException {
        CallGraph graph = new CallGraph();
        TraceAssembler traces = new TraceAssembler(mostHeld, spans -> TraceTree.add(spans, graph));
        SpanFileReport report = new SpanFileReport(traces::add);
        SpanFiles files = new SpanFiles(report);
        for (ImportSource source : sources) {
            files.read(source);
        }
        traces.end();
        String names = Header.files(sources.stream()
                .map(ImportSource::name)
                .map(ImportSource::fileName)
                .toList());
        check(names, report, traces.lateSpans(), graph);
        SpanScenarioPlan plan = new SpanScenarioPlan(graph);
        List<String> gaps = SpanGaps.gaps(graph, report, plan, traces.lateSpans());
        ImportedSystem system = new SpanScenario(graph, report, plan, gaps).system(names);
        return ScenarioWriter.write(system, summary(report, graph, plan));
    }

    private static void check(String names, SpanFileReport report, long late, CallGraph graph) throws ImportException {
        if (report.spans() == 0) {
            throw new ImportException(
                    "{}{}",
                    names,
                    report.unread().isEmpty()
                            ? ": it has no span; expected 'resourceSpans' (OTLP), 'data' with 'spans' (Jaeger), or a"
                                    + " list of spans with 'traceId' (Zipkin)"
                            : ": these are " + report.unread());
        }
        long values = report.values() + report.brokenLines();
        boolean isSufficient = report.understood() - late >= MIN_UNDERSTOOD * report.spans()
                && report.values() >= MIN_UNDERSTOOD * values;
        if (!isSufficient) {
            StringBuilder message = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s: of %d spans %.1f %% are parsed, and of %d lines or documents %.1f %%; "
                            + "at least 95 %% are required",
                    names,
                    report.spans(),
                    Math.floor(1000.0 * (report.understood() - late) / report.spans()) / 10,
                    values,
                    Math.floor(1000.0 * report.values() / values) / 10));
            report.problems().forEach(place -> message.append("\n  ").append(place));
            if (late > 0) {
                message.append("\n  ")
                        .append(late)
                        .append(" spans came after the end of their trace: sort the file by trace");
            }
            throw new ImportException(Sentence.quote(message.toString()));
        }
        if (graph.rootOperations().isEmpty()) {
            throw new ImportException("{}: no request begins in it: {}", names, withoutRequests(report, graph));
        }
    }

    private static String withoutRequests(SpanFileReport report, CallGraph graph) {
        if (graph.incompleteTraces() > 0) {
            return "spans of " + (graph.completeTraces() == 0 ? "all " : "") + graph.incompleteTraces()
                    + (graph.incompleteTraces() == 1 ? " trace" : " traces")
                    + " are missing: a span names a parent that is not in the file, or is its own ancestor; export"
                    + " whole traces";
        }
        if (report.unfinished() == report.spans()) {
            return "no span has a start and a duration";
        }
        return graph.receiving() > 0
                ? "its " + graph.completeTraces() + " traces begin with spans that only wait for messages"
                : "all " + graph.completeTraces() + " traces begin with operations that other traces call, so they are"
                        + " fragments; add the traces of their callers";
    }

    private static List<String> summary(SpanFileReport report, CallGraph graph, SpanScenarioPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(report.understood() + " of " + report.spans() + " spans are parsed ("
                + QuantityFormat.format(report.understood() / (double) report.spans(), "ratio") + "), in "
                + graph.completeTraces() + " traces");
        report.problems().forEach(place -> lines.add("  not parsed: " + place));
        lines.add("they are of " + QuantityFormat.nanos(SpanScenario.seconds(graph) * 1e9) + ", with "
                + graph.requests() + " requests and " + plan.parts().size() + " components");
        plan.requests().keySet().stream()
                .limit(MAX_REQUESTS_LISTED)
                .forEach(operation -> lines.add(
                        "  " + QuantityFormat.format(operation.requests() / (double) graph.requests(), "ratio") + "  "
                                + operation.label()));
        return lines;
    }
}
