package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.result.RunResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Golden;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryTest {

    static Stream<RunResult> results() {
        return Stream.of(
                Samples.secondServer(),
                Samples.single(),
                DatabaseSamples.failover(),
                DatabaseSamples.hotKey(),
                TinySample.stoppedResult());
    }

    @ParameterizedTest
    @MethodSource("results")
    void noLineIsLongerThanTheTerminal(RunResult result) {
        for (int width : new int[] {80, 132}) {
            String text = Summary.render(result, new Options(false, width, false, List.of()));
            assertThat(text.lines())
                    .allSatisfy(line ->
                            assertThat(DisplayWidth.width(line)).as(line).isLessThanOrEqualTo(width));
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void matchesTheGoldenFile(RunResult result) {
        Options options = new Options(false, 80, false, List.of("out/result.json", "out/report.html"));
        Golden.check(result.name() + "-" + result.variants().size() + ".txt", Summary.render(result, options));
    }

    @Test
    void guessingHidesTheMeasurements() {
        String text = Summary.render(Samples.single(), new Options(false, 80, true, List.of()));
        assertThat(text)
                .contains("lost requests")
                .contains("???")
                .doesNotContain("1,804")
                .doesNotContain("99.64")
                .doesNotContain(Samples.single().lesson());
    }

    @Test
    void colourDoesNotChangeTheText() {
        String colored = Summary.render(Samples.secondServer(), new Options(true, 80, false, List.of()));
        String plain = Summary.render(Samples.secondServer(), Options.plain());
        assertThat(colored).contains("\u001b[32m✓ met\u001b[0m").contains("\u001b[33m! violated\u001b[0m");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void violationOfASingleVariantIsRedAndMarked() {
        String colored = Summary.render(TinySample.stoppedResult(), new Options(true, 80, false, List.of()));
        assertThat(colored)
                .contains("\u001b[1;31m✗ violated\u001b[0m")
                .contains("\u001b[33m– no data\u001b[0m")
                .contains("\u001b[1;31mFAIL\u001b[0m  ended early; until then 1 of 2 assertions violated; 1 no data")
                .doesNotContain("\u001b[32m");
        String held = Summary.render(Samples.single(), new Options(true, 80, false, List.of()));
        assertThat(held).contains("\u001b[1;32mPASS\u001b[0m  2 assertions met");
        assertThat(Summary.verdicts(TinySample.stoppedResult(), Options.plain()))
                .contains("FAIL  ", "✗ violated", "– no data");
    }

    @Test
    void namesTheFilesLast() {
        String text = Summary.render(Samples.single(), new Options(false, 80, false, List.of("out/result.json")));
        assertThat(text).endsWith("wrote out/result.json\n");
    }

    @Test
    void reportsAnEarlyEndAndCountsNoDataAsAViolation() {
        String text = Summary.render(TinySample.stoppedResult(), Options.plain());
        assertThat(text).containsSubsequence("ended early, at 0:08 of 0:10", "FAIL  ended early; until then 1 of 2");
    }
}
