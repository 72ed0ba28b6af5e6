package dev.brownout.importing.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.detail.CacheResult;
import dev.brownout.importing.detail.RequestDetails;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cache results, backends, states and requests without a response in lines of logs. */
class RequestDetailsTest {
    private static final String COMBINED =
            "192.0.2.9 - - [04/Mar/2025:12:00:00 +0000] \"GET /p/7 HTTP/1.1\" 200 512 \"-\" \"agent\"";
    private static final String HAPROXY = "192.0.2.9:33317 [04/Mar/2025:12:00:00.250] http-in~ api/srv0"
            + " 0/1/2/3/120 200 2750 - - ---- 12/10/4/2/0 0/0 \"GET /p/7 HTTP/1.1\"";

    private static RequestDetails recognized(String line) throws UnparsableLineException {
        LogFormat format = FormatRecognition.recognized(List.of(line));
        assertThat(format).as(line).isNotNull();
        return format.read(line).details();
    }

    private static RequestDetails parse(String format, String line) throws Exception {
        return LogFormats.format(format).read(line).details();
    }

    private static ImportResult importResult(String text, Optional<String> format) throws ImportException {
        return ImportedFiles.read(
                new LogImporter(),
                List.of(new ImportSource("a.log", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))),
                "--format",
                format.stream().toList());
    }

    private static String gaps(ImportResult imported) {
        return String.join("\n", imported.summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "0.012 HIT!HIT",
                "\"-\" 0.012 \"MISS\"!MISS",
                "rt=0.012 ucs=EXPIRED!MISS",
                "TCP_MEM_HIT:HIER_NONE!HIT",
                "\"HIT from proxy.example.org\" 0.012!HIT",
                "hit!HIT",
                "cache_status=\"BYPASS\"!PASS",
                "0.012 upstream!NONE",
            })
    void readsCacheResultsBehindTheCombinedFormat(String rest, CacheResult expected) throws Exception {
        assertThat(recognized(COMBINED + " " + rest).cache()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "'upstream_cache_status':'HIT'!HIT",
                "'cache_status':'MISS'!MISS",
                "'CacheCacheStatus':'revalidated'!MISS",
                "'CacheStatus':'dynamic'!PASS",
                "'cacheStatus':'1'!HIT",
                "'x_cache':'Miss from cloudfront'!MISS",
                "'x-edge-result-type':'RefreshHit'!MISS",
                "'fastly_info_state':'HIT-CLUSTER'!HIT",
                "'httpRequest':{'cacheLookup':true,'cacheHit':true}!HIT",
                "'httpRequest':{'cacheLookup':true}!MISS",
                "'other':'HIT'!NONE",
            })
    void readsCacheResultsInJson(String field, CacheResult expected) throws Exception {
        String line = "{'time':'2025-03-04T12:00:00Z','method':'GET','path':'/p','status':200," + field + "}";
        assertThat(recognized(line.replace('\'', '"')).cache()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "[$time_local] \"$request\" $status \"$upstream_cache_status\"!\"HIT\"!HIT",
                "[$time_local] \"$request\" $status $sent_http_x_cache_status!STALE!HIT",
                "%t \"%r\" %s %{Varnish:hitmiss}x!miss!MISS",
                "%t \"%r\" %s %{Varnish:handling}x!pass!PASS",
                "%t \"%r\" %s \"%{cache-status}e\"!\"cache hit\"!HIT",
                "%t \"%r\" %s \"%{X-Cache}o\"!\"MISS from a\"!MISS",
            })
    void readsCacheResultsOfGivenFormats(String format, String field, CacheResult expected) throws Exception {
        String line = "[04/Mar/2025:12:00:00 +0000] \"GET /p/7 HTTP/1.1\" 200 " + field;
        assertThat(parse(format, line).cache()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "1741089600.370    120 192.0.2.9 TCP_MISS/200 507 GET http://x.example/p/7?a - HIER_DIRECT/192.0.2.1"
                        + " text/html ! MISS",
                "1741089600.370 120 192.0.2.9 TCP_MEM_HIT/200 507 GET http://x.example/p/7 - HIER_NONE/- text/html"
                        + " ! HIT",
                "1741089600.370 123120 192.0.2.9 TCP_DENIED/403 507 GET http://x.example/p/7 - HIER_NONE/- - ! NONE",
            })
    void readsTheFormatOfSquid(String line, CacheResult expected) throws Exception {
        LogFormat format = FormatRecognition.recognized(List.of(line));
        AccessLogEntry access = format.read(line);
        assertThat(format.name()).isEqualTo("Squid");
        assertThat(access.path()).isEqualTo("/p/7");
        assertThat(access.details().cache()).isEqualTo(expected);
        assertThat(access.arrivedMicros() + access.responseMicros()).isEqualTo(1_741_089_600_370_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "^$msec \"$request\" $status $upstream_addr $request_time^"
                        + "!^10.0.0.1:80, 10.0.0.2:80 0.120^!10.0.0.1:80, 10.0.0.2:80",
                "^$msec \"$request\" $status $upstream_addr $upstream_response_time $request_time^"
                        + "!^10.0.0.1:80 : 10.0.1.1:80 0.100 : 0.020 0.120^!10.0.0.1:80 : 10.0.1.1:80",
                "^$msec \"$request\" $status \"$upstream_addr\" $request_time^!^\"10.0.0.1:80\" 0.120^!10.0.0.1:80",
                "^$msec \"$request\" $status $request_time $upstream_addr^!^0.120 10.0.0.1:80, b:80^!10.0.0.1:80, b:80",
            })
    void readsTheTriedServersOfNginx(String format, String rest, String backends) throws Exception {
        AccessLogEntry access = LogFormats.format(format).read("1741089600.370 \"GET /p/7 HTTP/1.1\" 200 " + rest);
        assertThat(access.details().backend()).isEqualTo(backends);
        assertThat(access.responseMicros()).isEqualTo(120_000);
    }

    @Test
    void readsBackendsOfDefaultFormats() throws Exception {
        assertThat(recognized(HAPROXY).backend()).isEqualTo("api/srv0");
        String ingress = COMBINED + " 300 0.120 [ns-svc-80] [] 10.0.0.1:80, 10.0.0.2:80 50 0.100, 0.020 502, 200 id";
        assertThat(recognized(ingress).backend()).isEqualTo("10.0.0.1:80, 10.0.0.2:80");
        assertThat(recognized(ingress.replace("[] ", "")).backend()).isEqualTo("10.0.0.1:80, 10.0.0.2:80");
        assertThat(recognized("[2025-03-04T12:00:00.250Z] \"GET /p/7 HTTP/1.1\" 200 - via_upstream - \"-\" 0 512 120"
                                + " 119 \"-\" \"c\" \"id\" \"shop\" \"10.0.0.5:80\" inbound|8080|| a b c d e")
                        .backend())
                .isEqualTo("10.0.0.5:80");
    }

    @Test
    void readsStates() throws Exception {
        assertThat(recognized(HAPROXY.replace("----", "sH--")).state()).isEqualTo("sH--");
        assertThat(recognized(HAPROXY.replace("----", "--VN")).state()).isEmpty();
        assertThat(recognized("[2025-03-04T12:00:00.250Z] \"GET /p/7 HTTP/2\" 503 UF,URX 0 512 120 119 \"-\" \"c\"")
                        .state())
                .isEqualTo("UF,URX");
    }

    /** Requests of which 10 of 200 have another status than 200. */
    private static String statuses(String status, String seconds) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            boolean other = i % 20 == 7;
            lines.append(1_741_089_600 + i)
                    .append(".0 \"GET /a HTTP/1.1\" ")
                    .append(other ? status : "200")
                    .append(' ')
                    .append(other ? seconds : "0.0" + (20 + i % 30))
                    .append('\n');
        }
        return lines.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "499 ! 5.000 ! the client closed the connection before the response, after 5 s",
                "460 ! 5.000 ! the client closed the connection before the response",
                "408 ! 60.000 ! sent no complete request in time",
                "444 ! 0.000 ! a rule of nginx closed the connection",
                "000 ! 0.300 ! no status",
                "- ! 0.300 ! no status",
            })
    void requestsWithoutResponseAreNeitherSuccessesNorFailures(String status, String seconds, String meaning)
            throws Exception {
        ImportResult imported =
                importResult(statuses(status, seconds), Optional.of("$msec \"$request\" $status $request_time"));
        assertThat(gaps(imported)).contains("10 requests with ").contains(meaning);
        assertThat(imported.scenario())
                .contains("get-a.availability ~ 100%")
                .contains("200 successful requests", "with 10 without a response")
                .doesNotContain("failures");
        boolean common = status.equals("499") || status.equals("460");
        assertThat(imported.scenario().contains("timeout: 5s")).isEqualTo(common);
        assertThat(imported.scenario()).contains("times of 190 requests");
    }

    @Test
    void rejectionsAreListedAndFailuresRemain() throws Exception {
        Optional<String> format = Optional.of("$msec \"$request\" $status $request_time");
        assertThat(gaps(importResult(statuses("429", "0.001"), format)))
                .contains("10 responses with status 429: rejected by a limit");
        assertThat(importResult(statuses("504", "5.000"), format).scenario()).contains("get-a.availability ~ 95%");
    }

    @Test
    void backendsAreTheNodes() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append(HAPROXY.replace("12:00:00", String.format(Locale.ROOT, "12:%02d:%02d", i / 60, i % 60))
                            .replace("srv0", "srv" + i % 5)
                            .replace("----", i == 9 ? "cD--" : "----"))
                    .append('\n');
        }
        ImportResult imported = importResult(lines.toString(), Optional.empty());
        assertThat(imported.scenario()).contains("nodes: 5   # origin: the number of different backends in the log");
        assertThat(gaps(imported)).contains("termination states and response flags: 1 cD--");
    }

    @Test
    void messagesOfHaproxyAreNoRequests() throws Exception {
        List<String> lines = new ArrayList<>(List.of(HAPROXY, HAPROXY));
        for (String message : List.of(
                "Proxy http-in started.",
                "Server api/srv0 is DOWN, reason: Layer4 timeout, check duration: 2001ms.",
                "backend api has no server available!",
                "192.0.2.1:50033 [28/Feb/2025:02:43:10.123] fe/1: SSL handshake failure",
                "192.0.2.1:50033 [04/Mar/2025:02:43:10.123] fe-tcp db/db1 0/0/500 212 -- 1/1/1/1/0 0/0")) {
            lines.add(message);
        }
        ImportResult imported = importResult(String.join("\n", lines), Optional.of("haproxy"));
        assertThat(imported.summary().get(0)).startsWith("2 of 2 lines are parsed");
        assertThat(gaps(imported)).contains("5 lines without a request");
    }

    @Test
    void readsLogFormatsOfHaproxy() throws Exception {
        String format = "haproxy:%ci:%cp\\ [%tr]\\ %ft\\ %b/%s\\ %TR/%Tw/%Tc/%Tr/%Ta\\ %ST\\ %B\\ %tsc\\ %{+Q}r";
        AccessLogEntry access = LogFormats.format(format)
                .read("192.0.2.9:1 [04/Mar/2025:12:00:00.250] fe app/s1 0/0/1/2/120 200 512 sH--"
                        + " \"GET /p/7 HTTP/1.1\"");
        assertThat(access)
                .isEqualTo(new AccessLogEntry(
                        1_741_089_600_250_000L,
                        "GET",
                        "/p/7",
                        200,
                        512,
                        120_000,
                        RequestDetails.of("", "app/s1", "sH--")));
        assertThat(LogFormats.format("haproxy:[%t] %HM %HP %ST %Tt")
                        .read("[04/Mar/2025:12:00:00.250] GET /p/7 200 120")
                        .responseMicros())
                .isEqualTo(120_000);
        assertThatThrownBy(() -> LogFormats.format("haproxy:%ci %r")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> LogFormats.format("haproxy:[%tr] %{+Q}")).isInstanceOf(FormatException.class);
    }

    @Test
    void mixedFormatsAreNamedWithTheirLines() {
        String common = COMBINED.replace(" \"-\" \"agent\"", "");
        String text = (COMBINED + "\n").repeat(12) + (common + "\n").repeat(8);
        assertThatThrownBy(() -> importResult(text, Optional.empty()))
                .hasMessageContaining("combined (12 lines), common (8 lines)");
    }

    @Test
    void distantTimesAreRefusedWithAnAlternative() {
        String text = COMBINED + "\n" + COMBINED.replace("2025", "2024");
        assertThatThrownBy(() -> importResult(text, Optional.empty()))
                .hasMessageContaining("import each period as a file");
    }

    @Test
    void fieldsThatAreNotReadAreListed() throws Exception {
        String json = "{\"time\":\"2025-03-04T12:00:00Z\",\"method\":\"GET\",\"path\":\"/p\",\"status\":200,"
                + "\"latencies\":{\"kong\":3},\"user\":\"alice\",\"by.user.alice\":{\"x@y\":1}}";
        assertThat(gaps(importResult(json, Optional.empty())))
                .contains("fields that are not read: latencies.kong, user")
                .doesNotContain("alice");
        String line = "[04/Mar/2025:12:00:00 +0000] \"GET /p HTTP/1.1\" 200 9";
        assertThat(gaps(importResult(line, Optional.of("[$time_local] \"$request\" $status $upstream_status"))))
                .contains("parts of the format that are not read: $upstream_status");
    }
}
