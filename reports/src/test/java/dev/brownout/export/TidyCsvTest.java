package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TidyCsvTest {
    static Stream<RunResult> results() {
        return Stream.of(Samples.secondServer(), DatabaseSamples.hotKey(), TinySample.stoppedResult());
    }

    private static List<String> lines(RunResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TidyCsv.write(result, bytes);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @MethodSource("results")
    void hasARowForEachValueAndNoEmptyCell(RunResult result) throws IOException {
        long values = result.variants().stream()
                .flatMap(variant -> variant.series().columns().stream()
                        .flatMapToDouble(column -> Arrays.stream(column.values())
                                .limit(variant.run().complete() ? Integer.MAX_VALUE : 4))
                        .boxed())
                .filter(Double::isFinite)
                .count();
        assertThat(lines(result))
                .hasSize((int) values + 1)
                .noneMatch(line -> line.contains(",,") || line.endsWith(","));
    }

    @Test
    void rowsHaveLabelsAndDurationsInSeconds() throws IOException {
        assertThat(lines(TinySample.stoppedResult()))
                .startsWith("variant,t,component,node,metric,unit,value", "base,0,page,all,p99,s,0.100236206")
                .contains("base,4,all,all,availability,ratio,0.25", "base,4,page,all,failed,1,153")
                .noneMatch(line -> line.startsWith("base,8,"));
        assertThat(lines(DatabaseSamples.hotKey()))
                .anyMatch(line -> line.startsWith("\"write-hot, plain\",99,db,shard-3,utilization,ratio,"))
                .anyMatch(line -> line.startsWith("plain,0,all,key/bieber,availability,ratio,"))
                .anyMatch(line -> line.startsWith("plain,0,read,all,p99.9,s,"));
    }
}
