package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesCsvTest {

    @Test
    void hasOneRowPerVariantAndInterval() {
        List<String> lines = new String(SeriesCsv.write(Samples.secondServer()), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines).hasSize(1 + 3 * 360);
        assertThat(lines.get(0)).startsWith("variant,from [s],page.p50 [ns],").contains("availability [ratio]");
        assertThat(lines.get(2)).startsWith("two boxes,2,");
        long cells = lines.get(0).chars().filter(c -> c == ',').count();
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == ',').count()).isEqualTo(cells));
    }

    @Test
    void missingValuesAreEmptyAndCommasAreQuoted() {
        List<String> gap = new String(SeriesCsv.write(Samples.secondServer()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("one big box,240,"))
                .toList();
        assertThat(gap).singleElement().asString().startsWith("one big box,240,,,,,");
        String text = new String(SeriesCsv.write(DatabaseSamples.hotKey()), StandardCharsets.UTF_8);
        assertThat(text).contains("\n\"write-hot, plain\",0,");
    }

    @Test
    void intervalsAfterAnEarlyStopHaveNoRow() {
        RunResult stopped = TinySample.stoppedResult();
        Series series = stopped.variants().get(0).series();
        long reached = stopped.variants().get(0).run().endNanos() - series.startNanos();
        long steps = (reached + series.stepNanos() - 1) / series.stepNanos();
        assertThat(series.columns().get(0).values()).hasSizeGreaterThan((int) steps);
        assertThat(new String(SeriesCsv.write(stopped), StandardCharsets.UTF_8).lines())
                .hasSize((int) (1 + steps));
    }
}
