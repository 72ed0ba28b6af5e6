package dev.brownout.importing.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.log.LogImporter;
import dev.brownout.importing.log.TimedLog;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of load generators, written for this test after their documentation. */
class SummaryScenarioTest {
    /** Summaries of the same test: 2,400 requests in 30 s, 24 of them failed, mean 25 ms, p50 20 ms, p99 90 ms. */
    private enum Form {
        WRK("users(2 think=0ms)", """
                Running 30s test @ http://localhost:8080/
                  2 threads and 2 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency    25.00ms    9.10ms 120.00ms   80.00%
                    Req/Sec    40.00     10.00    50.00     70.00%
                  Latency Distribution
                     50%   20.00ms
                     75%   30.00ms
                     90%   45.00ms
                     99%   90.00ms
                  2400 requests in 30.00s, 1.20MB read
                  Non-2xx or 3xx responses: 24
                Requests/sec:     80.00
                Transfer/sec:     40.00KB
                """),
        WRK2("80/s", """
                Running 30s test @ http://localhost:8080/
                  2 threads and 100 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency    25.00ms    9.10ms 120.00ms   80.00%
                  Latency Distribution (HdrHistogram - Recorded Latency)
                 50.000%   20.00ms
                 75.000%   30.00ms
                 90.000%   45.00ms
                 99.000%   90.00ms
                100.000%  120.00ms
                  2400 requests in 0.50m, 1.20MB read
                  Non-2xx or 3xx responses: 24
                """),
        HEY("users(2 think=0ms)", """
                Summary:
                  Total:	30.0000 secs
                  Slowest:	0.1200 secs
                  Fastest:	0.0050 secs
                  Average:	0.0250 secs
                  Requests/sec:	80.0000

                Latency distribution:
                  50% in 0.0200 secs
                  75% in 0.0300 secs
                  90% in 0.0450 secs
                  99% in 0.0900 secs

                Status code distribution:
                  [200]	2376 responses
                  [503]	20 responses

                Error distribution:
                  [4]	Get http://localhost:8080/: EOF
                """),
        AB("users(2 think=0ms)", """
                This is ApacheBench, Version 2.3 <$Revision: 1903618 $>

                Concurrency Level:      2
                Time taken for tests:   30.000 seconds
                Complete requests:      2400
                Failed requests:        24
                Requests per second:    80.00 [#/sec] (mean)
                Time per request:       25.000 [ms] (mean)
                Time per request:       12.500 [ms] (mean, across all concurrent requests)

                Percentage of the requests served within a certain time (ms)
                  50%     20
                  75%     30
                  90%     45
                  99%     90
                 100%    120 (longest request)
                """),
        OHA("users(2 think=0ms)", """
                {"summary":{"successRate":0.99,"total":30.0,"slowest":0.12,"fastest":0.005,"average":0.025,
                "requestsPerSec":80.0},"latencyPercentiles":{"p10":0.01,"p50":0.02,"p75":0.03,"p90":0.045,"p99":0.09,
                "p99.9":0.11},"statusCodeDistribution":{"200":2376,"503":20},"errorDistribution":{"refused":4}}
                """),
        VEGETA("80/s", """
                {"latencies":{"total":60000000000,"mean":25000000,"50th":20000000,"90th":45000000,"95th":60000000,
                "99th":90000000,"max":120000000,"min":5000000},"requests":2400,"rate":80.01,"throughput":79.2,
                "duration":30000000000,"success":0.99,"status_codes":{"200":2376,"503":24},"errors":["503"]}
                """),
        K6("users(10 think=100ms)", """
                {"metrics":{"http_req_duration":{"avg":25,"min":5,"med":20,"max":120,"p(90)":45,"p(95)":60,"p(99)":90},
                "http_reqs":{"count":2400,"rate":80},"http_req_failed":{"passes":24,"fails":2376,"value":0.01},
                "iterations":{"count":2400,"rate":80},"iteration_duration":{"avg":125,"min":100},
                "vus":{"value":1,"min":1,"max":12},"vus_max":{"value":50,"min":50,"max":50}}}
                """),
        K6_HANDLED("users(10 think=100ms)", """
                {"metrics":{"http_req_duration":{"type":"trend","values":{"avg":25,"min":5,"med":20,"max":120,
                "p(90)":45,"p(95)":60,"p(99)":90}},"http_reqs":{"values":{"count":2400,"rate":80}},
                "http_req_failed":{"values":{"rate":0.01}},"iterations":{"values":{"count":2400,"rate":80}},
                "iteration_duration":{"values":{"avg":125}},"vus_max":{"values":{"value":50}}}}
                """),
        LOCUST("80/s", """
                Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,\
                Max Response Time,Average Content Size,Requests/s,Failures/s,50%,75%,90%,99%,100%
                GET,/p,2400,24,20,25.0,5,120,512,80.0,0.8,20,30,45,90,120
                ,Aggregated,2400,24,20,25.0,5,120,512,80.0,0.8,20,30,45,90,120
                """);

        private final String load;
        private final String text;

        Form(String load, String text) {
            this.load = load;
            this.text = text;
        }
    }

    private static ImportSource source(String text) {
        return new ImportSource("a.txt", () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String imported(String text) throws ImportException {
        return ImportedFiles.read(new LogImporter(), List.of(source(text))).scenario();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void summariesBecomeScenarios(Form form) throws Exception {
        String scenario = imported(form.text);
        assertThat(scenario)
                .contains("load: " + form.load, "with 2400 requests", "duration: 30s", "errors web 1%")
                .contains("p50 ~ 20ms", "p99 ~ 90ms");
        assertThat(scenario.contains("  get-p:   # GET /p")).isEqualTo(form == Form.LOCUST);
    }

    /** The parts between the percentiles have the measured mean if no family of distributions agrees with them. */
    @Test
    void mixtureHasTheMeasuredMean() throws Exception {
        String scenario = imported(Form.VEGETA
                .text
                .replace("\"99th\":90000000", "\"99th\":900000000")
                .replace("\"max\":120000000", "\"max\":1500000000")
                .replace("\"mean\":25000000", "\"mean\":47000000"));
        assertThat(scenario.replaceAll("\\s+", " "))
                .contains("mix(50% uniform(5ms 20ms), 40% uniform(20ms 45ms), 5% uniform(45ms 60ms),");
    }

    /** A test of k6 that drops iterations starts them at a rate, whatever their number. */
    @Test
    void droppedIterationsMakeAnOpenLoad() throws Exception {
        String dropped = Form.K6.text.replace("\"vus\":", "\"dropped_iterations\":{\"count\":3},\"vus\":");
        assertThat(imported(dropped)).contains("load: 80/s");
    }

    @Test
    void figuresHaveTheRateAndTheMean() throws Exception {
        assertThat(imported(Form.K6.text)).contains("request.mean ~ 25ms", "all.throughput ~ 79.2/s");
    }

    /** Failed requests of a scenario have other times, so the times of a failed test are no figures. */
    @Test
    void timesOfFailedRequestsAreNoFigures() throws Exception {
        String failed = Form.K6.text.replace("\"value\":0.01", "\"value\":1");
        assertThat(imported(failed))
                .doesNotContain("request.p50", "request.mean")
                .contains("100 % of its requests");
    }

    /** A gap exactly at the median would give samples another median. */
    @Test
    void distributionHasNoGapAtAPercentile() throws Exception {
        String text = """
                {"metrics":{"http_req_duration":{"avg":9.6,"min":1.1,"med":5.8,"max":110,"p(90)":11,"p(95)":20},
                "http_reqs":{"count":900,"rate":30},"http_req_failed":{"value":0},
                "iterations":{"rate":30},"iteration_duration":{"avg":1010}}}
                """;
        assertThat(imported(text).replaceAll("\\s+", " "))
                .contains(
                        "mix(50% uniform(1.1ms 5.8ms), 40% uniform(5.8ms 11ms), 2% uniform(11ms 12.1ms), 3%",
                        "uniform(12.1ms 20ms), 1.46% uniform(20ms 22ms), 3.54% uniform(");
    }

    /** The statistics have the names, counts and times, the history the number of users. */
    @Test
    void bothFilesOfLocustAreOneTest(@TempDir Path folder) throws Exception {
        String history = """
                Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,99%,100%,Total Request Count,\
                Total Failure Count,Total Median Response Time,Total Average Response Time,\
                Total Min Response Time,Total Max Response Time,Total Average Content Size
                1767000000,10,,Aggregated,0,0,20,90,120,0,0,20,25.0,5,120,512
                1767000030,10,,Aggregated,80,0,20,90,120,2400,24,20,25.0,5,120,512
                """;
        List<ImportSource> both = List.of(
                ImportSource.file(Files.writeString(folder.resolve("stats.csv"), Form.LOCUST.text)),
                ImportSource.file(Files.writeString(folder.resolve("stats_history.csv"), history)));
        for (List<ImportSource> files : List.of(both, List.of(both.get(1), both.get(0)))) {
            assertThat(ImportedFiles.read(new LogImporter(), files).scenario())
                    .contains("load: users(10 think=100ms)", "get-p.p99 ~ 90ms", "statistics and history of Locust");
        }
    }

    @Test
    void calibrationRefusesSummaries() {
        assertThatThrownBy(() -> TimedLog.read(source(Form.WRK.text), Optional.empty()))
                .hasMessageContaining("a.txt: this is the output of wrk, without its individual requests");
        assertThatThrownBy(() -> imported(Form.WRK.text.replaceAll("(?m)^ +(Latency|[0-9]+%).*\n", "")))
                .hasMessageContaining("this is the output of wrk, without")
                .hasMessageContaining("--latency");
    }

    /** Shares of any counts add up to 100 %, so the scenario is valid. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "1 1 1 1 1 1 1", "1234567 1 3 999", "100 0 50"})
    void sharesAddUpToTheWhole(String counts) throws Exception {
        StringBuilder text = new StringBuilder("Type,Name,Request Count,Failure Count,Median Response Time,Average"
                + " Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,50%,"
                + "66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n");
        String times = ",0,10,12.5,5,100,100,10.0,0,10,12,14,15,20,30,40,50,90,100,100,100\n";
        long all = 0;
        for (String count : Pattern.compile(" ").splitAsStream(counts).toList()) {
            text.append("GET,/")
                    .append((char) ('a' + text.length() % 23))
                    .append(text.length())
                    .append(',');
            text.append(count).append(times);
            all += Long.parseLong(count);
        }
        text.append(",Aggregated,").append(all).append(times);
        String scenario = SummaryScenario.system("locust_stats.csv", text.toString())
                .orElseThrow()
                .result()
                .scenario();
        BigDecimal sum = BigDecimal.ZERO;
        Matcher share = Pattern.compile("share: ([0-9.]+)%").matcher(scenario);
        while (share.find()) {
            sum = sum.add(new BigDecimal(share.group(1)));
        }
        assertThat(sum).isEqualByComparingTo("100");
        assertThat(new Loader(new ShippedLibrary())
                        .load("f", scenario, Overrides.NONE)
                        .variants())
                .hasSize(1);
    }
}
