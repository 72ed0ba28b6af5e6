package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brownout.result.RunResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenMetricsTest {
    @TempDir
    private Path folder;

    static Stream<RunResult> results() {
        return Stream.of(Samples.secondServer(), DatabaseSamples.hotKey(), TinySample.stoppedResult());
    }

    private static List<String> lines(RunResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OpenMetrics.write(result, bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @MethodSource("results")
    void familiesAreContiguousWithTypeAndUnit(RunResult result) throws IOException {
        Set<String> families = new LinkedHashSet<>();
        String family = "";
        for (String line : lines(result)) {
            String[] words = line.split(" ", -1);
            if (line.startsWith("# TYPE ")) {
                family = words[2];
                assertThat(families.add(family)).as(family).isTrue();
            } else if (line.startsWith("# UNIT ")) {
                assertThat(words[2]).isEqualTo(family).endsWith("_" + words[3]);
            } else if (!line.startsWith("#")) {
                assertThat(line).matches(family + "(_total)?\\{[^}]*\\} \\S+ \\S+");
            }
        }
        assertThat(lines(result)).last().isEqualTo("# EOF");
    }

    @Test
    void countersAreCumulativeAtTheEndOfEachInterval() throws IOException {
        assertThat(lines(TinySample.stoppedResult()))
                .containsSubsequence(
                        "# TYPE brownout_request_failed counter",
                        "brownout_request_failed_total{scenario=\"tiny\",variant=\"base\",request=\"page\"} 0 2",
                        "brownout_request_failed_total{scenario=\"tiny\",variant=\"base\",request=\"page\"} 0 4",
                        "brownout_request_failed_total{scenario=\"tiny\",variant=\"base\",request=\"page\"} 153 6",
                        "brownout_request_failed_total{scenario=\"tiny\",variant=\"base\",request=\"page\"} 153 8",
                        "# TYPE brownout_request_latency_seconds summary");
        assertThat(lines(TinySample.stoppedResult())).noneMatch(line -> line.endsWith(" 10"));
    }

    @Test
    void partsOfAComponentAndQuantilesAreLabels() throws IOException {
        assertThat(String.join("\n", lines(DatabaseSamples.hotKey())))
                .contains("{scenario=\"hotspot-keys\",variant=\"write-hot, plain\",component=\"db\",node=\"shard-3\"} ")
                .contains("{scenario=\"hotspot-keys\",variant=\"plain\",key=\"bieber\"} ")
                .contains("{scenario=\"hotspot-keys\",variant=\"plain\",request=\"read\",quantile=\"0.999\"} ");
    }

    @ParameterizedTest
    @MethodSource("results")
    void prometheusImportsEverySample(RunResult result) throws Exception {
        List<String> lines = lines(result);
        Path file = Files.write(folder.resolve("metrics.txt"), lines);
        String text = promtool("tsdb", "create-blocks-from", "openmetrics", file.toString(), folder + "/tsdb");
        long samples = lines.stream().filter(line -> !line.startsWith("#")).count();
        assertThat(text.split("\\s+")).contains(Long.toString(samples));
    }

    private static String promtool(String... words) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(words))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            assumeTrue(false, "promtool is not installed");
            throw missing;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
