package dev.brownout.importing.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.ImportedFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native histograms in Prometheus responses: each bucket has its bounds, and empty buckets are omitted. */
class NativeHistogramTest {
    private static final String NAME = "http_server_request_duration_seconds";
    private static final long BEGIN = 1_772_323_200;

    /** Histogram of a schema. The upper bound of each bucket is 2^(2^-schema) times its lower bound. */
    private static final class Values {
        private final TreeMap<Integer, Long> counts = new TreeMap<>();
        private final int schema;
        private long count;

        Values(int schema) {
            this.schema = schema;
        }

        Values add(double value) {
            counts.merge((int) Math.ceil(Math.log(value) / Math.log(2) * Math.pow(2, schema)), 1L, Long::sum);
            count++;
            return this;
        }

        private String bound(int index) {
            return String.format(Locale.ROOT, "%.17g", Math.pow(2, index / Math.pow(2, schema)));
        }

        String json(long time) {
            List<String> buckets = new ArrayList<>();
            for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
                buckets.add(String.format(
                        "[0,\"%s\",\"%s\",\"%d\"]",
                        bound(bucket.getKey() - 1), bound(bucket.getKey()), bucket.getValue()));
            }
            return String.format(
                    "[%d,{\"count\":\"%d\",\"sum\":\"1\",\"buckets\":[%s]}]", time, count, String.join(",", buckets));
        }
    }

    private static ImportResult importResult(String labels, String... histograms) throws ImportException {
        String text =
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\""
                        + NAME + "\"," + labels + "},\"histograms\":[" + String.join(",", histograms) + "]}]}}";
        return ImportedFiles.read(
                new PrometheusImporter(),
                List.of(new ImportSource(
                        "a.json", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))));
    }

    /**
     * The distribution is recovered from 20,000 durations within 4.5 standard errors. Buckets of 9 % width do not
     * reduce the accuracy.
     */
    @Test
    @Tag("law")
    void recoversTheDistribution() throws Exception {
        int count = 20_000;
        SplittableRandom random = new SplittableRandom("native".hashCode());
        Values before = new Values(3).add(0.5);
        Values after = new Values(3).add(0.5);
        for (int i = 0; i < count; i++) {
            double u = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            after.add(0.03 * StrictMath.exp(0.8 * u * StrictMath.cos(2 * Math.PI * random.nextDouble())));
        }
        ImportResult imported = importResult(
                "\"job\":\"shop\",\"http_request_method\":\"GET\",\"http_route\":\"/pay\"",
                before.json(BEGIN),
                after.json(BEGIN + 100));
        String scenario = imported.scenario().replaceAll("\n +# ", " ");
        Matcher matcher = Pattern.compile("cpu: lognormal\\(p50=([\\d.]+)ms p99=([\\d.]+)ms\\)")
                .matcher(scenario);
        assertThat(matcher.find()).as(scenario).isTrue();
        double errorOfLog = 0.8 / Math.sqrt(count);
        assertThat(Double.parseDouble(matcher.group(1))).isEqualTo(30, within(4.5 * errorOfLog * 30));
        double tail = 30 * Math.exp(0.8 * 2.3263478740408408);
        assertThat(Double.parseDouble(matcher.group(2)))
                .isEqualTo(tail, within(4.5 * tail * errorOfLog * Math.sqrt(1 + 2.3263 * 2.3263 / 2)));
        assertThat(scenario)
                .contains(
                        "load: 200/s", "origin: growth of " + NAME + " in steps", "values in buckets of " + NAME + ";");
        assertThat(imported.summary().get(0)).contains("1 of 1 series are parsed (100 %), load is from " + NAME);
    }

    @Test
    void handlesCounterResetsAndWiderBuckets() {
        NativeHistogram fine = new NativeHistogram();
        fine.add(1, 2, 5);
        fine.add(2, 4, 7);
        NativeHistogram coarse = new NativeHistogram();
        coarse.add(1, 4, 20);
        coarse.add(8, 16, 1);
        NativeHistogram growth = new NativeHistogram();
        growth.addGrowth(fine, coarse);
        assertThat(growth.size()).isEqualTo(9);
        NativeHistogram reset = new NativeHistogram();
        reset.add(2, 4, 3);
        growth.addGrowth(coarse, reset);
        assertThat(growth.size()).isEqualTo(12);
        Histogram all = growth.cumulative();
        assertThat(all.bounds(1)).containsExactly(1, 4, 8, 16);
        assertThat(all.counts()).containsExactly(0, 11, 0, 1, 0);
        assertThat(all.hasEqualBounds()).isTrue();
    }

    /** The bucket of the largest values has no upper bound. */
    @Test
    void acceptsAnUnboundedLastBucket() throws Exception {
        String buckets = "[0,\"0.01\",\"0.02\",\"%d\"],[0,\"0.02\",\"+Inf\",\"%d\"]]}]";
        String scenario = importResult(
                        "\"job\":\"a\"",
                        "[1,{\"count\":\"0\",\"sum\":\"0\"}]",
                        String.format(Locale.ROOT, "[101,{\"count\":\"2000\",\"buckets\":[" + buckets, 1500, 500))
                .scenario();
        assertThat(scenario).contains("requests-2 p50: requests-2.p50 ~ 16.7ms").doesNotContain("requests-2 p99");
    }

    @Test
    void rejectsInvalidHistograms() {
        assertThatThrownBy(() ->
                        importResult("\"job\":\"a\"", "[1,{\"count\":\"1\",\"buckets\":[[0,\"2\",\"1\",\"1\"]]}]"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("of 1 series 0 are parsed");
    }
}
