package dev.brownout.importing.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Default formats of products, written for this test after their documentation. Each sample is the request {@code GET
 * /p/7} with the status 200, or another one if its row contains it, that arrived at 12:00:00.250 on 2025-03-04 and took
 * 120 ms.
 */
class ProductFormatsTest {
    private static final String CLF = "192.0.2.9 - - [04/Mar/2025:12:00:00 +0000] \"GET /p/7?a=1 HTTP/1.1\" 200 512";
    private static final String HAPROXY = "192.0.2.9:33317 [04/Mar/2025:12:00:00.250] http-in~ api/srv0"
            + " 0/1/2/3/120 200 2750 - - ---- 12/10/4/2/0 0/0 ";
    private static final long ARRIVED = micros("2025-03-04T12:00:00.250Z");
    private static final long ELAPSED_MICROS = 120_000;

    private static long micros(String time) {
        Instant instant = Instant.parse(time);
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static AccessLogEntry read(String line) throws UnparsableLineException {
        String bytes = new String(line.getBytes(UTF_8), ISO_8859_1);
        LogFormat format = FormatRecognition.recognized(List.of(bytes));
        assertThat(format).as(line).isNotNull();
        return format.read(bytes);
    }

    private static String refused(String text) {
        try {
            return ImportedFiles.read(
                            new LogImporter(),
                            List.of(new ImportSource("a.log", () -> new ByteArrayInputStream(text.getBytes(UTF_8)))))
                    .scenario();
        } catch (ImportException refused) {
            return refused.getMessage();
        }
    }

    private static void isTheRequest(String line) throws Exception {
        AccessLogEntry access = read(line);
        assertThat(access.method() + " " + access.path() + " " + access.status())
                .isEqualTo("GET /p/7 200");
        assertThat(access.responseMicros()).isEqualTo(ELAPSED_MICROS);
        assertThat(access.arrivedMicros()).isEqualTo(ARRIVED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "HAProxy!\"GET /p/7?a HTTP/1.1\"",
                "HAProxy with captures!{shop.example.org|curl/7.0} {nginx} \"GET /p/7 HTTP/1.1\"",
                "HAProxy httpslog!\"GET /p/7 HTTP/1.1\" 0/0000000000000000/0/0/1 -/TLSv1.3/TLS_AES_128_GCM_SHA256",
            })
    void readsHaproxy(String name, String rest) throws Exception {
        isTheRequest(HAPROXY + rest);
        isTheRequest("Mar  4 12:00:00 lb1 haproxy[1234]: " + HAPROXY + rest);
        isTheRequest("<134>1 2025-03-04T12:00:00.400Z lb1 haproxy 12 - - " + HAPROXY + rest);
        isTheRequest("<134>Mar 14 12:00:00 haproxy[7]: " + HAPROXY + rest);
        assertThat(read(HAPROXY.replace("/120 200", "/+120 200") + rest).responseMicros())
                .isEqualTo(ELAPSED_MICROS);
    }

    @Test
    void haproxyRequestsWithoutResponseHaveNoTimesOrStatus() throws Exception {
        String aborted = HAPROXY.replace("0/1/2/3/120 200", "0/1/-1/-1/30 -1").replace("----", "CC--");
        AccessLogEntry access = read(aborted + "\"GET /p/7 HTTP/1.1\"");
        assertThat(access.status()).isZero();
        assertThat(access.responseMicros()).isEqualTo(30_000);
        AccessLogEntry bad = read(HAPROXY.replace("0/1/2/3/120 200", "-1/-1/-1/-1/0 400") + "\"<BADREQ>\"");
        assertThat(bad.isRequest()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "[2025-03-04T12:00:00.250Z] \"GET /p/7 HTTP/1.1\" 200 - via_upstream - \"-\" 0 512 120 119 \"-\" \"c\""
                        + " \"id\" \"shop\" \"10.0.0.5:80\" inbound|8080|| 127.0.0.6:4 10.0.0.5:80 10.0.0.9:5 o d",
                "[2025-03-04T12:00:00.250Z] \"GET /p/7 HTTP/2\" 200 - \"-\" \"-\" 0 512 120 119 \"-\" \"c\" \"id\"",
                "[2025-03-04T12:00:00.250Z] \"GET /p/7 HTTP/2\" 200 - 0 512 120 119 \"-\" \"c\" \"id\" \"shop\" \"-\"",
                "2025-03-04T12:00:00.250Z lb 192.0.2.9:2817 10.0.0.1:80 0.000073 0.119870 0.000057 200 200 0 29"
                        + " \"GET http://x.example:80/p/7?a HTTP/1.1\" \"curl/7.38.0\" - -",
                "{'requestId':'r','httpMethod':'GET','path':'/p/7','status':'200','responseLength':'49',"
                        + "'requestTimeEpoch':'1741089600250','responseLatency':'120','integrationLatency':'3'}",
                "{'date':'2025-03-04','time':'12:00:00','cs-method':'GET','cs-uri-stem':'/p/7','sc-status':'200',"
                        + "'time-taken':'0.120','sc-bytes':'12','event.start':1741089600.25}",
                "{'ClientRequestMethod':'GET','ClientRequestURI':'/p/7?x','EdgeResponseStatus':200,"
                        + "'EdgeStartTimestamp':1741089600250000000,'EdgeEndTimestamp':1741089600370000000,"
                        + "'EdgeTimeToFirstByteMs':90,'EdgeResponseBytes':12}",
                "{'ClientRequestMethod':'GET','ClientRequestPath':'/p/7','EdgeResponseStatus':200,"
                        + "'EdgeStartTimestamp':'2025-03-04T12:00:00.25Z','EdgeEndTimestamp':'2025-03-04T12:00:00.37Z',"
                        + "'EdgeTimeToFirstByteMs':90}",
                "{'timeStamp':'2025-03-04T12:00:00.370Z','category':'ApplicationGatewayAccessLog','properties':"
                        + "{'httpMethod':'GET','requestUri':'/p/7','httpStatus':200,'timeTaken':120,'sentBytes':12}}",
                "{'timeStamp':'2025-03-04T12:00:00.370Z','category':'ApplicationGatewayAccessLog','properties':"
                        + "{'httpMethod':'GET','requestUri':'/p/7','httpStatus':200,'timeTaken':0.120,"
                        + "'serverRouted':'10.0.0.4:80'}}",
                "{'time':'2025-03-04T12:00:00.370Z','category':'FrontDoorAccessLog','properties':{'httpMethod':'GET',"
                        + "'requestUri':'https://x.example:443/p/7','timeTaken':'0.12','httpStatusCode':'200',"
                        + "'trackingReference':'0'}}",
                "{'time':'2025-03-04T12:00:00.370Z','category':'AppServiceHTTPLogs','properties':"
                        + "'{\\\"CsMethod\\\":\\\"GET\\\",\\\"CsUriStem\\\":\\\"/p/7\\\",\\\"ScStatus\\\":200,"
                        + "\\\"TimeTaken\\\":120}'}",
                "{'request':{'method':'GET','uri':'/p/7'},'response':{'status':200,'size':'9'},"
                        + "'latencies':{'proxy':100,'kong':1,'request':120},'started_at':1741089600250}",
                "{'level':30,'time':1741089600370,'pid':1,'req':{'id':1,'method':'GET','url':'/p/7'},"
                        + "'res':{'statusCode':200},'responseTime':120,'msg':'request completed'}",
                "{'@timestamp':'2025-03-04T12:00:00.370Z','http':{'request':{'method':'GET'},'response':"
                        + "{'status_code':200}},'url':{'path':'/p/7'},'event':{'duration':120000000}}",
                "{'time':'2025-03-04T12:00:00.370Z','method':'GET','uri':'/p/7','status':200,'latency':120000000,"
                        + "'latency_human':'120ms'}",
                "{'timestamp':'2025-03-04T12:00:00.370Z','jsonPayload':{'method':'GET','path':'/p/7','status':200,"
                        + "'duration_ms':120}}",
                "{'method':'GET','path':'/p/7','format':'html','controller':'P','action':'show','status':200,"
                        + "'duration':120.0,'view':3.1,'time':'2025-03-04T12:00:00.370+00:00'}",
            })
    void readsDefaultFormats(String line) throws Exception {
        isTheRequest(line.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "time=2025-03-04T12:00:00.370Z level=info msg=\"x y\" method=GET path=/p/7 status=200 duration=120ms",
                "2025-03-04T12:00:00.370Z heroku[router]: at=info method=GET path=\"/p/7?a\" host=x dyno=web.1"
                        + " connect=1ms service=119ms status=200 bytes=975 protocol=https",
                "<158>1 2025-03-04T12:00:00.370+00:00 host heroku router - at=info method=GET path=\"/p/7\" host=x"
                        + " connect=20ms service=100ms status=200 bytes=975",
                "I, [2025-03-04T12:00:00.370000 #12]  INFO -- : [3f2504e0] method=GET path=/p/7 format=a controller=P"
                        + " action=show status=200 duration=120.00 view=3.10",
                "logger=context t=2025-03-04T12:00:00.370Z level=info msg=\"Request Completed\" method=GET path=/p/7"
                        + " status=200 remote_addr=192.0.2.9 time_ms=120 size=12",
                "[GIN] 2025/03/04 - 12:00:00 | 200 |   120ms |  192.0.2.9 | GET      \"/p/7\"",
                "2025/03/04 12:00:00 [h/1] \"GET http://x.example/p/7 HTTP/1.1\" from 192.0.2.9:1 - 200 12B in 120ms",
                "2025-03-04T12:00:00.370Z GET /p/7?a=1 200 120.000 ms - 45",
                "2025-03-04T12:00:00.370Z stdout F GET /p/7 200 45 - 120.000 ms",
                "[pod/w-1/app] 2025-03-04T12:00:00.370Z \u001b[0mGET /p/7 \u001b[32m200\u001b[0m 120.000 ms - 45",
                "2025-03-04 12:00:00.370  INFO 1 --- [nio-8080] c.e.RequestLog : GET /p/7 -> 200 in 120 ms",
                "2025-03-04T12:00:00.370Z\tINFO\thttp.log.access\thandled request\t{\"request\":{\"method\":\"GET\","
                        + "\"uri\":\"/p/7\"},\"duration\":0.12,\"status\":200}",
                "{\"MESSAGE\":\"GET /p/7 200 120.000 ms - 45\",\"__REALTIME_TIMESTAMP\":\"1741089600370000\"}",
            })
    void readsApplicationFormats(String line) throws Exception {
        AccessLogEntry access = read(line);
        assertThat(access.method() + " " + access.path() + " " + access.status())
                .isEqualTo("GET /p/7 200");
        assertThat(access.responseMicros()).isEqualTo(ELAPSED_MICROS);
        boolean seconds = line.startsWith("[GIN]") || line.contains("from 192");
        assertThat(access.arrivedMicros())
                .isEqualTo(seconds ? micros("2025-03-04T12:00:00Z") - ELAPSED_MICROS : ARRIVED);
    }

    /** Durations of Go end in a micro sign, which takes two bytes in a file. */
    @Test
    void readsMicroseconds() throws Exception {
        assertThat(read("[GIN] 2025/03/04 - 12:00:00 | 200 | 120.5\u00b5s | ::1 | GET \"/p/7\"")
                        .responseMicros())
                .isEqualTo(121);
        assertThat(read("{\"time\":1,\"path\":\"/\",\"status\":200,\"took\":\"1m2.5s\"}")
                        .responseMicros())
                .isEqualTo(62_500_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "\"-\" \"ua\" 120 0.120 [shop-web-80] [] 10.0.0.5:8080 512 0.119 200 abcd!120000",
                "\"-\" \"ua\" 120 0.120 [shop-web-80] [] 10.0.0.5:80, 10.0.0.6:80 0, 512 0.01, 0.1 502, 200 a!120000",
                "\"-\" \"ua\" \"-\" rt=0.120 uct=\"0.001\" uht=\"0.100\" urt=\"0.119\"!120000",
                "\"-\" \"ua\" \"-\" request_time=\"0.120\" urt=9.999!120000",
                "\"-\" \"ua\" 12 0.119 0.120!120000",
                "\"-\" \"ua\" 4711!-1",
                "\"-\" \"ua\" 120ms!120000",
                "0.1200!120000",
                "12 0.120!120000",
                "\"\" \"\" 33317 250 \"http-in~\" \"api\" \"srv0\" 0 1 2 3 120 \"----\" 12 10 4 2 0 0 0!120000",
            })
    void readsTimesBehindTheCommonFormat(String rest, long elapsed) throws Exception {
        assertThat(read(CLF + " " + rest).responseMicros()).isEqualTo(elapsed);
        assertThat(read(CLF + " " + rest).path()).isEqualTo("/p/7");
    }

    @Test
    void readsAmazonS3() throws Exception {
        AccessLogEntry access = read("79a5 bucket [04/Mar/2025:12:00:00 +0000] 192.0.2.3 79a5 3E57 REST.GET.OBJECT p/7"
                + " \"GET /p/7?versioning HTTP/1.1\" 200 - 113 - 120 10 \"-\" \"S3Console/0.4\" - x SigV4");
        assertThat(access)
                .isEqualTo(new AccessLogEntry(micros("2025-03-04T12:00:00Z"), "GET", "/p/7", 200, 113, ELAPSED_MICROS));
    }

    @Test
    void formatsOfTheUserMayBeWrapped() throws Exception {
        LogFormat requested = LogFormats.format("tomcat: %h %l %u %t \"%r\" %s %b %D %F");
        String line = "{\"log\":\"" + CLF.replace("\"", "\\\"") + " 120 9\\n\",\"stream\":\"stdout\",\"time\":\"x\"}";
        assertThat(FormatRecognition.wrapped(requested, List.of(line))
                        .read(line)
                        .responseMicros())
                .isEqualTo(ELAPSED_MICROS);
        assertThat(LogFormats.format("%h %l %u %t \"%r\" %s %b %D %F")
                        .read(CLF + " 120 9")
                        .responseMicros())
                .isEqualTo(120);
        LogFormat gateway = LogFormats.format("[$context.requestTime] \"$context.httpMethod $context.path x\""
                + " $context.status $context.responseLatency");
        assertThat(gateway.read("[04/Mar/2025:12:00:00 +0000] \"GET /p/7 x\" 200 120")
                        .responseMicros())
                .isEqualTo(ELAPSED_MICROS);
    }

    @Test
    void linesOfStandardErrorAndMessagesAreNoRequests() throws Exception {
        String request = "{\"log\":\"" + CLF.replace("\"", "\\\"") + "\\n\",\"stream\":\"stdout\"}\n";
        String noise = "{\"log\":\"2025/03/04 12:00:00 [notice] 1#1: start\\n\",\"stream\":\"stderr\"}\n";
        assertThat(refused(request.repeat(20) + noise.repeat(15)))
                .contains("20 of 20 lines are parsed, as common in JSON", "# - 15 lines without a request");
        String json = "{\"time\":1741089600,\"method\":\"GET\",\"path\":\"/p/7\",\"status\":200,\"duration\":3}\n";
        assertThat(refused(json.repeat(20) + "{\"time\":1741089600,\"msg\":\"cache warmed\"}\n".repeat(30)))
                .contains("20 of 20 lines are parsed", "# - 30 lines without a request", "the field 'duration' has no");
        String syslog = "Mar  4 12:00:00 lb haproxy[42]: ";
        String proxied =
                syslog + "192.0.2.3:5 [04/Mar/2025:12:00:00.000] in be/s 0/0/1/2/3 200 9 - - ---- 1/1/1/1/0 0/0"
                        + " \"GET /p/7 HTTP/1.1\"\n";
        assertThat(refused(
                        proxied.repeat(20) + (syslog + "Connect from 192.0.2.9:5 to 192.0.2.1:80 (in/HTTP)\n").repeat(9)
                                + syslog + "Proxy in started.\n"))
                .contains("20 of 20 lines are parsed", "# - 10 lines without a request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "{\"time\":\"2025-03-01T02:39:09+00:00\",\"method\":\"\",\"url\":\"--\",\"message\":\"Scan done\"}"
                        + "!JSON without requests",
                "{\"level\":\"info\",\"ts\":1.5,\"msg\":\"started\"}!JSON without requests",
                "level=info ts=2025-03-04T12:00:00Z msg=started component=db!application log",
                "2025-03-04 12:00:00.250  INFO 1 --- [main] c.e.App : Started App in 2 seconds!application log",
                "192.0.2.9:33317 [04/Mar/2025:12:00:00.250] in api/srv0 0/0/5000 212 -- 5/5/4/2/0 0/0!option tcplog",
                "2025/03/04 12:00:00 [error] 7#7: *1 open() failed, request: \"GET /x HTTP/1.1\"!error log of nginx",
                "Started GET \"/p/7\" for 192.0.2.9 at 2025-03-04 12:00:00 +0000!default log of Rails",
                "2025-03-04T12:00:00.25Z lb 192.0.2.9:2 10.0.0.1:80 0.001 0.000 0.000 - - 82 305 \"- - - \" \"-\" - -"
                        + "!TCP listener",
                "[{\"time\":1,\"path\":\"/\"}]!one JSON array",
                "{\"resourceSpans\":[]}!brownout import spans",
            })
    void refusalsNameTheFile(String line, String name) {
        assertThat(refused((line + "\n").repeat(30))).startsWith("a.log: ").contains(name);
        assertThat(refused((line + "\n").repeat(30))).doesNotContain("scenario:");
    }

    @Test
    void refusalOfAFormatWithoutTimesOfItsOwn() {
        assertThatThrownBy(() -> FrameworkLines.known().get(2).read("GET /p/7 200 120.000 ms - 45"))
                .hasMessageContaining("docker logs --timestamps");
    }
}
