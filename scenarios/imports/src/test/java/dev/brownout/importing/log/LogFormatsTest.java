package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.detail.RequestDetails;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of log lines in each format. The samples follow the documentation that {@link LogFormats} names. */
class LogFormatsTest {
    private static final String COMBINED = "203.0.113.7 - alice [10/Oct/2000:13:55:36 -0700] \"GET /a/7?q=1 HTTP/1.1\""
            + " 200 2326 \"http://x.example/\\\"s\" \"Agent \\\"1.0\\\"\"";
    private static final String AT = "2000-10-10T20:55:36Z";

    private static AccessLogEntry read(LogFormat format, String line) throws UnparsableLineException {
        return format.read(line);
    }

    private static AccessLogEntry recognized(String line) throws UnparsableLineException {
        return read(FormatRecognition.recognized(List.of(line)), line);
    }

    private static long micros(String time) {
        var instant = OffsetDateTime.parse(time).toInstant();
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    @Test
    void readsCombinedFormat() throws Exception {
        assertThat(recognized(COMBINED)).isEqualTo(new AccessLogEntry(micros(AT), "GET", "/a/7", 200, 2326, -1));
        assertThat(FormatRecognition.recognized(List.of(COMBINED)).name()).isEqualTo("combined");
    }

    @Test
    void combinedWithNginxRequestTimeGivesTheArrivalTime() throws Exception {
        assertThat(recognized(COMBINED + " 0.250"))
                .isEqualTo(new AccessLogEntry(micros(AT) - 250_000, "GET", "/a/7", 200, 2326, 250_000));
        assertThat(recognized(COMBINED + " \"198.51.100.1, 10.0.0.1\" 1.500").responseMicros())
                .isEqualTo(1_500_000);
    }

    @Test
    void trailingIntegerIsNotADuration() throws Exception {
        LogFormat format = FormatRecognition.recognized(List.of(COMBINED + " 4711"));
        assertThat(format.name()).contains("additional fields that are ignored unless");
        assertThat(read(format, COMBINED + " 4711").responseMicros()).isEqualTo(AccessLogEntry.UNKNOWN);
    }

    @Test
    void readsCommonFormat() throws Exception {
        String line = "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET /apache_pb.gif HTTP/1.0\" 304 -";
        assertThat(recognized(line)).isEqualTo(new AccessLogEntry(micros(AT), "GET", "/apache_pb.gif", 304, 0, -1));
    }

    @Test
    void readsNginxTemplates() throws Exception {
        LogFormat format =
                LogFormats.format("$msec|$request_method|$request_uri|$status|${bytes_sent}b|$request_time|$pipe");
        assertThat(read(format, "1530570180.250|POST|/x;jsessionid=1?y#z|503|12b|0.250|."))
                .isEqualTo(new AccessLogEntry(1_530_570_180_000_000L, "POST", "/x;jsessionid=1", 503, 12, 250_000));
    }

    @Test
    void apacheTemplateGivesTheArrivalTime() throws Exception {
        LogFormat format = LogFormats.format("%h %l %u %t \\\"%r\\\" %>s %b \\\"%{User-Agent}i\\\" %D %{ms}T %%");
        assertThat(read(format, "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 5 \"a b\" 3500 3 %"))
                .isEqualTo(new AccessLogEntry(micros(AT), "GET", "/", 200, 5, 3000));
    }

    /**
     * Time formats of mod_log_config. A format may be split into several directives, and fractions are separate
     * directives.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t|10/Oct/2000:13:55:36.250 -0700",
                "%{%Y-%m-%dT%H:%M:%S}t.%{usec_frac}t%{%z}t|2000-10-10T13:55:36.250000-0700",
                "%{begin:%F %T}t,%{msec_frac}t|2000-10-10 20:55:36,250",
                "%{%s}t.%{msec_frac}t|0971211336.250",
                "%{%D %R:%S}t.%{msec_frac}t|10/10/00 20:55:36.250",
                "%{%e %h %Y %T %%}t.%{msec_frac}t|10 Oct 2000 20:55:36 %.250",
                "%t %{msec_frac}t|[10/Oct/2000:13:55:36 -0700] 250",
            })
    void readsApacheTimesInStrftimeFormat(String format, String time) throws Exception {
        LogFormat read = LogFormats.format(format + " \"%r\" %>s %D");
        assertThat(read(read, time + " \"GET /a HTTP/1.1\" 200 4000"))
                .isEqualTo(new AccessLogEntry(micros(AT) + 250_000, "GET", "/a", 200, -1, 4000));
        LogFormat ends = LogFormats.format(format.replaceAll("%[{](begin:)?(?=%)", "%{end:") + " \"%r\" %>s %D");
        if (!format.startsWith("%t")) {
            assertThat(read(ends, time + " \"GET /a HTTP/1.1\" 200 4000").arrivedMicros())
                    .isBetween(micros(AT) - 4_000, micros(AT) + 250_000 - 4_000);
        }
        for (String wrong : List.of(time.replace("0", "x"), time.substring(1), "", "[")) {
            assertThatThrownBy(() -> read(read, wrong + " \"GET /a HTTP/1.1\" 200 4000"))
                    .isInstanceOf(UnparsableLineException.class);
        }
    }

    /** IIS writes milliseconds, CloudFront seconds. Further columns may follow. */
    @Test
    void extendedFormatDeclaresItsColumns() throws Exception {
        List<String> lines = List.of(
                "#Software: Microsoft Internet Information Services 10.0",
                "#Version: 1.0",
                "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query cs(User-Agent) sc-status time-taken",
                "2000-10-10 20:55:36 10.0.0.1 GET /a/7 q=1 Agent/1.0+(x) 200 250",
                "#Software: other",
                "#Fields: date\ttime\tsc-bytes\tcs-method\tcs-uri-stem\tsc-status\ttime-taken",
                "2000-10-10\t20:55:36\t2326\tGET\t/a/7\t000\t0.250",
                "#Fields: time date cs-uri sc-status cs(Agent) time-taken",
                "20:55:36 2000-10-10 http://x.example/a/7?q=1 503 \"a \"\"b\"\" c\" -");
        LogFormat format = FormatRecognition.recognized(lines);
        assertThat(format.name()).isEqualTo("W3C extended");
        List<AccessLogEntry> read = new ArrayList<>();
        for (String line : lines) {
            if (!format.isSkipped(line)) {
                read.add(format.read(line));
            }
        }
        assertThat(read)
                .containsExactly(
                        new AccessLogEntry(micros(AT) - 250_000, "GET", "/a/7", 200, -1, 250_000),
                        new AccessLogEntry(micros(AT) - 250_000, "GET", "/a/7", 0, 2326, 250_000),
                        new AccessLogEntry(micros(AT), "", "/a/7", 503, -1, -1));
        assertThatThrownBy(() -> format.read("20:55:36 2000-10-10 / 200 -")).hasMessageContaining("5 columns");
        assertThatThrownBy(() -> LogFormats.format("w3c").read(lines.get(3))).hasMessageContaining("#Fields:");
    }

    @Test
    void skipsCaddyMessagesWithoutRequest() throws Exception {
        String request =
                "{\"level\":\"info\",\"ts\":1646861401.5,\"logger\":\"http.log.access\",\"msg\":\"handled request\","
                        + "\"request\":{\"method\":\"GET\",\"uri\":\"/\"},\"duration\":0.0009,\"size\":10,"
                        + "\"status\":200}";
        LogFormat format = LogFormats.format("json");
        assertThatThrownBy(() -> format.read(
                        "{\"level\":\"info\",\"ts\":1646861400.1,\"msg\":\"serving initial configuration\"}"))
                .matches(reason -> ((UnparsableLineException) reason).isWithoutRequest());
        assertThat(format.read(request).responseMicros()).isEqualTo(900);
    }

    /** Envoy documents 0 as the status of a request without a response. */
    @Test
    void envoyRequestWithoutResponseHasNoStatus() throws Exception {
        String line = "[2019-04-06T06:20:05.972Z] \"GET /a HTTP/1.1\" 0 DC 0 0 17 - \"-\" \"-\" \"-\" \"-\" \"-\"";
        assertThat(recognized(line).status()).isZero();
        assertThat(recognized(line).responseMicros()).isEqualTo(17_000);
    }

    private static RequestDetails detailsOf(String backend) {
        return RequestDetails.of("", backend, "");
    }

    @Test
    void readsAwsLoadBalancerFormat() throws Exception {
        String line =
                "h2 2018-07-02T22:23:00.186641Z app/lb/50dc6c 10.0.1.252:48160 10.0.0.66:9000 0.000 0.002 0.001 200"
                        + " 200 5 257 \"GET https://10.0.2.105:773/users/5?x HTTP/2.0\" \"curl/7.46.0\""
                        + " ECDHE TLSv1.2 arn:aws:x \"Root=1-58\" \"-\" \"-\" 1 2018-07-02T22:22:48.364000Z"
                        + " \"redirect\" \"https://e:80/\" \"-\" \"a:9\"";
        assertThat(recognized(line))
                .isEqualTo(new AccessLogEntry(
                        micros("2018-07-02T22:22:48.364Z"),
                        "GET",
                        "/users/5",
                        200,
                        257,
                        3000,
                        detailsOf("10.0.0.66:9000")));
        String lost = line.replace("0.000 0.002 0.001", "-1 -1 -1");
        assertThat(recognized(lost).responseMicros()).isEqualTo(AccessLogEntry.UNKNOWN);
    }

    @Test
    void readsEnvoyFormat() throws Exception {
        String line = "[2016-04-15T20:17:00.310Z] \"POST /api/v1/locations HTTP/2\" 204 - 154 0 226 100 \"10.0.35.28\""
                + " \"nsq2http\" \"cc21d9b0\" \"locations\" \"tcp://10.0.2.1:80\"";
        assertThat(recognized(line))
                .isEqualTo(new AccessLogEntry(
                        micros("2016-04-15T20:17:00.310Z"),
                        "POST",
                        "/api/v1/locations",
                        204,
                        0,
                        226_000,
                        detailsOf("tcp://10.0.2.1:80")));
    }

    @Test
    void readsTraefikFormat() throws Exception {
        assertThat(recognized(COMBINED + " 17 \"router@docker\" \"http://10.0.0.1:80\" 12ms"))
                .isEqualTo(new AccessLogEntry(
                        micros(AT), "GET", "/a/7", 200, 2326, 12_000, detailsOf("http://10.0.0.1:80")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'time':'2000-10-10T20:55:36+00:00','uri':'/a?b',"
                        + "'method':'GET','status':'200','request_time':'0.5'}|500000",
                "{'@timestamp':'2000-10-10T20:55:36Z','url':'http://h/a',"
                        + "'method':'GET','status':200,'latency_ms':500}|500000",
                "{'ts':971211336.0,'request':{'method':'GET','uri':'/a'},'status':200,'duration':0.5}|500000",
                "{'StartUTC':'2000-10-10T20:55:35.5Z','RequestPath':'/a','RequestMethod':'GET','OriginStatus':500,"
                        + "'DownstreamStatus':200,'Duration':500000000}|500000",
                "{'start_time':'2000-10-10T20:55:35.500Z','path':'/a','method':'GET',"
                        + "'response_code':200,'duration':500}|500000",
                "{'timestamp':'2000-10-10T20:55:36Z','httpRequest':{'requestMethod':'GET','requestUrl':'https://h/a?b',"
                        + "'status':200,'latency':'0.5s'}}|500000",
                "{'ts':971211336000,'request':'GET /a HTTP/1.1','status':200,'duration':500}|-1",
            })
    void readsJsonLines(String line, long elapsed) throws Exception {
        AccessLogEntry access = recognized(line.replace('\'', '"'));
        assertThat(access.responseMicros()).isEqualTo(elapsed);
        assertThat(access.arrivedMicros()).isEqualTo(micros(AT) - Math.max(0, elapsed));
        assertThat(access.method() + " " + access.path() + " " + access.status())
                .isEqualTo("GET /a 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "{\"ts\":1,\"uri\":\"/\"} {}",
                "{\"ts\":\"soon\",\"uri\":\"/\"}",
                "{\"ts\":1}",
                "::1 - - [10/Okt/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "::1 - - [31/Apr/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "::1 - - [29/Feb/1900:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "::1 - - [10/Oct/2000:24:55:36 -0700] \"GET / HTTP/1.0\" 200 1",
                "::1 - - [10/Oct/2000:13:55:36] \"GET / HTTP/1.0\" 200 1",
                "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0 200 1",
                "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 2000 1",
                "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 NaN",
                "::1 - - [10/Oct/2000:13:55:36 -0700] \"GET / HTTP/1.0\" 200 1e999999999999999999999999999999999999999",
            })
    void rejectsUnparsableLines(String line) {
        assertThat(FormatRecognition.recognized(List.of(line))).isNull();
    }

    @Test
    void acceptsLinesWithInvalidHttpRequests() throws Exception {
        AccessLogEntry access = recognized(COMBINED.replace("GET /a/7?q=1 HTTP/1.1", "\\x16\\x03\\x01 \\\" HTTP/"));
        assertThat(access.method() + access.path()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "$",
                "${a",
                "$a$b",
                "$request",
                "$time_local $status",
                "%t",
                "%{%Y}t %r",
                "%{%F %H:%M}t %r",
                "%{%F %T %A}t %r",
                "%",
                "%{a"
            })
    void rejectsInvalidFormats(String requested) {
        assertThatThrownBy(() -> LogFormats.format(requested)).isInstanceOf(FormatException.class);
    }

    @Test
    void handlesLeapSecondsAndLeapDays() throws Exception {
        Timestamps times = new Timestamps();
        assertThat(times.common("31/Dec/2016:23:59:60 +0000")).isEqualTo(micros("2017-01-01T00:00:00Z"));
        assertThat(times.common("29/Feb/2024:00:00:00 +0530")).isEqualTo(micros("2024-02-29T00:00:00+05:30"));
        assertThat(times.iso("2024-02-29 00:00:00,5+0530")).isEqualTo(micros("2024-02-29T00:00:00.5+05:30"));
        assertThat(times.iso("1969-12-31T23:59:59.999999999Z")).isEqualTo(-1);
        for (int year = 1600; year < 2500; year++) {
            String day = year + "-03-01T00:00:00Z";
            assertThat(times.iso(day)).isEqualTo(micros(day));
        }
    }
}
