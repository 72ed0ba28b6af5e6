package dev.brownout.importing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.check.ImportCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unfinished spans, spans that wait for messages, calls that outlast their callers, and reasons of refusals. */
class SpanFragmentsTest {
    private static final long BEGIN = 1_741_089_600_000_000L;
    private static final String SERVER = "\"kind\":\"SERVER\",";
    private static final String CLIENT = "\"kind\":\"CLIENT\",";
    private static final String CONSUMER = "\"kind\":\"CONSUMER\",";

    private static ImportResult importResult(String... spans) throws ImportException {
        return ImportedFiles.read(
                new SpansImporter(), List.of(EncodedSpans.source("a.json", "[" + String.join(",", spans) + "]")));
    }

    private static String reportText(ImportResult result) {
        return String.join("\n", result.summary());
    }

    /** Returns a span of one trace with a start and a duration in ms. */
    private static String span(int id, int parent, String service, String name, int start, int elapsed, String more) {
        return span(
                id,
                parent,
                service,
                name,
                "\"timestamp\":" + (BEGIN + 1000L * start) + ",\"duration\":" + 1000 * elapsed + "," + more);
    }

    private static String span(int id, int parent, String service, String name, String more) {
        return "{\"traceId\":\"7\",\"id\":\"" + id + "\"," + (parent == 0 ? "" : "\"parentId\":\"" + parent + "\",")
                + "\"name\":\"" + name + "\"," + more + "\"localEndpoint\":{\"serviceName\":\"" + service + "\"}}";
    }

    /** Spans without a start or a duration are left out, and the spans below them are those of the spans around. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"timestamp\":1741089600010000,", "\"duration\":5000,"})
    void spansBelowUnfinishedSpansAreKept(String times) throws Exception {
        ImportResult result = importResult(
                span(1, 0, "front", "page", 0, 100, SERVER),
                span(2, 1, "front", "render", times),
                span(3, 2, "front", "get", 10, 30, CLIENT),
                span(4, 3, "cart", "cart", 12, 26, SERVER),
                span(5, 2, "front", "part", ""));
        assertThat(result.scenario()).contains("call: cart/cart", "service: 70ms", "service: 26ms");
        assertThat(reportText(result))
                .contains("5 of 5 spans are parsed", "unfinished spans: 2 have no start or no duration");
    }

    @Test
    void unfinishedRootLeavesItsChildrenAsRequests() throws Exception {
        ImportResult result = importResult(
                span(1, 0, "front", "page", SERVER),
                span(3, 1, "front", "get", 10, 30, CLIENT),
                span(4, 3, "cart", "cart", 12, 26, SERVER));
        assertThat(result.scenario()).contains("call: front/get", "call: cart/cart");
    }

    /** The wait for messages around their processing is no work, whatever the kind of the processing. */
    @ParameterizedTest
    @CsvSource({"poll,''", "receive,'\"kind\":\"CONSUMER\",'", "receive,'\"kind\":\"SERVER\",'"})
    void processingWithinAWaitIsARequest(String operation, String kind) throws Exception {
        ImportResult result = importResult(
                span(
                        1,
                        0,
                        "billing",
                        "orders poll",
                        0,
                        500,
                        CONSUMER + "\"tags\":{\"messaging.operation\":\"" + operation
                                + "\",\"messaging.destination.name\":\"orders\"},"),
                span(2, 1, "billing", "on-message", 100, 40, kind),
                span(3, 2, "billing", "insert", 110, 10, CLIENT + "\"tags\":{\"db.system\":\"mysql\"},"));
        assertThat(result.scenario())
                .contains("call: billing/on-message", "service: 30ms", "write: mysql")
                .doesNotContain("500ms", "460ms");
    }

    /** A caller that goes on after a failed call does not fail because of it, and reaches its later calls. */
    @Test
    void callsAfterAFailedCallAreReached() throws Exception {
        ImportResult result = ImportCheck.checked(importResult(
                span(1, 0, "front", "page", 0, 100, SERVER + "\"tags\":{\"error\":\"true\"},"),
                span(
                        2,
                        1,
                        "front",
                        "insert",
                        10,
                        20,
                        CLIENT + "\"tags\":{\"error\":\"true\",\"db.system\":\"mysql\"},"),
                span(3, 1, "front", "log", 50, 20, CLIENT)));
        assertThat(result.scenario()).contains("fallback: {}", "call: outside/log", "call: failures");
        assertThat(reportText(result)).doesNotContain("CHECK FAILED");
    }

    @Test
    void failedCallAtTheEndFailsItsCaller() throws Exception {
        String scenario = importResult(
                        span(1, 0, "front", "page", 0, 100, SERVER + "\"tags\":{\"error\":\"true\"},"),
                        span(2, 1, "front", "log", 5, 4, CLIENT),
                        span(
                                3,
                                1,
                                "front",
                                "insert",
                                10,
                                20,
                                CLIENT + "\"tags\":{\"error\":\"true\",\"db.system\":\"mysql\"},"))
                .scenario();
        assertThat(scenario).contains("errors mysql 100%").doesNotContain("fallback");
    }

    /** A call of a component without spans ends with its caller, which does not wait for the rest. */
    @Test
    void callsThatOutlastTheirCallerEndWithIt() throws Exception {
        ImportResult result =
                importResult(span(1, 0, "front", "page", 0, 100, SERVER), span(2, 1, "front", "log", 90, 5000, CLIENT));
        assertThat(result.scenario()).contains("service: 10ms", "service: 90ms");
        assertThat(reportText(result))
                .contains("waiting callers: front page calls outside log", "it ends with its caller");
    }

    /** A single repeated call succeeds in the scenario as in the trace. */
    @Test
    void repeatedCallOfASingleTraceSucceeds() throws Exception {
        ImportResult result = ImportCheck.checked(importResult(
                span(1, 0, "front", "page", 0, 300, SERVER),
                span(2, 1, "front", "op", 10, 20, CLIENT + "\"tags\":{\"error\":\"true\"},"),
                span(3, 1, "front", "op", 122, 20, CLIENT)));
        assertThat(result.scenario()).contains("retry: { attempts: ");
        assertThat(reportText(result)).doesNotContain("CHECK FAILED", "DOES NOT AGREE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unfinished|no span has a start and a duration",
                "waiting|its 1 traces begin with spans that only wait for messages",
                "torn|spans of all 1 trace are missing"
            })
    void refusalsNameTheReason(String kind, String reason) {
        String[] spans = switch (kind) {
            case "unfinished" -> new String[] {span(1, 0, "front", "page", SERVER)};
            case "waiting" ->
                new String[] {
                    span(1, 0, "b", "poll", 0, 5, CONSUMER + "\"tags\":{\"messaging.operation\":\"receive\"},")
                };
            default ->
                new String[] {span(1, 0, "front", "page", 0, 100, SERVER), span(3, 2, "cart", "cart", 12, 26, SERVER)};
        };
        assertThatThrownBy(() -> importResult(spans)).hasMessageContaining("no request begins in it: " + reason);
    }

    @ParameterizedTest
    @CsvSource({"INTERNAL,true", "CLIENT,false"})
    void workAfterTheEndOfARunIsListed(String kind, boolean listed) throws Exception {
        ImportResult result = importResult(
                span(1, 0, "front", "page", 0, 10, SERVER),
                span(2, 1, "front", "store", 5, 42, "INTERNAL".equals(kind) ? "" : CLIENT));
        assertThat(reportText(result).contains("internal spans of front page end up to 37ms after it in 1 of 1 runs"))
                .isEqualTo(listed);
        assertThat(reportText(result).contains("which ended after its caller")).isNotEqualTo(listed);
    }

    /** The lookup of a name is a part of the call around it, and a call by itself otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"dns.lookup", "http.getconn", "tls.connect"})
    void connectionIsAPartOfItsCall(String name) throws Exception {
        assertThat(importResult(
                                span(1, 0, "front", "page", 0, 100, SERVER),
                                span(2, 1, "front", "post", 10, 30, CLIENT),
                                span(3, 2, "front", name, 11, 5, CLIENT))
                        .scenario())
                .contains("service: 70ms", "service: 30ms", "# POST")
                .doesNotContain(name);
        assertThat(importResult(span(1, 0, "front", "page", 0, 100, SERVER), span(3, 1, "front", name, 11, 5, CLIENT))
                        .scenario())
                .contains("# " + name, "service: 95ms");
    }

    /** A call that begins after the end of its caller takes no time from it, and is listed. */
    @ParameterizedTest
    @CsvSource({"150, 60, true", "20, 60, false", "105, 60, false", "150, 120, true"})
    void callAfterTheEndOfItsCallerIsListed(int start, int elapsed, boolean isLater) throws Exception {
        int own = isLater && elapsed < 100 ? 50 : 100;
        ImportResult result = importResult(
                span(1, 0, "front", "page", 0, own, SERVER), span(2, 1, "index", "write", start, elapsed, SERVER));
        assertThat(result.scenario().contains("service: " + own + "ms")).isEqualTo(isLater);
        assertThat(reportText(result).contains("waiting callers: front page calls index write"))
                .isEqualTo(isLater);
    }

    /** Calls that are shorter than the network of other calls are listed, as they become longer. */
    @ParameterizedTest
    @CsvSource({"2, true", "40, false"})
    void nearComponentIsListed(int elapsed, boolean isNear) throws Exception {
        ImportResult result = importResult(
                span(1, 0, "front", "page", 0, 200, SERVER),
                span(2, 1, "front", "get", 10, 50, CLIENT),
                span(3, 2, "cart", "cart", 20, 30, SERVER),
                span(
                        4,
                        1,
                        "front",
                        "select",
                        80,
                        elapsed,
                        CLIENT + "\"tags\":{\"db.system\":\"postgresql\",\"db.name\":\"rows\"},"));
        if (isNear) {
            assertThat(reportText(result))
                    .contains("the median of its calls, 2ms, is below that of the network of other calls, 20ms");
        } else {
            assertThat(reportText(result)).doesNotContain("the network of other calls");
        }
    }
}
