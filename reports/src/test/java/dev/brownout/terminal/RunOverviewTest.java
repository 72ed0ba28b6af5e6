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

    private static String plainText(RunResult result) {
        return RunOverview.render(result, Options.plain(), 0);
    }

    @ParameterizedTest
    @MethodSource("results")
    void fitsAScreenWithAPromptBelowIt(RunResult result) {
        String text = plainText(result);
        assertThat(text.lines().count()).as(text).isLessThanOrEqualTo(SCREEN);
        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(DisplayWidth.width(line)).as(line).isLessThanOrEqualTo(80));
        assertThat(text).containsPattern("(?m)^(PASS|FAIL)  ");
        for (VariantResult variant : result.variants()) {
            assertThat(text.replaceAll("\\s+", " "))
                    .contains(variant.evaluation().sla().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void matchesTheGoldenFile(RunResult result) {
        Golden.check(result.name() + "-" + result.variants().size() + ".screen.txt", plainText(result));
    }

    @Test
    void colourDoesNotChangeTheText() {
        String colored = RunOverview.render(Samples.secondServer(), new Options(true, 80, false, List.of()), 0);
        assertThat(colored).contains("\u001b[32m", "\u001b[33m");
        assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plainText(Samples.secondServer()));
        assertThat(RunOverview.render(TinySample.stoppedResult(), new Options(true, 80, false, List.of()), 0))
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

    @Test
    void boundPrecedesTheMarkedValues() {
        assertThat(plainText(DatabaseSamples.failover()))
                .contains("  no loss                 = 0      ! 137      ! 2,203\n")
                .contains("  back soon               < 45 s   ✓ 27.9 s   ✓ 32.9 s\n");
    }

    @Test
    void firstViolatedMetricIsDrawnWithItsBound() {
        assertThat(plainText(TinySample.stoppedResult()))
                .containsPattern("availability +[▁▂▃▄▅▆▇█· ]+ lowest 25 % at 0:04\n")
                .contains("bound 99 %")
                .contains("✗ 81.2 %   17.8 points below, first at 0:02");
    }

    @Test
    void zeroIsADot() {
        assertThat(plainText(Samples.secondServer())).containsPattern("one big box +█+·+█+ +0 % at 4:00\n");
    }

    @Test
    void eventsHaveLettersOnTheTimeAxis() {
        assertThat(plainText(Samples.secondServer()))
                .containsPattern("\n  events +AB CD\n  A 4:00 web/1 crashed  B 4:05 ")
                .contains("\n  C 5:12 ");
    }

    @Test
    void causesOfFailuresAreNamedPerVariant() {
        assertThat(plainText(Samples.secondServer()))
                .contains("failures of one big box: 93 % unavailable at lb, 7 % refused at web")
                .contains("failures of two boxes: 100 % refused at web");
    }

    @Test
    void lessonPrecedesTheVerdict() {
        assertThat(plainText(Samples.single()))
                .containsSubsequence("Lesson: Sixteen cores", "\n\nPASS  2 assertions met");
    }

    @Test
    void nextCommandAndWallTimeArePrintedIfKnown() {
        Options options = Options.plain().executed(1.25, "brownout capacity f.yaml --vary load");
        assertThat(RunOverview.render(TinySample.stoppedResult(), options, 0))
                .contains("22,400 requests  1.3 s\n")
                .containsPattern("\n  next +brownout capacity f.yaml --vary load\n");
        assertThat(RunOverview.render(Samples.single(), options, 0)).doesNotContain("brownout capacity");
    }
}
