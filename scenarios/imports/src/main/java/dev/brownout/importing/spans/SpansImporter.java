package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Importer of distributed tracing spans. */
public final class SpansImporter implements Importer {
    private static final double MIN_UNDERSTOOD = 0.95;
    private static final int MAX_REQUESTS_LISTED = 5;

    private static final String INCOMPLETE =
            "a span names a parent that is not in the file, or is its own ancestor; export whole traces";

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                        "spans",
                        Content.TRACES,
                        "spans",
                        "Create a scenario from spans, in the JSON of OpenTelemetry (OTLP), Jaeger or Zipkin: call"
                                + " graph, order and number of calls, service times. Each value has a comment with its"
                                + " origin. Of the attributes only names of services, databases and queues are copied.",
                        "spans, plain or compressed with gzip, in any order; - for standard input")
                .withFailure("less than 95 % of the spans are understood");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.SIGNATURE.when(head.hasField(
                        "resourceSpans", "resource_spans", "result.resourceSpans", "data.spans", "spans.traceID")
                || head.hasField("traceId") && head.hasField("localEndpoint", "remoteEndpoint", "kind", "duration"));
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        return read(input.sources(), TraceAssembler.MOST_HELD);
    }

    /** Reads spans. {@code mostHeld} is the maximum number of spans in memory. */
    static SystemDescription read(List<ImportSource> sources, int mostHeld) throws ImportException {
        CallGraph graph = new CallGraph();
        TraceAssembler traces = new TraceAssembler(mostHeld, spans -> TraceTree.add(spans, graph));
        SpanFileReport report = new SpanFileReport(traces::add);
        SpanFiles files = new SpanFiles(report);
        for (ImportSource source : sources) {
            files.read(source);
        }
        traces.end();
        String names = Header.files(ImportSource.fileNames(sources));
        check(names, report, traces.lateSpans(), graph);
        SpanScenarioPlan plan = new SpanScenarioPlan(graph);
        List<String> gaps = SpanGaps.gaps(graph, report, plan, traces.lateSpans());
        ImportedSystem system = new SpanScenario(graph, report, plan, gaps).system(names);
        return new SystemDescription(system, summary(report, graph, plan));
    }

    private static void check(String names, SpanFileReport report, long late, CallGraph graph) throws ImportException {
        if (report.spans() == 0) {
            throw report.unread().isEmpty()
                    ? new ImportException(
                            "{}: it has no span; expected 'resourceSpans' (OTLP), 'data' with 'spans' (Jaeger), or a"
                                    + " list of spans with 'traceId' (Zipkin)",
                            names)
                    : new ImportException("{}: these are {}", names, report.unread());
        }
        long values = report.values() + report.brokenLines();
        boolean isSufficient = report.understood() - late >= MIN_UNDERSTOOD * report.spans()
                && report.values() >= MIN_UNDERSTOOD * values;
        if (!isSufficient) {
            String problems =
                    report.problems().stream().map(place -> "\n  " + place).collect(Collectors.joining());
            Sentence message = Sentence.of(
                    "{}: of {} spans {} % are parsed, and of {} lines or documents {} %; at least 95 % are required{}",
                    names,
                    report.spans(),
                    percent(report.understood() - late, report.spans()),
                    values,
                    percent(report.values(), values),
                    problems);
            throw new ImportException(
                    late == 0
                            ? message
                            : Sentence.of(
                                    "{}\n  {} spans came after the end of their trace: sort the file by trace",
                                    message,
                                    late));
        }
        if (graph.rootOperations().isEmpty()) {
            throw new ImportException("{}: no request begins in it: {}", names, withoutRequests(report, graph));
        }
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f", Math.floor(1000.0 * part / all) / 10);
    }

    private static Sentence withoutRequests(SpanFileReport report, CallGraph graph) {
        if (graph.incompleteTraces() > 0) {
            return Sentence.of(
                    graph.completeTraces() == 0
                            ? "spans of all {} are missing: " + INCOMPLETE
                            : "spans of {} are missing: " + INCOMPLETE,
                    graph.incompleteTraces() + (graph.incompleteTraces() == 1 ? " trace" : " traces"));
        }
        if (report.unfinished() == report.spans()) {
            return Sentence.of("no span has a start and a duration");
        }
        return graph.receiving() > 0
                ? Sentence.of("its {} traces begin with spans that only wait for messages", graph.completeTraces())
                : Sentence.of(
                        "all {} traces begin with operations that other traces call, so they are fragments; add the"
                                + " traces of their callers",
                        graph.completeTraces());
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
