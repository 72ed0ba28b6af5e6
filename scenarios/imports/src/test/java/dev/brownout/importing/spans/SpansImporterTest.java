package dev.brownout.importing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.JsonFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.spans.Toy.SpanData;
import dev.brownout.importing.system.NameAnonymizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Import of single hand-written traces, and of invalid input. */
class SpansImporterTest {
    private static final long MILLI = 1_000_000;
    private static final long BEGIN = 1_772_323_200_000L;
    private static final List<String> NONE = List.of();

    private final List<SpanData> messages = new ArrayList<>();
    private int trace = 1;

    /** Adds a span to the trace. Times are in milliseconds. */
    private SpansImporterTest span(int id, int parent, String service, ImportedSpan.Kind kind, long start, long end) {
        return span(id, parent, service, service + "-work", kind, start, end, false, NONE);
    }

    private SpansImporterTest failing(
            int id, int parent, String service, ImportedSpan.Kind kind, long start, long end) {
        return span(id, parent, service, service + "-work", kind, start, end, true, NONE);
    }

    private SpansImporterTest span(
            int id,
            int parent,
            String service,
            String name,
            ImportedSpan.Kind kind,
            long start,
            long end,
            boolean failed,
            List<String> attributes) {
        messages.add(new SpanData(
                trace,
                id,
                parent,
                service,
                0,
                name,
                kind,
                (BEGIN + start) * MILLI,
                (BEGIN + end) * MILLI,
                failed,
                attributes));
        return this;
    }

    private ImportResult importResult() throws Exception {
        return importResult(EncodedSpans.lines(messages, 3, JsonFormat.printer().omittingInsignificantWhitespace()));
    }

    private static ImportResult importResult(String text) throws ImportException {
        return ImportedFiles.read(new SpansImporter(), List.of(EncodedSpans.source("a.json", text)));
    }

    @Test
    void ownTimeExcludesTheUnionOfCalls() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        span(1, 0, "web", ImportedSpan.Kind.CLIENT, 10, 40).span(2, 1, "a", ImportedSpan.Kind.SERVER, 12, 38);
        span(3, 0, "web", ImportedSpan.Kind.CLIENT, 20, 60).span(4, 3, "b", ImportedSpan.Kind.SERVER, 22, 58);
        span(5, 0, "web", ImportedSpan.Kind.INTERNAL, 70, 95);
        span(6, 5, "web", ImportedSpan.Kind.CLIENT, 80, 90).span(7, 6, "c", ImportedSpan.Kind.SERVER, 81, 89);
        String scenario = importResult().scenario();
        assertThat(scenario).contains("service: 40ms", "service: 26ms", "service: 36ms", "service: 8ms");
        assertThat(scenario)
                .contains("- parallel:", "              - call: a/a-work", "              - call: b/b-work")
                .contains("          - call: c/c-work");
    }

    @Test
    void clockSkewIsReportedAndHarmless() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100).span(1, 0, "a", ImportedSpan.Kind.SERVER, -500, -460);
        ImportResult imported = importResult();
        assertThat(imported.scenario()).contains("service: 60ms", "service: 40ms", "network: none");
        assertThat(imported.summary())
                .anySatisfy(line -> assertThat(line).contains("1 of 1 calls begin before the call"));
    }

    @Test
    void incompleteTracesAreOmittedAndCounted() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        trace = 2;
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 1000, 5000).span(7, 6, "a", ImportedSpan.Kind.SERVER, 1100, 1200);
        ImportResult imported = importResult();
        assertThat(imported.scenario()).contains("service: 100ms").doesNotContain("call: a");
        assertThat(imported.summary())
                .anySatisfy(line -> assertThat(line).contains("traces with missing spans: 1 of 2 are left out"));
    }

    @Test
    void callersWithoutSpansAreUsersOfEntryOperations() throws Exception {
        span(0, 99, "web", ImportedSpan.Kind.SERVER, 0, 100);
        span(1, 0, "web", ImportedSpan.Kind.CLIENT, 10, 40).span(2, 1, "a", ImportedSpan.Kind.SERVER, 12, 38);
        trace = 2;
        span(2, 98, "a", ImportedSpan.Kind.SERVER, 1012, 1038);
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains("  web-work:", "2 traces with 1 requests")
                .doesNotContain("  a-work: #");
        assertThat(imported.summary())
                .anySatisfy(line -> assertThat(line).contains("1 traces begin with an operation that others call"));
    }

    @Test
    void duplicateSpansCountOnce() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100).span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        ImportResult imported = importResult();
        assertThat(imported.scenario()).contains("1 traces with 1 requests");
        assertThat(imported.summary()).anySatisfy(line -> assertThat(line).contains("duplicate spans: 1"));
    }

    @Test
    void acceptsSharedSpanIdsAsInZipkin() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        span(1, 0, "web", ImportedSpan.Kind.CLIENT, 10, 40).span(1, 0, "a", ImportedSpan.Kind.SERVER, 12, 38);
        span(2, 1, "a", ImportedSpan.Kind.CLIENT, 15, 25).span(2, 1, "b", ImportedSpan.Kind.SERVER, 16, 24);
        String scenario = importResult().scenario();
        assertThat(scenario)
                .contains("service: 70ms", "service: 16ms", "service: 8ms", "call: a/a-work", "call: b/b-work");
    }

    @Test
    void nestedClientSpansAreOneCall() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        span(1, 0, "web", ImportedSpan.Kind.CLIENT, 10, 50).span(2, 1, "web", ImportedSpan.Kind.CLIENT, 20, 40);
        span(3, 2, "a", ImportedSpan.Kind.SERVER, 22, 38);
        String scenario = importResult().scenario();
        assertThat(scenario).contains("service: 80ms", "service: 16ms", "rtt: 4ms", "- call: a/a-work");
        assertThat(scenario).doesNotContain("outside");
    }

    @Test
    void failuresAreAttributedToTheirOrigin() throws Exception {
        for (trace = 1; trace <= 10; trace++) {
            long instant = trace * 1000L;
            boolean fails = trace == 1;
            boolean masked = trace == 2;
            span(0, -1, "web", "GET /", ImportedSpan.Kind.SERVER, instant, instant + 100, fails, NONE);
            span(1, 0, "web", "call", ImportedSpan.Kind.CLIENT, instant + 10, instant + 40, fails || masked, NONE);
            span(2, 1, "a", "work", ImportedSpan.Kind.SERVER, instant + 12, instant + 38, fails || masked, NONE);
        }
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains(
                        "- { call: a/work, fallback: {} }\n",
                        "- { call: failures, when: 10% }   # origin: 1 of 10 runs failed because of the calls above",
                        "- { call: failures, when: 20% }   # origin: 2 of 10 runs failed without a failed call")
                .contains("2 failed, 1 of them without failing the caller")
                .containsOnlyOnce("  - at 0s: errors failures 100% as failures");
    }

    @Test
    void httpStatusDeterminesFailure() throws Exception {
        span(
                0,
                -1,
                "web",
                "GET",
                ImportedSpan.Kind.SERVER,
                0,
                100,
                true,
                List.of("http.status_code", "404", "http.route", "/x/:y"));
        trace = 2;
        span(
                0,
                -1,
                "web",
                "GET",
                ImportedSpan.Kind.SERVER,
                500,
                600,
                false,
                List.of("http.response.status_code", "503"));
        assertThat(importResult().scenario())
                .contains("- call: failures   # origin: 1 of 1 runs failed without a failed call", "GET /x/");
    }

    @Test
    void cyclicCallsAreCutAndReported() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100).span(1, 0, "a", ImportedSpan.Kind.SERVER, 10, 90);
        span(2, 1, "web", ImportedSpan.Kind.SERVER, 20, 80);
        ImportResult imported = importResult();
        assertThat(imported.scenario()).contains("- { call: a/a-work, when: 50% }");
        assertThat(imported.summary())
                .anySatisfy(line -> assertThat(line).contains("cyclic calls: a a-work calls web"));
    }

    @Test
    void callsThatOutlastTheirCallerAreReported() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100).span(1, 0, "web", ImportedSpan.Kind.CLIENT, 90, 140);
        failing(2, 1, "a", ImportedSpan.Kind.SERVER, 92, 138);
        assertThat(importResult().summary())
                .anySatisfy(line -> assertThat(line).contains("which ended after its caller had 1 times"));
    }

    @Test
    void repeatedCallsUseTheirMeanCount() throws Exception {
        for (trace = 1; trace <= 4; trace++) {
            long instant = trace * 1000L;
            span(0, -1, "web", ImportedSpan.Kind.SERVER, instant, instant + 500);
            for (int call = 0; call < (trace == 4 ? 4 : 2); call++) {
                span(1 + call, 0, "web", ImportedSpan.Kind.CLIENT, instant + 100L * call, instant + 100L * call + 50);
            }
        }
        assertThat(importResult().scenario())
                .contains("{ call: outside/web-work, times: 2 }", "{ call: outside/web-work, when: 50% }");
    }

    @ParameterizedTest
    @CsvSource({
        "db.system.name, postgresql, db.operation.name, INSERT, kind: database, 'write: 9ms'",
        "db.system, mongodb, db.operation, find, kind: database, 'read: 9ms'",
        "db.type, redis, db.statement, 'HGET user:7', kind: store, 'read: 9ms'",
        "db.system, cassandra, db.query.text, 'update t set x=1', kind: store, 'write: 9ms'"
    })
    void databasesAreImportedByKind(String one, String system, String other, String operation, String kind, String work)
            throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        span(1, 0, "web", "query", ImportedSpan.Kind.CLIENT, 1, 10, false, List.of(one, system, other, operation));
        assertThat(importResult().scenario())
                .contains("  " + system + ":\n", kind, work)
                .doesNotContain("user:7", "x=1");
    }

    @Test
    void identifiersAreAnonymized() {
        assertThat(NameAnonymizer.operation("GET /users/123/carts/9f8e7d6c5b4a?token=abc"))
                .isEqualTo("GET /users/:id/carts/:id");
        assertThat(NameAnonymizer.operation("shop.default.svc.cluster.local:8080/*"))
                .isEqualTo("shop.default.svc.cluster.local:8080/*");
        assertThat(NameAnonymizer.operation("10.0.12.107:8080/*")).isEqualTo(":id/*");
        assertThat(NameAnonymizer.operation("GET /mail/a@b.c/{id}")).isEqualTo("GET /mail/:id/:id");
        assertThat(NameAnonymizer.operation("shop.v1.CartService/GetCart")).isEqualTo("shop.v1.CartService/GetCart");
    }

    @Test
    void readsGzipFilesAndRejectsTruncatedOnes() throws Exception {
        span(0, -1, "web", ImportedSpan.Kind.SERVER, 0, 100);
        String text = EncodedSpans.lines(messages, 3, JsonFormat.printer());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = packed.toByteArray();
        assertThat(ImportedFiles.read(
                                new SpansImporter(),
                                List.of(new ImportSource("a.json", () -> new ByteArrayInputStream(bytes))))
                        .scenario())
                .isEqualTo(importResult(text).scenario());
        ImportSource cut =
                new ImportSource("cut.gz", () -> new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 12)));
        assertThatThrownBy(() -> ImportedFiles.read(new SpansImporter(), List.of(cut)))
                .isInstanceOf(ImportException.class)
                .hasMessage("cut.gz: the gzip data is truncated or damaged; the missing amount is unknown");
    }

    @Test
    void fewInvalidLinesAreSkippedAndManyRejected() throws Exception {
        for (trace = 1; trace <= 50; trace++) {
            span(0, -1, "web", ImportedSpan.Kind.SERVER, trace * 1000L, trace * 1000L + 100);
        }
        String text = EncodedSpans.lines(messages, 1, JsonFormat.printer().omittingInsignificantWhitespace());
        int second = text.indexOf('\n') + 1;
        String line = text.substring(0, second);
        String cut = line.substring(0, line.length() / 2) + "\n";
        ImportResult imported = importResult(line + cut + text.substring(second));
        assertThat(imported.summary()).contains("  not parsed: a.json:2: invalid JSON");
        assertThat(imported.scenario()).isEqualTo(importResult(text).scenario());
        assertThatThrownBy(() -> importResult(line + cut.repeat(4) + text.substring(second)))
                .hasMessageContaining("of 54 lines or documents 92.5 %; at least 95 % are required")
                .hasMessageContaining("a.json:5: invalid JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json|a.json:1:5: invalid or truncated JSON",
                "{\"resourceSpans\":[|a.json:1:19: invalid or truncated JSON",
                "{\"resourceMetrics\":[]}|a.json: it has no span; expected 'resourceSpans' (OTLP)",
                "7|a.json: it has no span",
                "{\"data\":[{\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"startTime\":1,\"duration\":1}]}]}"
                        + "|a span without the name of its service",
                "{\"data\":[{\"spans\":[{\"traceID\":\"1\",\"spanID\":\"2\",\"processID\":\"p\",\"startTime\":1}],"
                        + "\"processes\":{\"p\":{\"serviceName\":\"a\"}}}]}|a span without a start or an end"
            })
    void rejectsInvalidInput(String text, String reason) {
        assertThatThrownBy(() -> importResult(text))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void reportsMissingFiles() {
        assertThatThrownBy(() ->
                        ImportedFiles.read(new SpansImporter(), List.of(ImportSource.file(Path.of("nowhere.json")))))
                .hasMessage("nowhere.json: cannot be read: there is no such file");
    }

    @Test
    void rejectsTracesScatteredOverTheFile() throws Exception {
        List<SpanData> spans = Toy.spans(200);
        List<SpanData> separate = new ArrayList<>(spans);
        separate.sort((one, other) -> one.service().compareTo(other.service()));
        String text = EncodedSpans.lines(separate, 10, JsonFormat.printer().omittingInsignificantWhitespace());
        assertThatThrownBy(() -> SpansImporter.read(List.of(EncodedSpans.source("a.json", text)), 500)
                        .result())
                .hasMessageContaining("spans came after the end of their trace: sort the file by trace");
        String together = EncodedSpans.lines(spans, 10, JsonFormat.printer().omittingInsignificantWhitespace());
        assertThat(SpansImporter.read(List.of(EncodedSpans.source("a.json", together)), 500)
                        .result()
                        .scenario())
                .isEqualTo(importResult(together).scenario());
    }
}
