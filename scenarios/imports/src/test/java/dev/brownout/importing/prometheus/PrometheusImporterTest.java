package dev.brownout.importing.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import dev.brownout.importing.check.ImportCheck;
import dev.brownout.rounds.ChosenRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Import of Prometheus range query responses computed by hand from requests with known times. */
class PrometheusImporterTest {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};
    private static final String NAME = "http_server_request_duration_seconds";
    /**
     * Increase of the standard error by bucketing. Bounds that double are 0.87 sigma apart here, and the variance of
     * the estimate of sigma grows by a factor of about 1 + 0.87² / 6 (Sheppard's corrections).
     */
    private static final double LOST = 1.07;

    private static final long BEGIN = 1_772_323_200;

    private final List<String> series = new ArrayList<>();

    private static ImportResult importResult(String text) throws ImportException {
        return ImportedFiles.read(
                new PrometheusImporter(),
                List.of(new ImportSource(
                        "a.json", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))));
    }

    private ImportResult importResult() throws ImportException {
        return importResult("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + String.join(",\n", series) + "]}}");
    }

    /** Adds a series with one value per minute. */
    private PrometheusImporterTest has(String labels, double... values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(String.format(Locale.ROOT, "[%d,\"%s\"]", BEGIN + 60L * i, values[i]));
        }
        String metric = labels.replaceAll("(\\w+)=([^,]*)", "\"$1\":\"$2\"");
        series.add("{\"metric\":{" + metric + "},\"values\":[" + text + "]}");
        return this;
    }

    @Test
    void loadIsTheIncreaseOfCountersWithResets() throws Exception {
        has("__name__=http_requests_total,job=shop,instance=a,code=200", 1000, 1600, 600, 1800);
        has("__name__=http_requests_total,job=shop,instance=b,code=500", 0, 0, 60, 60);
        ImportResult imported = importResult();
        assertThat(imported.scenario())
                .contains("load: step(10/s 11/s 20/s every=60s)", "run: { duration: 180s, seed: 1 }")
                .contains("{ call: failures, when: 2.439% }   # origin: 60 responses")
                .contains("requests-2.availability ~ 97.561% +/- ", "all.throughput ~ 13.33/s +/- 10%")
                .contains("cpu: lognormal(p50=8ms p99=40ms)   # unknown: A PLACEHOLDER");
        assertThat(imported.summary().get(0))
                .isEqualTo("2 of 2 series are parsed (100 %), load is from http_requests_total");
    }

    @Test
    @Tag("law")
    void recoversDistributionsFromHistogramBuckets() throws Exception {
        int count = 20_000;
        SplittableRandom random = new SplittableRandom("buckets".hashCode());
        double[] below = new double[BOUNDS.length + 1];
        for (int i = 0; i < count; i++) {
            double u = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double elapsed = 0.03 * StrictMath.exp(0.8 * u * StrictMath.cos(2 * Math.PI * random.nextDouble()));
            for (int j = 0; j < BOUNDS.length; j++) {
                below[j] += elapsed <= BOUNDS[j] ? 1 : 0;
            }
            below[BOUNDS.length]++;
        }
        for (int j = 0; j <= BOUNDS.length; j++) {
            String le = j < BOUNDS.length ? Double.toString(BOUNDS[j]) : "+Inf";
            has(
                    "__name__=" + NAME + "_bucket,job=shop,http_route=/pay,http_request_method=POST,le=" + le,
                    7,
                    7 + below[j]);
        }
        has("__name__=" + NAME + "_count,job=shop,http_route=/pay,http_request_method=POST", 100, 100.0 + count);
        String scenario = importResult().scenario().replaceAll("\n +# ", " ");
        Matcher matcher = Pattern.compile("cpu: lognormal\\(p50=([\\d.]+)ms p99=([\\d.]+)ms\\)")
                .matcher(scenario);
        assertThat(matcher.find()).as(scenario).isTrue();
        double errorOfLog = 0.8 / Math.sqrt(count);
        assertThat(Double.parseDouble(matcher.group(1))).isEqualTo(30, within(4.5 * LOST * errorOfLog * 30));
        double tail = 30 * Math.exp(0.8 * 2.3263478740408408);
        double errorOfTail = tail * errorOfLog * Math.sqrt(1 + 2.3263 * 2.3263 / 2);
        assertThat(Double.parseDouble(matcher.group(2))).isEqualTo(tail, within(4.5 * LOST * errorOfTail));
        assertThat(scenario).contains("  post-pay:   # POST /pay", "lognormal by maximum likelihood of the buckets");
        assertThat(scenario).contains("post-pay p50: post-pay.p50 ~ ");
    }

    static Stream<Arguments> histograms() {
        UnaryOperator<Double> hitsAndMisses = u -> u < 0.85 ? 0.002 : 0.06 + 0.1 * (u - 0.85) / 0.15;
        UnaryOperator<Double> spikes = u -> u < 0.98 ? 0.012 : 2.0;
        UnaryOperator<Double> heavy = u -> 0.004 / StrictMath.pow(1 - u, 1 / 1.2);
        UnaryOperator<Double> exponential = u -> -0.04 * StrictMath.log(1 - u);
        UnaryOperator<Double> lowInItsBuckets = u -> u < 0.6 ? 0.0051 : 0.101;
        return Stream.of(hitsAndMisses, spikes, heavy, exponential, lowInItsBuckets)
                .map(Arguments::of);
    }

    /** Buckets contain the mean in their sum: the distribution has it, whatever the times are. */
    @ParameterizedTest
    @ChosenRows
    @MethodSource("histograms")
    void distributionHasTheMeanOfTheSumAndThePercentilesOfTheBuckets(UnaryOperator<Double> quantile) throws Exception {
        int count = 20_000;
        double[] below = new double[BOUNDS.length + 1];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double elapsed = quantile.apply((i + 0.5) / count);
            sum += elapsed;
            for (int j = 0; j < BOUNDS.length; j++) {
                below[j] += elapsed <= BOUNDS[j] ? 1 : 0;
            }
            below[BOUNDS.length]++;
        }
        for (int j = 0; j <= BOUNDS.length; j++) {
            String le = j < BOUNDS.length ? Double.toString(BOUNDS[j]) : "+Inf";
            has("__name__=" + NAME + "_bucket,job=shop,http_route=/pay,le=" + le, 0, below[j]);
        }
        has("__name__=" + NAME + "_count,job=shop,http_route=/pay", 0, count);
        has("__name__=" + NAME + "_sum,job=shop,http_route=/pay", 0, sum);
        ImportResult checked = ImportCheck.checked(importResult());
        assertThat(checked.scenario())
                .contains("pay.mean ~ ", "against their sum")
                .doesNotContain("not used: " + NAME + "_sum");
        assertThat(String.join("\n", checked.summary()))
                .as(checked.scenario())
                .contains("agree with the source")
                .doesNotContain("DIFFERS");
    }

    @Test
    void reportsCpuUsageAndImportsReplicasAsNodes() throws Exception {
        has("__name__=http_requests_total,job=shop", 0, 6000, 12000);
        has("__name__=container_cpu_usage_seconds_total,container=shop,pod=a", 10, 40, 100);
        has("__name__=container_cpu_usage_seconds_total,pod=a,container=POD", 0, 1000, 2000);
        has("__name__=kube_deployment_status_replicas,deployment=shop", 3, 3, 3);
        has("__name__=go_goroutines,job=shop", 3, 3, 3);
        has("job=shop", 3, 3, 3);
        String scenario = importResult().scenario().replaceAll("\n +# ", " ");
        assertThat(scenario)
                .contains("nodes: 3   # origin: the mean of kube_deployment_status_replicas")
                .contains("grew by 0.75 cores on average, 1 in the busiest 60 s", "which is a rho of ");
        assertThat(importResult().summary())
                .contains("  - not used: go_goroutines (1 series)")
                .contains("  - not used: 1 series without a name, as functions drop it: query the raw counter");
    }

    @Test
    void routeNamesOmitIdentifiers() throws Exception {
        has("__name__=http_requests_total,job=shop,method=GET,path=/users/12345?key=s3cr3t", 0, 300);
        has("__name__=http_requests_total,job=shop,method=GET,path=/", 0, 700);
        assertThat(importResult().scenario())
                .contains("share: 30%", "share: 70%", "GET /users/:id")
                .doesNotContain("12345", "s3cr3t");
    }

    @Test
    void duplicateSeriesCountOnce() throws Exception {
        has("__name__=http_requests_total,job=shop", 0, 600).has("__name__=http_requests_total,job=shop", 0, 600);
        assertThat(importResult().scenario()).contains("load: 10/s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"error\",\"errorType\":\"bad_data\"}|the response of Prometheus is an error",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}|"
                        + "the response is not a matrix",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}|it has no series",
                "{\"a\":1}|it has no 'data'",
                "[]|not an object",
                "oops|a.json:1:5: invalid or truncated JSON",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                        + "{\"metric\":{},\"values\":[7,[1]]}]}}|of 1 series 0 are parsed"
            })
    void rejectsInvalidResponses(String text, String reason) {
        assertThatThrownBy(() -> importResult(text))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void rejectsSeveralServices() {
        has("__name__=http_requests_total,job=shop", 0, 600).has("__name__=http_requests_total,job=mail", 0, 600);
        assertThatThrownBy(this::importResult).hasMessageContaining("is of several services (mail, shop)");
    }
}
