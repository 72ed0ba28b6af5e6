package dev.brownout.importing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportedFiles;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Import of spans in the JSON of Zipkin, written for this test after its API. */
class ZipkinSpansTest {
    private static final long BEGIN = 1_741_089_600_000_000L;

    private static ImportResult importResult(String text) throws ImportException {
        return ImportedFiles.read(new SpansImporter(), List.of(EncodedSpans.source("a.json", text)));
    }

    private static String span(int trace, int id, int parent, String kind, String service, int start, int elapsed) {
        return String.format(
                Locale.ROOT,
                "{\"traceId\":\"%016x\",\"id\":\"%016x\"%s,\"kind\":\"%s\",\"name\":\"get /%s\",\"timestamp\":%d,"
                        + "\"duration\":%d,\"localEndpoint\":{\"serviceName\":\"%s\"}",
                trace,
                id,
                parent == 0 ? "" : String.format(Locale.ROOT, ",\"parentId\":\"%016x\"", parent),
                kind,
                service,
                BEGIN + trace * 50_000L + start,
                elapsed,
                service);
    }

    /** Returns a trace: front needs 30 ms, of which 18 ms are a call to the cart. */
    private static String trace(int number, boolean shared, String more) {
        String client = span(number, 2, 1, "CLIENT", "front", 1000, 20_000) + "}";
        String server = shared
                ? span(number, 2, 1, "SERVER", "cart", 2000, 18_000) + ",\"shared\":true" + more + "}"
                : span(number, 3, 2, "SERVER", "cart", 2000, 18_000) + more + "}";
        return "[" + span(number, 1, 0, "SERVER", "front", 0, 30_000) + "}," + client + "," + server + "]";
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true", "true,true"})
    void clientsCallServers(boolean shared, boolean lines) throws Exception {
        StringBuilder text = new StringBuilder(lines ? "" : "[");
        for (int i = 1; i <= 40; i++) {
            text.append(i == 1 ? "" : lines ? "\n" : ",").append(trace(i, shared, ""));
        }
        ImportResult imported = importResult(text + (lines ? "\n" : "]"));
        assertThat(imported.summary().get(0)).contains("120 of 120 spans are parsed (100 %), in 40 traces");
        assertThat(imported.scenario())
                .contains("get-front:   # GET /front", "call: cart/get-cart")
                .contains("service: 10ms", "service: 18ms")
                .doesNotContain("faults:");
    }

    /** An error tag of any value is a failure, unless the status of HTTP is no failure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"error\":\"\";true",
                "\"error\":\"timed out\";true",
                "\"http.status_code\":\"503\";true",
                "\"error\":\"404\",\"http.status_code\":\"404\";false",
                "\"error\":\"false\";false"
            })
    void errorTagsAreFailures(String tags, boolean failed) throws Exception {
        StringBuilder text = new StringBuilder("[");
        for (int i = 1; i <= 40; i++) {
            text.append(i == 1 ? "" : ",").append(trace(i, false, i % 2 == 0 ? ",\"tags\":{" + tags + "}" : ""));
        }
        String scenario = importResult(text + "]").scenario();
        assertThat(scenario.contains("errors ") && scenario.contains("50%"))
                .as(scenario)
                .isEqualTo(failed);
    }

    @Test
    void targetsWithoutSpansAreDatabasesAndQueues() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            text.append("[")
                    .append(span(i, 1, 0, "SERVER", "front", 0, 30_000))
                    .append("},")
                    .append(span(i, 2, 1, "CLIENT", "front", 1000, 9_000))
                    .append(",\"remoteEndpoint\":{\"serviceName\":\"mysql-shop\",\"ipv4\":\"10.0.0.5\"},")
                    .append("\"tags\":{\"sql.query\":\"select * from users where name = 's3cr3t'\"}},")
                    .append(span(i, 3, 1, "PRODUCER", "front", 12_000, 1_000))
                    .append(",\"remoteEndpoint\":{\"serviceName\":\"kafka\"},"
                            + "\"tags\":{\"kafka.topic\":\"orders\"}}]\n");
        }
        String scenario = importResult(text.toString()).scenario();
        assertThat(scenario).contains("kind: database", "kind: queue", "orders").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{\"traceId\":\"1\",\"id\":\"2\",\"annotations\":[],\"binaryAnnotations\":[]}];Zipkin's version 1",
                "{\"Traces\":[{\"Id\":\"1-5\",\"Segments\":[]}]};AWS X-Ray",
                "{\"trace_id\":\"1-5\",\"id\":\"7\",\"start_time\":1.5,\"end_time\":2};AWS X-Ray",
                "[[{\"trace_id\":1,\"span_id\":2,\"resource\":\"x\",\"start\":1,\"duration\":2}]];Datadog",
                "{\"transaction\":{\"id\":\"1\",\"duration\":3}};Elastic APM",
                "{\"traceSegmentId\":\"1\",\"spans\":[]};SkyWalking",
            })
    void formsThatAreNotReadAreNamed(String text, String name) {
        assertThatThrownBy(() -> importResult(text)).hasMessageContaining(name);
    }
}
