package dev.brownout.importing.spans;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.spans.Toy.SpanData;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Spans encoded in each format: OTLP by classes generated from its definition, Jaeger by hand. */
final class EncodedSpans {
    private static final Pattern IDS =
            Pattern.compile("\"(traceId|spanId|parentSpanId|trace_id|span_id|parent_span_id)\":\\s*\"([^\"]*)\"");

    private EncodedSpans() {}

    static ImportSource source(String name, String text) {
        return new ImportSource(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns export requests with {@code inLine} spans per line. Ids are in hexadecimal, as in OTLP. */
    static String lines(List<SpanData> spans, int inLine, JsonFormat.Printer printer) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < spans.size(); from += inLine) {
            List<SpanData> part = spans.subList(from, Math.min(spans.size(), from + inLine));
            text.append(hex(printer.print(request(part)))).append('\n');
        }
        return text.toString();
    }

    /** Converts ids from base64, as in Protobuf JSON, to hexadecimal, as in OTLP. */
    private static String hex(String json) {
        return IDS.matcher(json)
                .replaceAll(id -> "\"" + id.group(1) + "\":\""
                        + HexFormat.of().formatHex(Base64.getDecoder().decode(id.group(2))) + "\"");
    }

    static String base64(List<SpanData> spans) throws InvalidProtocolBufferException {
        return JsonFormat.printer().print(request(spans));
    }

    private static ExportTraceServiceRequest request(List<SpanData> spans) {
        Map<List<Object>, ScopeSpans.Builder> services = new LinkedHashMap<>();
        for (SpanData spanData : spans) {
            services.computeIfAbsent(List.of(spanData.service(), spanData.instance()), none -> ScopeSpans.newBuilder())
                    .addSpans(span(spanData));
        }
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        services.forEach((service, scope) -> request.addResourceSpans(ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder()
                        .addAttributes(attribute("service.name", service.get(0).toString()))
                        .addAttributes(attribute("service.instance.id", "pod-" + service.get(1))))
                .addScopeSpans(scope)));
        return request.build();
    }

    private static Span span(SpanData spanData) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(0x5bL << 56, spanData.trace()))
                .setSpanId(bytes(spanData.id() + 1L))
                .setName(spanData.name())
                .setKindValue(spanData.kind().ordinal() + 1)
                .setStartTimeUnixNano(spanData.start())
                .setEndTimeUnixNano(spanData.end());
        if (spanData.parent() >= 0) {
            span.setParentSpanId(bytes(spanData.parent() + 1L));
        }
        if (spanData.failed()) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
        }
        for (int i = 0; i < spanData.attributes().size(); i += 2) {
            span.addAttributes(attribute(
                    spanData.attributes().get(i), spanData.attributes().get(i + 1)));
        }
        return span.build();
    }

    private static ByteString bytes(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length);
        for (long word : words) {
            bytes.putLong(word);
        }
        return ByteString.copyFrom(bytes.array());
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    /** Returns traces in the JSON format of the Jaeger user interface, with times in whole microseconds. */
    static String jaeger(List<SpanData> spans) {
        Map<Integer, List<SpanData>> traces = new LinkedHashMap<>();
        spans.forEach(spanData -> traces.computeIfAbsent(spanData.trace(), none -> new ArrayList<>())
                .add(spanData));
        List<String> written = new ArrayList<>();
        traces.forEach((trace, messages) -> written.add(jaeger(trace, messages)));
        return "{\n \"data\": [\n" + String.join(",\n", written) + "],\n \"total\": 0, \"errors\": null\n}\n";
    }

    private static String jaeger(int trace, List<SpanData> messages) {
        Map<List<Object>, String> processes = new LinkedHashMap<>();
        List<String> spans = new ArrayList<>();
        for (SpanData one : messages) {
            String process = processes.computeIfAbsent(
                    List.of(one.service(), one.instance()), none -> "p" + (processes.size() + 1));
            List<String> tags = new ArrayList<>();
            tags.add(tag("span.kind", one.kind().name().toLowerCase(Locale.ROOT)));
            if (one.failed()) {
                tags.add("{\"key\":\"error\",\"type\":\"bool\",\"value\":true}");
            }
            for (int i = 0; i < one.attributes().size(); i += 2) {
                tags.add(tag(one.attributes().get(i), one.attributes().get(i + 1)));
            }
            String references = one.parent() < 0
                    ? ""
                    : "{\"refType\":\"CHILD_OF\",\"traceID\":\"" + id(trace) + "\",\"spanID\":\"" + id(one.parent() + 1)
                            + "\"}";
            long start = Math.floorDiv(one.start(), 1000L);
            spans.add("{\"traceID\":\"" + id(trace) + "\",\"spanID\":\"" + id(one.id() + 1) + "\",\"operationName\":\""
                    + one.name() + "\",\"references\":[" + references + "],\"startTime\":" + start + ",\"duration\":"
                    + (Math.floorDiv(one.end(), 1000L) - start) + ",\"tags\":[" + String.join(",", tags)
                    + "],\"logs\":[],\"processID\":\"" + process + "\"}");
        }
        List<String> known = new ArrayList<>();
        processes.forEach((user, process) -> known.add("\"" + process + "\":{\"serviceName\":\"" + user.get(0)
                + "\",\"tags\":[" + tag("service.instance.id", "pod-" + user.get(1)) + "]}"));
        return "{\"traceID\":\"" + id(trace) + "\",\"spans\":[" + String.join(",\n", spans) + "],\"processes\":{"
                + String.join(",", known) + "},\"warnings\":null}";
    }

    private static String id(long number) {
        return String.format("%016x", number);
    }

    private static String tag(String key, String value) {
        return "{\"key\":\"" + key + "\",\"type\":\"string\",\"value\":\"" + value + "\"}";
    }
}
