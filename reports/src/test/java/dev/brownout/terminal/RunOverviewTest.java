package dev.brownout.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Golden;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Overview of a result on one screen. */
class RunOverviewTest {
    private static final int SCREEN = 23;

    static Stream<RunResult> results() {
        return SummaryTest.results();
    }

    private static String plain(RunResult result) {
        return RunOverview.render(result, Options.plain(), 0);
    }

    @ParameterizedTest
    @MethodSource("results")
    void fitsAScreenWithAPromptBelowIt(RunResult result) {
        String text = plain(result);
        assertThat(text.lines().count()).as(text).isLessThanOrEqualTo(SCREEN);
        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(DisplayWidth.width(line)).as(line).isLessThanOrEqualTo(80));
        assertThat(text).containsPattern("(?m)^(PASS|FAIL)  ");
        for (VariantResult variant : result.variants()) {
            assertThat(text.replaceAll("\\s+", " ")).contains(variant.sla().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void matchesTheGoldenFile(RunResult result) {
        Golden.check(result.name() + "-" + result.variants().size() + ".screen.txt", plain(result));
    }

    @Test
    void colourDoesNotChangeTheText() {
        String colored = RunOverview.render(Samples.secondServer(), new Options(true, 80, false, List.of()), 0);
        assertThat(colored).contains("\u001b[32m", "\u001b[33m");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain(Samples.secondServer()));
        assertThat(RunOverview.render(TinySample.stopped(), new Options(true, 80, false, List.of()), 0))
                .contains("\u001b[1;31mFAIL\u001b[0m  ")
                .doesNotContain("\u001b[32m");
    }

    @Test
    void reservedLinesShortenTheOverview() {
        assertThat(RunOverview.render(DatabaseSamples.hotKey(), Options.plain(), 4)
                        .lines()
                        .count())
                .isLessThanOrEqualTo(SCREEN - 4);
    }

    @Test
    void verdictIsASeparateSentence() {
        assertThat(RunOverview.verdict(Samples.single(), Options.plain())).isEqualTo("PASS  2 assertions met\n");
    }
}
