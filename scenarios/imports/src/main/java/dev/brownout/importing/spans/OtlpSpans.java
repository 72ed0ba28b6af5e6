package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonParser;
import dev.brownout.importing.spans.ImportedSpan.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parser for spans in the JSON of OTLP 1.x (opentelemetry.io/docs/specs/otlp; the messages are those of
 * opentelemetry-proto, trace.proto). Field names may have either of the two forms that protobuf's JSON allows. 64-bit
 * integers may be texts or numbers, and enumerations numbers or names. The container of spans before version 0.19 is
 * accepted as well.
 */
final class OtlpSpans {
    private static final int ERROR = 2;

    private final JsonParser parser;
    private final SpanFileReport report;

    OtlpSpans(JsonParser parser, SpanFileReport report) {
        this.parser = parser;
        this.report = report;
    }

    /**
     * Reads one item of {@code resourceSpans}. Spans that precede their resource are buffered until the end of the
     * item.
     */
    void resource() throws IOException {
        Attributes[] resource = {null};
        List<RawSpan> buffered = new ArrayList<>();
        SpanJson.object(parser, name -> {
            switch (SpanJson.plainText(name)) {
                case "resource" -> {
                    resource[0] = new Attributes();
                    SpanJson.object(parser, field -> attributes(field, resource[0]));
                }
                case "scopeSpans", "instrumentationLibrarySpans" ->
                    SpanJson.list(parser, () -> SpanJson.object(parser, field -> scope(field, resource[0], buffered)));
                default -> parser.skipChildren();
            }
        });
        for (RawSpan span : buffered) {
            report.addSpan(span, resource[0] == null ? span.attributes : resource[0]);
        }
    }

    private void scope(String field, Attributes resource, List<RawSpan> buffered) throws IOException {
        if (!field.equals("spans")) {
            parser.skipChildren();
            return;
        }
        SpanJson.list(parser, () -> {
            RawSpan span = new RawSpan();
            SpanJson.object(parser, name -> field(span, name));
            span.kind = span.kind == null ? Kind.INTERNAL : span.kind;
            if (resource == null) {
                buffered.add(span);
            } else {
                report.addSpan(span, resource);
            }
        });
    }

    private void field(RawSpan span, String name) throws IOException {
        switch (SpanJson.plainText(name)) {
            case "traceId" -> span.trace = RawSpan.identity(SpanJson.text(parser));
            case "spanId" -> span.id = RawSpan.identity(SpanJson.text(parser));
            case "parentSpanId" -> span.parent = RawSpan.identity(SpanJson.text(parser));
            case "name" -> span.name = SpanJson.text(parser);
            case "kind" -> span.kind = kind();
            case "startTimeUnixNano" -> span.start = SpanJson.number(parser, span.start);
            case "endTimeUnixNano" -> span.end = SpanJson.number(parser, span.end);
            case "status" -> SpanJson.object(parser, field -> status(span, field));
            case "attributes" -> attributes("attributes", span.attributes);
            default -> parser.skipChildren();
        }
    }

    private Kind kind() throws IOException {
        return switch (SpanJson.text(parser)) {
            case "2", "SPAN_KIND_SERVER" -> Kind.SERVER;
            case "3", "SPAN_KIND_CLIENT" -> Kind.CLIENT;
            case "4", "SPAN_KIND_PRODUCER" -> Kind.PRODUCER;
            case "5", "SPAN_KIND_CONSUMER" -> Kind.CONSUMER;
            default -> Kind.INTERNAL;
        };
    }

    private void status(RawSpan span, String field) throws IOException {
        if (field.equals("code")) {
            String code = SpanJson.text(parser);
            span.failed = code.equals(Integer.toString(ERROR)) || code.equals("STATUS_CODE_ERROR");
        } else {
            parser.skipChildren();
        }
    }

    private void attributes(String field, Attributes into) throws IOException {
        if (!field.equals("attributes")) {
            parser.skipChildren();
            return;
        }
        SpanJson.list(parser, () -> {
            String[] keyAndValue = {"", ""};
            SpanJson.object(parser, name -> {
                if (name.equals("key")) {
                    keyAndValue[0] = SpanJson.text(parser);
                } else if (name.equals("value") && (keyAndValue[0].isEmpty() || Attributes.isUsed(keyAndValue[0]))) {
                    SpanJson.object(parser, type -> keyAndValue[1] = SpanJson.text(parser));
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
