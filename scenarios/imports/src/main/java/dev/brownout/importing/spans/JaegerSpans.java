package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parser for a trace in the JSON that Jaeger's user interface saves and its query service returns (jaegertracing.io,
 * APIs: {@code /api/traces}; the fields are those of {@code internal/uimodel} of Jaeger). Times are in microseconds.
 * Spans contain the id of the process that wrote them, and references to their parents.
 */
final class JaegerSpans {
    private static final long NANOS_PER_MICRO = 1000;
    private static final long MISSING = Long.MIN_VALUE;

    private final JsonParser parser;
    private final SpanFileReport report;
    private final List<RawSpan> spans = new ArrayList<>();
    private final Map<String, Attributes> processes = new TreeMap<>();

    JaegerSpans(JsonParser parser, SpanFileReport report) {
        this.parser = parser;
        this.report = report;
    }

    /**
     * Reads a field of a trace.
     *
     * @return false if the field is unknown; it is not consumed then
     */
    boolean field(String name) throws IOException {
        switch (name) {
            case "spans" -> SpanJson.list(parser, this::span);
            case "processes" -> SpanJson.object(parser, process -> processes.put(process, process()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Passes on all spans, after the processes are known. */
    void end() {
        for (RawSpan span : spans) {
            report.addSpan(span, span.process.isEmpty() ? span.attributes : processes.get(span.process));
        }
    }

    private Attributes process() throws IOException {
        Attributes process = new Attributes();
        SpanJson.object(parser, name -> {
            switch (name) {
                case "serviceName" -> process.store("service.name", SpanJson.text(parser));
                case "tags" -> tags(process);
                default -> parser.skipChildren();
            }
        });
        return process;
    }

    private void span() throws IOException {
        RawSpan span = new RawSpan();
        long[] duration = {MISSING};
        boolean[] hasChildOf = {false};
        SpanJson.object(parser, name -> {
            switch (name) {
                case "traceID" -> span.trace = RawSpan.identity(SpanJson.text(parser));
                case "spanID" -> span.id = RawSpan.identity(SpanJson.text(parser));
                case "parentSpanID" -> span.parent = RawSpan.identity(SpanJson.text(parser));
                case "operationName" -> span.name = SpanJson.text(parser);
                case "startTime" -> span.start = nanos();
                case "duration" -> duration[0] = nanos();
                case "processID" -> span.process = SpanJson.text(parser);
                case "process" -> {
                    span.process = "span " + spans.size();
                    processes.put(span.process, process());
                }
                case "references" -> SpanJson.list(parser, () -> reference(span, hasChildOf));
                case "tags" -> tags(span.attributes);
                default -> parser.skipChildren();
            }
        });
        if (span.start != MISSING && duration[0] != MISSING) {
            span.end = span.start + duration[0];
        }
        spans.add(span);
    }

    /**
     * Reads a time in microseconds and returns it in ns. A value that is not an integer or is too large is treated as
     * missing.
     */
    private long nanos() throws IOException {
        long micros = SpanJson.number(parser, MISSING);
        return Math.abs(micros / 2) >= Long.MAX_VALUE / 2 / NANOS_PER_MICRO ? MISSING : micros * NANOS_PER_MICRO;
    }

    /**
     * Reads a reference to a parent. {@code CHILD_OF} takes precedence over other reference types, since only there the
     * parent waits for the span.
     */
    private void reference(RawSpan span, boolean[] hasChildOf) throws IOException {
        String[] fields = {"", "", ""};
        SpanJson.object(parser, name -> {
            switch (name) {
                case "refType" -> fields[0] = SpanJson.text(parser);
                case "spanID" -> fields[1] = SpanJson.text(parser);
                case "traceID" -> fields[2] = SpanJson.text(parser);
                default -> parser.skipChildren();
            }
        });
        boolean childOf = fields[0].equals("CHILD_OF");
        boolean sameTrace = fields[2].isEmpty() || span.trace == 0 || RawSpan.identity(fields[2]) == span.trace;
        if (sameTrace && (childOf || span.parent == 0) && !hasChildOf[0]) {
            span.parent = RawSpan.identity(fields[1]);
            hasChildOf[0] = childOf;
        }
    }

    private void tags(Attributes into) throws IOException {
        SpanJson.list(parser, () -> {
            String[] keyAndValue = {"", ""};
            SpanJson.object(parser, name -> {
                if (name.equals("key")) {
                    keyAndValue[0] = SpanJson.text(parser);
                } else if (name.equals("value") && parser.currentToken() != JsonToken.START_OBJECT) {
                    keyAndValue[1] =
                            keyAndValue[0].isEmpty() || Attributes.isUsed(keyAndValue[0]) ? SpanJson.text(parser) : "";
                } else {
                    parser.skipChildren();
                }
            });
            if (Attributes.isUsed(keyAndValue[0])) {
                into.store(keyAndValue[0], keyAndValue[1]);
            }
        });
    }
}
