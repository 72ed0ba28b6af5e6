package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RunResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.rounds.TestRound;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.FollowedSample;
import dev.brownout.sample.Golden;
import dev.brownout.sample.SampleLines;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {
    private static Schema schema;

    static Stream<RunResult> results() {
        return Stream.of(
                Samples.secondServer(),
                Samples.single(),
                DatabaseSamples.failover(),
                DatabaseSamples.hotKey(),
                FollowedSample.result(),
                TinySample.stoppedResult());
    }

    @ParameterizedTest
    @MethodSource("results")
    void obeysTheSchema(RunResult result) throws IOException {
        Schema schema = schema();
        assertThat(schema.validate(text(result), InputFormat.JSON)).isEmpty();
    }

    @Test
    void schemaRejectsUnknownNamesAndValues() throws IOException {
        String json = text(Samples.single());
        List<Error> unknown = schema().validate(json.replaceFirst("\"seed\"", "\"sead\""), InputFormat.JSON);
        List<Error> wrong = schema().validate(json.replace("\"pass\"", "\"passed\""), InputFormat.JSON);
        assertThat(unknown).isNotEmpty();
        assertThat(wrong).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("results")
    @ChosenRows({3, 5, 6})
    void roundTripPreservesTheResult(RunResult result) throws IOException {
        byte[] json = ResultJson.write(result);
        RunResult read = ResultJsonReader.read(json);
        assertThat(ResultJson.write(read)).isEqualTo(json);
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(DisplayHints.class)
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(result);
        assertThat(order(read)).isEqualTo(order(result));
    }

    @ParameterizedTest
    @MethodSource("results")
    void databindWritesTheSameBytes(RunResult result) throws IOException {
        assertThat(text(result)).isEqualTo(DatabindResultJson.write(result));
    }

    @Test
    @Tag("rows")
    void databindWritesTheSameBytesForAnyValues() throws IOException {
        for (int seed : TestRound.rotating(IntStream.range(0, 300).boxed().toList(), 30)) {
            RunResult result = RandomResult.result(seed);
            String json = text(result);
            assertThat(json).as("seed %d", seed).isEqualTo(DatabindResultJson.write(result));
            String repeated = text(ResultJsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
            assertThat(variants(repeated)).as("seed %d", seed).isEqualTo(variants(json));
        }
    }

    /** Returns the variants without the answer, since its text depends on whether a bound is infinite or missing. */
    private static String variants(String json) {
        return json.substring(json.indexOf("\n  \"variants\""));
    }

    @Test
    void latencyHistogramsAreWrittenAndRead() throws IOException {
        LatencyCounts counts = new LatencyCounts(new int[][] {{2, 5, 0, 1}, {}});
        RunResult result = SampleLines.result("", SampleLines.of("plain").latencies("page", counts));
        byte[] json = ResultJson.write(result);
        JsonNode steps = new ObjectMapper().readTree(json).at("/variants/0/series/latencies/page/steps");
        assertThat(steps).hasToString("[[2,5,0,1],[]]");
        assertThat(schema().validate(text(result), InputFormat.JSON)).isEmpty();
        assertThat(ResultJson.write(ResultJsonReader.read(json))).isEqualTo(json);
    }

    private static List<List<String>> order(RunResult result) {
        return result.variants().stream()
                .map(variant -> variant.evaluation().sla())
                .map(sla -> (List<String>) new ArrayList<>(sla.keySet()))
                .toList();
    }

    @Test
    void keysAreSortedAndUnitsAreInTheNames() throws IOException {
        JsonNode root = new ObjectMapper().readTree(ResultJson.write(Samples.single()));
        assertThat(root.fieldNames()).toIterable().containsExactly("answer", "scenario", "variants", "version");
        JsonNode variant = root.at("/variants/0");
        assertThat(variant.fieldNames()).toIterable().contains("duration_ns", "warmup_ns", "complete", "sla_order");
        assertThat(new ArrayList<>(variant.properties())
                        .stream().map(Map.Entry::getKey).toList())
                .isSorted();
        assertThat(variant.at("/requests/page/successes").fieldNames())
                .toIterable()
                .containsExactly(
                        "count",
                        "histogram",
                        "max_ns",
                        "mean_ns",
                        "p50_ns",
                        "p90_ns",
                        "p95_ns",
                        "p99.99_ns",
                        "p99.9_ns",
                        "p99_ns");
        assertThat(variant.at("/sla/uptime/first_violated_at_ns").asLong()).isEqualTo(-1);
        assertThat(variant.at("/series/columns/0/kind").asText()).isEqualTo("percentile");
        assertThat(variant.at("/series/columns/0").has("numerators")).isFalse();
    }

    @Test
    void missingValuesAreNullAndIntegersHaveNoFraction() {
        String json = text(Samples.secondServer());
        assertThat(json)
                .contains("\"p99_ns\" : 32000000\n")
                .contains("null")
                .doesNotContain("NaN")
                .doesNotContain("E7");
    }

    @Test
    void matchesTheGoldenFile() {
        Golden.check("tiny.json", text(TinySample.stoppedResult()));
    }

    @Test
    void refusesANewerVersion() {
        byte[] json = text(Samples.single())
                .replace("\"version\" : " + ResultJson.FORMAT.version(), "\"version\" : 99")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ResultJsonReader.read(json))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 99");
    }

    private static String text(RunResult result) {
        return new String(ResultJson.write(result), StandardCharsets.UTF_8);
    }

    private static synchronized Schema schema() throws IOException {
        if (schema == null) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(ResultJson.schema(), InputFormat.JSON);
        }
        return schema;
    }
}
