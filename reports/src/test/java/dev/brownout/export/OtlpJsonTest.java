package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import dev.brownout.sample.FollowedSample;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Traces for OpenTelemetry, read by the classes that are generated from its protobuf definition. They reject unknown
 * names. They expect identifiers in base64, whereas OTLP writes them in hex.
 */
class OtlpJsonTest {
    private final Map<String, Span> spans = new LinkedHashMap<>();
    private final List<String> services = new ArrayList<>();

    @BeforeEach
    void read() throws Exception {
        JsonNode file = new ObjectMapper().readTree(OtlpJson.write(FollowedSample.result()));
        for (String id : List.of("traceId", "spanId", "parentSpanId")) {
            for (JsonNode span : file.findParents(id)) {
                byte[] bytes = HexFormat.of().parseHex(span.get(id).asText());
                ((ObjectNode) span).put(id, Base64.getEncoder().encodeToString(bytes));
            }
        }
        TracesData.Builder traces = TracesData.newBuilder();
        JsonFormat.parser().merge(file.toString(), traces);
        for (ResourceSpans resource : traces.getResourceSpansList()) {
            services.add(resource.getResource().getAttributes(0).getValue().getStringValue());
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.put(id(span), span)));
        }
    }

    private static String id(Span span) {
        return hex(span.getTraceId()) + "/" + hex(span.getSpanId());
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Test
    void eachTierIsAService() {
        assertThat(services).containsExactly("db", "users", "web");
    }

    @Test
    void identifiersHaveTheirLengthsAndParentsExist() {
        assertThat(spans).hasSize(2 + 2 * 3 + 1 + 2 + 1 + 1 + 2);
        spans.values().forEach(span -> {
            assertThat(span.getTraceId().size()).isEqualTo(16);
            assertThat(span.getSpanId().size()).isEqualTo(8);
            assertThat(span.getEndTimeUnixNano()).isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
            if (!span.getParentSpanId().isEmpty()) {
                assertThat(spans).containsKey(hex(span.getTraceId()) + "/" + hex(span.getParentSpanId()));
            }
        });
        assertThat(spans.values().stream().map(span -> hex(span.getTraceId())).distinct())
                .containsExactlyInAnyOrder("000000000000000100000000000000ab", "0000000000000001f0000000000000cd");
    }

    @Test
    void callersHaveClientSpansAndHostsServerSpans() {
        Span tried = onlySpan("call web", SpanKind.SPAN_KIND_CLIENT, StatusCode.STATUS_CODE_ERROR);

        assertThat(tried.getStatus().getMessage()).isEqualTo("timed_out");
        assertThat(tried.getEndTimeUnixNano() - tried.getStartTimeUnixNano()).isEqualTo(20_000_000L);
        Span served = spans.values().stream()
                .filter(span -> span.getParentSpanId().equals(tried.getSpanId())
                        && span.getTraceId().equals(tried.getTraceId()))
                .findFirst()
                .orElseThrow();
        assertThat(served.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(served.getEndTimeUnixNano())
                .as("work after the timeout of the caller")
                .isEqualTo(2_060_000_000L);
    }

    private Span onlySpan(String name, SpanKind kind, StatusCode status) {
        return spans.values().stream()
                .filter(span -> span.getName().equals(name) && span.getKind() == kind)
                .filter(span -> span.getStatus().getCode() == status)
                .findFirst()
                .orElseThrow();
    }
}
