package dev.brownout.importing.spans;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.io.CharConversionException;
import java.io.IOException;

/**
 * Reader for files of spans in the JSON of OTLP, Jaeger or Zipkin, recognized by the names of their fields. An OTLP
 * file has one request per line, as written by the collector's file exporter, or is a single document. Version 3 of
 * Jaeger's API has OTLP in a field {@code result}, and Grafana Tempo in {@code batches} or {@code trace}. A Zipkin file
 * has a list of spans or of traces, in one document or one per line. If each line is a document, broken lines are
 * skipped and counted.
 */
final class SpanFiles {
    private final JsonFactory factory = new JsonFactory();
    private final SpanFileReport report;

    SpanFiles(SpanFileReport report) {
        this.report = report;
    }

    /**
     * Reads a file.
     *
     * @throws ImportException if the file cannot be read, or is no JSON
     */
    void read(ImportSource source) throws ImportException {
        String name = source.name();
        try (LineStream lines = new LineStream(source.unpacked())) {
            report.setPosition(name);
            if (!document(lines, name)) {
                return;
            }
            lines.byLine();
            for (long number = 2; lines.nextLine(); number++) {
                report.setPosition(name + ":" + number);
                line(lines);
            }
        } catch (IOException failed) {
            throw ImportException.unreadable(name, failed);
        }
    }

    /**
     * Reads the document at the beginning of the file.
     *
     * @return whether the document is exactly the first line, so that further lines may be documents of their own
     */
    private boolean document(LineStream lines, String name) throws IOException, ImportException {
        JsonParser parser = factory.createParser(lines).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        try {
            while (parser.nextToken() != null) {
                value(parser);
                report.countValue();
                if (lines.firstLine()) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException | CharConversionException broken) {
            long line = parser.currentLocation().getLineNr();
            throw new ImportException(
                    "{}:{}:{}: invalid or truncated JSON; expected spans of OTLP, Jaeger or Zipkin in JSON",
                    name,
                    line,
                    parser.currentLocation().getColumnNr());
        }
    }

    private void line(LineStream lines) throws IOException {
        JsonParser parser = factory.createParser(lines).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        try {
            while (parser.nextToken() != null) {
                value(parser);
                report.countValue();
            }
        } catch (JsonProcessingException | CharConversionException broken) {
            report.broken("invalid JSON");
        }
    }

    private void value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            SpanJson.list(parser, () -> value(parser));
            return;
        }
        OtlpSpans otlp = new OtlpSpans(parser, report);
        JaegerSpans trace = new JaegerSpans(parser, report);
        ZipkinSpans zipkin = new ZipkinSpans(parser, report);
        SpanJson.object(parser, name -> {
            switch (SpanJson.plainText(name)) {
                case "resourceSpans", "batches" -> SpanJson.list(parser, otlp::resource);
                case "result", "trace" -> value(parser);
                case "data" -> traces(parser);
                default -> {
                    if (!trace.field(name) && !zipkin.field(name)) {
                        report.unreadField(name);
                        parser.skipChildren();
                    }
                }
            }
        });
        trace.end();
        zipkin.end();
    }

    /** Reads the traces of a Jaeger response. A Grafana data source returns a single trace instead of a list. */
    private void traces(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            trace(parser);
        } else {
            SpanJson.list(parser, () -> trace(parser));
        }
    }

    private void trace(JsonParser parser) throws IOException {
        JaegerSpans trace = new JaegerSpans(parser, report);
        SpanJson.object(parser, name -> {
            if (!trace.field(name)) {
                parser.skipChildren();
            }
        });
        trace.end();
    }
}
