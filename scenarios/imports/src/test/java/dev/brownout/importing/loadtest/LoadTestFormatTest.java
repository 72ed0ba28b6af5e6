package dev.brownout.importing.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.rounds.ChosenRows;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Results of load generators, written for this test after their documentation. */
class LoadTestFormatTest {
    private static final long BEGIN = 1_741_089_600_000L;
    private static final int REQUESTS = 300;

    /** Results of the same test: request n starts after 50 n ms and takes 20 to 29 ms; each tenth fails. */
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Form {
        JMETER(
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,"
                        + "sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n",
                n -> lineAt(n) + "," + elapsedOf(n) + ",\"Show, product\"," + status(n) + ",OK,T 1-1,text,"
                        + (status(n) == 200)
                        + "," + (n == 7 ? "\"two\nlines \"\"quoted\"\"\"" : "") + ",512,120,10,10,https://x.example/p/"
                        + n % 40 + ",20,0,1\n"),
        JMETER_OTHER_ORDER(
                "label;success;elapsed;allThreads;responseCode;timeStamp\n",
                n -> "Show, product;" + (status(n) == 200) + ";" + elapsedOf(n) + ";10;"
                        + (n % 20 == 0 ? "Non HTTP response code: java.net.SocketTimeoutException" : status(n)) + ";"
                        + lineAt(n) + "\n"),
        JMETER_WITHOUT_HEADER(
                "",
                n -> lineAt(n) + "," + elapsedOf(n) + ",\"Show, product\"," + status(n) + ",OK,T 1-1,text,"
                        + (status(n) == 200) + ",,512,120,10,10,null,20,0,1\n"),
        JMETER_TRANSACTIONS(
                "timeStamp,elapsed,label,responseCode,responseMessage,success,allThreads\n",
                n -> lineAt(n) + "," + elapsedOf(n) + ",Show,200,,true,10\n".replace("200,,true", status(n) + ",,true")
                        + lineAt(n)
                        + ",99,Buy,200,\"Number of samples in transaction : 1, number of failing samples : 0\""
                        + ",true,10\n"),
        JMETER_XML(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n",
                n -> "<httpSample t=\"" + elapsedOf(n) + "\" it=\"0\" lt=\"9\" ct=\"1\" ts=\"" + lineAt(n) + "\" s=\""
                        + (status(n) == 200) + "\" lb=\"Show\" rc=\"" + status(n) + "\" rm=\"OK\" tn=\"T\" by=\"512\""
                        + " ng=\"10\" na=\"10\">\n  <java.net.URL>https://x.example/p/1</java.net.URL>\n"
                        + "</httpSample>\n"),
        /** Samples with the elements of the response, which have many lines, in transactions and with redirects. */
        JMETER_XML_NESTED(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n\n",
                n -> (n % 3 == 0
                                ? "<sample t=\"99\" ts=\"1\" s=\"true\" lb=\"Buy\" rc=\"200\" rm=\"Number of samples in"
                                        + " transaction : 1, number of failing samples : 0\" na=\"10\">\n"
                                : "")
                        + "<httpSample t=\"" + elapsedOf(n) + "\" lt=\"9\" ts=\"" + lineAt(n) + "\" s=\""
                        + (status(n) == 200)
                        + "\" lb=\"Show\"\n rc=\"" + status(n) + "\" rm=\"OK\" by=\"512\" na=\"10\">\n"
                        + (n % 4 == 0
                                ? "  <httpSample t=\"7\" ts=\"" + lineAt(n)
                                        + "\" s=\"true\" lb=\"Show-0\" rc=\"302\"/>\n"
                                        + "  <httpSample t=\"8\" ts=\"" + lineAt(n)
                                        + "\" s=\"true\" lb=\"Show-1\" rc=\"200\">\n"
                                        + "  </httpSample>\n"
                                : "")
                        + "  <assertionResult>\n    <name>x</name>\n    <failure>false</failure>\n"
                        + "  </assertionResult>\n"
                        + "  <responseHeader class=\"java.lang.String\">HTTP/1.1 200 OK\nServer: x\n\nDate: y\n"
                        + "</responseHeader>\n  <responseData class=\"java.lang.String\">\n"
                        + "GET /a 200 12 ms &lt;httpSample\n{ \"a\": 1 }\n</responseData>\n</httpSample>\n"
                        + (n % 3 == 0 ? "</sample>\n" : "")),
        K6_JSON(
                "{\"type\":\"Metric\",\"data\":{\"name\":\"vus\",\"type\":\"gauge\"},\"metric\":\"vus\"}\n"
                        + "{\"metric\":\"vus\",\"type\":\"Point\","
                        + "\"data\":{\"time\":\"2025-03-04T12:00:00Z\",\"value\":10}}\n",
                n -> point("http_req_waiting", n, 1) + point("http_req_duration", n, elapsedOf(n))),
        K6_CSV(
                "metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,"
                        + "scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n"
                        + "vus,1741089600000,10.000000,,,,,,,,,,,,,,,,\n",
                n -> "http_reqs,1,1.0,,,,,,,,,,,,,,,,\nhttp_req_duration," + (lineAt(n) + elapsedOf(n)) + ","
                        + elapsedOf(n)
                        + ".000000,,,," + (status(n) == 200) + ",,GET,https://x.example/p/" + n % 40
                        + ",HTTP/1.1,default,," + status(n) + ",,,https://x.example/p/" + n % 40 + ",,\n"),
        GATLING_3(
                "RUN\tshop.Load\tload\t1741089600000\t \t3.9.5\n" + "USER\tBrowse\tSTART\t1741089600000\n".repeat(10),
                n -> "REQUEST\t\tShow product\t" + lineAt(n) + "\t" + (lineAt(n) + elapsedOf(n)) + "\t"
                        + (status(n) == 200 ? "OK" : "KO") + "\tmessage\n"),
        GATLING_2(
                "RUN\tshop.Load\t\tload\t1741089600000\t \t2.0\n"
                        + "USER\tBrowse\t1\tSTART\t1741089600000\t1741089600000\n".repeat(10),
                n -> "REQUEST\tBrowse\t1\t\tShow product\t" + lineAt(n) + "\t" + (lineAt(n) + elapsedOf(n)) + "\t"
                        + (status(n) == 200 ? "OK" : "KO") + "\t \n"),
        VEGETA_JSON(
                "",
                n -> "{\"attack\":\"\",\"seq\":" + n + ",\"code\":" + (status(n) == 200 ? 200 : 0)
                        + ",\"timestamp\":\""
                        + Instant.ofEpochMilli(lineAt(n)).toString().replace("Z", "+00:00")
                        + "\",\"latency\":" + elapsedOf(n) * 1_000_000L
                        + ",\"bytes_out\":0,\"bytes_in\":512,\"error\":\"\","
                        + "\"body\":null,\"method\":\"GET\",\"url\":\"https://x.example/p/" + n % 40
                        + "\",\"headers\":{}}\n"),
        VEGETA_CSV(
                "",
                n -> lineAt(n) * 1_000_000L + "," + status(n) + "," + elapsedOf(n) * 1_000_000L
                        + ",0,512,,YWJj,,0,GET,https://x.example/p/" + n % 40 + ",\n"),
        HEY(
                "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n",
                n -> String.format(
                        Locale.ROOT,
                        "%.4f,0.0010,0.0000,0.0000,0.0190,0.0001,%d,%.4f%n",
                        elapsedOf(n) / 1e3,
                        status(n),
                        n * 0.05));

        private final String header;
        private final IntFunction<String> line;

        Form(String header, IntFunction<String> line) {
            this.header = header;
            this.line = line;
        }

        private static long lineAt(int n) {
            return BEGIN + n * 50L;
        }

        private static int elapsedOf(int n) {
            return 20 + n % 10;
        }

        private static int status(int n) {
            return n % 10 == 0 ? 503 : 200;
        }

        private static String point(String metric, int n, int value) {
            return "{\"metric\":\"" + metric + "\",\"type\":\"Point\",\"data\":{\"time\":\""
                    + Instant.ofEpochMilli(lineAt(n) + elapsedOf(n)).toString().replace("Z", "+00:00")
                    + "\",\"value\":" + value + ",\"tags\":{\"method\":\"GET\",\"status\":\"" + status(n)
                    + "\",\"expected_response\":\"" + (status(n) == 200) + "\",\"name\":\"https://x.example/p/" + n % 40
                    + "\",\"url\":\"https://x.example/p/" + n % 40 + "\"}}}\n";
        }

        private String text() {
            return header + IntStream.range(0, REQUESTS).mapToObj(line).collect(Collectors.joining());
        }
    }

    private static ImportSource source(String text) {
        return new ImportSource("a.log", () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static ImportResult importResult(String text) throws ImportException {
        return ImportedFiles.read(new LogImporter(), List.of(source(text)));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void requestsHaveTheirTimesAndFailures(Form form) throws Exception {
        TimedLog log = TimedLog.read(source(form.text()), Optional.empty());
        assertThat(log.lines()).isEqualTo(REQUESTS);
        assertThat(log.failed()).isEqualTo(REQUESTS / 10);
        assertThat(log.names()).hasSize(1);
        long begin = form == Form.HEY ? 0 : BEGIN * 1_000_000;
        for (int i = 0; i < 9; i++) {
            assertThat(log.arrivedNanos()[i]).isEqualTo(begin + (i + 1) * 50_000_000L);
            assertThat(log.responseNanos()[i]).isEqualTo((21 + i) * 1_000_000L);
        }
    }

    @ParameterizedTest
    @ChosenRows({2, 7})
    @EnumSource(Form.class)
    void resultsBecomeAScenario(Form form) throws Exception {
        String scenario = importResult(form.text()).scenario();
        assertThat(scenario)
                .contains(
                        "errors failures 100%", "- 10%:", "30 of 300 failed", "contain its network", "300 of 300 lines")
                .doesNotContain("PLACEHOLDER", "x.example");
        boolean closed = form.name().matches("(JMETER|K6|GATLING).*");
        assertThat(scenario.replaceAll("\\s+(# )?", " ").contains("load: users(10 think="))
                .isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource({
        "JMETER,show-product",
        "GATLING_3,show-product",
        "GATLING_2,show-product",
        "K6_CSV,get-p-id",
        "VEGETA_CSV,get-p-id",
        "HEY,request"
    })
    void requestsHaveTheNamesOfTheTest(Form form, String name) throws Exception {
        assertThat(importResult(form.text()).scenario()).contains("  " + name + ":   # ");
    }

    @Test
    void namesOfAScriptAreKept() throws Exception {
        String text = Form.K6_JSON.text().replaceAll("\"name\":\"https://x.example/p/[0-9]+\"", "\"name\":\"Product\"");
        assertThat(importResult(text).scenario()).contains("  get-product:   # GET Product");
    }

    @Test
    void readsResultsOfAb() throws Exception {
        String text = "starttime\tseconds\tctime\tdtime\tttime\twait\n"
                + "Tue Mar 04 12:00:00 2025\t1741089600\t0\t12\t12\t11\n".repeat(200);
        assertThat(importResult(text).scenario()).contains("200 of 200 lines are parsed, as ab results", "cpu: 12ms");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\u0000\u0000\u0000\u0000\u00063.13.1\u0000\u0001shop.Load;simulation.log of Gatling 3.12",
                "\u0001\u0002Result\u0001\u0003Attack\u0001\u000cLatency\u0001\u0004;vegeta encode --to json",
            })
    void binaryResultsAreNamed(String text, String name) {
        assertThatThrownBy(() -> importResult(text)).hasMessageContaining(name);
    }

    /** Times of failed samples are used if all of a class failed, and listed if they are few. */
    @ParameterizedTest
    @CsvSource({
        "false,cpu: 92ms origin: times of 2 failed responses,2 of 2 failed",
        "true,cpu: 10ms,here they take as long as the successful ones"
    })
    void timesOfFailedSamplesAreNotLost(boolean first, String work, String remark) throws Exception {
        String head = "timeStamp,elapsed,label,responseCode,success,allThreads\n";
        String row = "%d,%d,Show,200,%s,1\n";
        String text = head + row.formatted(BEGIN, first ? 10 : 92, first) + row.formatted(BEGIN + 1000, 92, false);
        ImportResult result = importResult(text);
        assertThat(result.scenario().replaceAll("\\s+(# )?", " "))
                .contains(work, remark)
                .contains("counts as failed with a status of 4xx", "by the load generator");
    }

    /** A thread that ends after its samples is a visit: its start does not depend on the responses. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "40, true"})
    void threadsThatRepeatTheirSamplesAreAClosedLoop(int loops, boolean isClosed) throws Exception {
        StringBuilder text = new StringBuilder("timeStamp,elapsed,label,responseCode,threadName,success,allThreads\n");
        String[] labels = {"Search", "Show"};
        for (int sample = 0; sample < 600; sample++) {
            int thread = isClosed ? sample % 15 : loops == 1 ? sample : sample / 2;
            String label = loops == 2 ? labels[sample % 2] : labels[0];
            text.append("%d,300,%s,200,Users 1-%d,true,15\n".formatted(BEGIN + 20L * sample, label, thread));
        }
        String scenario = importResult(text.toString()).scenario();
        if (isClosed) {
            assertThat(scenario).contains("load: users(15 ");
        } else {
            assertThat(scenario).doesNotContain("load: users(").contains("all.throughput ~ 50/s");
        }
    }

    /** Queries and identifiers in the name of a request are not read, as those in its URL. */
    @Test
    void namesHaveNoQueriesAndIdentifiers() throws Exception {
        String scenario = importResult("""
                RUN\tshop.Load\tload\t%1$d\t \t3.9.5
                USER\tShop\tSTART\t%1$d
                REQUEST\t\tGET /accounts/6ef8deb3-5c74/page?user_id=c8e5d9a7&q=0\t%1$d\t%2$d\tOK\t\s
                REQUEST\t\tGET /accounts/7ef8deb3-5c74/page?user_id=c8e5d9a7&q=1\t%2$d\t%3$d\tOK\t\s
                REQUEST\t\tStep #2 of me@example.org\t%3$d\t%4$d\tOK\t\s
                USER\tShop\tEND\t%4$d
                """.formatted(BEGIN, BEGIN + 100, BEGIN + 200, BEGIN + 300))
                .scenario();
        assertThat(scenario)
                .contains("# GET /accounts/:id/page", "# Step #2 of :id")
                .doesNotContain("user_id", "example.org", "c8e5d9a7");
    }
}
