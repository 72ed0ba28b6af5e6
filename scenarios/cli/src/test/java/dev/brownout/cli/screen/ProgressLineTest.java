package dev.brownout.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private long now;

    @Test
    void printsNameProgressAndRemainingTime() {
        ProgressLine line = line();
        line.begins("box.cores 2", 2);
        advance(1, line, 0);
        advance(6, line, 0.5);
        advance(8, line, 1);
        now += SECOND;
        line.onProgress(1, 0.5, 8_999_999, 12);
        line.ends();
        assertThat(text())
                .endsWith("\r[#########...]  75 %  1.0 M events/s  2 s left  1/2 done  box.cores 2"
                        + "\u001b[K\r\u001b[K");
    }

    /** The Java virtual machine is slow during the first seconds. */
    @Test
    void remainingTimeFollowsFromRecentProgress() {
        ProgressLine line = line();
        line.begins("", 1);
        for (int tenth = 1; tenth < 80; tenth++) {
            advance(tenth / 10.0, line, tenth < 50 ? 0.0001 * tenth : 0.1 * (tenth / 10.0 - 5));
        }
        assertThat(text()).doesNotContain("left");
        advance(8, line, 0.3);
        assertThat(text()).endsWith("  30 %  0.0 M events/s  7 s left\u001b[K");
    }

    @ParameterizedTest
    @CsvSource({"0.99, 1 s", "0.05, 95 s", "0.02, 4 min", "0.0002, 7 h"})
    void printsTheRemainingTimeInItsUnit(double share, String left) {
        ProgressLine line = line();
        line.begins("", 1);
        advance(1, line, 0);
        advance(5, line, 0);
        advance(10, line, share);
        assertThat(text()).endsWith("  " + left + " left\u001b[K");
    }

    /** The number of runs is shown before the first run reports progress. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 200})
    void printsTheNumberOfRunsAtTheirStart(int runs) {
        line().begins("states with failed nodes", runs);
        assertThat(text())
                .isEqualTo("\r[............]   0 %  0.0 M events/s  0/" + runs
                        + " done  states with failed nodes\u001b[K");
    }

    @Test
    void printsTheUnfinishedVariant() {
        ProgressLine line = line();
        line.begins(List.of("as it is", "semi-sync"));
        line.onProgress(0, 1, 1, 0);
        now += SECOND;
        line.onProgress(1, 0.2, 1, 0);
        assertThat(text()).endsWith("  1/2 done  semi-sync\u001b[K");
    }

    @Test
    void truncatesLongNames() {
        ProgressLine line = line();
        line.begins("가".repeat(60), 2);
        now += SECOND;
        line.onProgress(0, 0.5, 1, 0);
        assertThat(text().split("\r"))
                .hasSize(3)
                .allSatisfy(shown -> assertThat(DisplayWidth.width(shown.replace("\u001b[K", "")))
                        .isLessThan(TerminalWidth.current()));
    }

    @Test
    void eventRateIncludesFinishedCases() {
        ProgressLine line = line();
        line.begins("", 1);
        line.onProgress(0, 0.4, 2_000_000, 0);
        now += SECOND;
        line.onProgress(0, 0.5, 1_000_000, 0);
        assertThat(text()).contains("50 %  3.0 M events/s");
    }

    @Test
    void printsSentencesAtDoubledTimesWithoutATerminal() {
        ProgressLine line = sentences();
        line.begins("", 40);
        for (int second = 1; second < 40; second++) {
            advance(second, line, 1);
            line.onProgress(second, 1, 1, 0);
        }
        line.ends();
        assertThat(text()).isEqualTo("""
                        brownout: runs: 8 of 40 done; time left: about 32 s
                        brownout: runs: 16 of 40 done; time left: about 24 s
                        brownout: runs: 32 of 40 done; time left: about 8 s
                        """);
    }

    @Test
    void printsNoSentenceForAShortCommand() {
        ProgressLine line = sentences();
        line.begins("", 1);
        for (int second = 1; second < 10; second++) {
            advance(second, line, second / 9.0);
        }
        line.ends();
        assertThat(text()).isEmpty();
    }

    /** A later phase has its own time, which is printed as soon as it is measured. */
    @Test
    void printsASentenceForALaterPhase() {
        ProgressLine line = sentences();
        line.begins("states with failed nodes", 4);
        advance(9, line, 1);
        line.ends();
        line.begins("risk of fast", 200);
        advance(11, line, 1);
        line.onProgress(1, 1, 1, 0);
        assertThat(text()).isEmpty();
        advance(13, line, 1);
        assertThat(text())
                .isEqualTo("brownout: risk of fast: 2 of at most 200 runs done; time left for these: at most 7 min\n");
    }

    @Test
    void sentencesHaveTheLanguageOfTheCommandInThreadsOfRuns() {
        ProgressLine line = LanguageScope.in(TextLanguage.ko, this::sentences);
        line.begins("", 1);
        advance(1, line, 0.01);
        advance(5, line, 0.1);
        advance(8, line, 0.25);
        assertThat(text()).isEqualTo("brownout: 실행 1회 중 0회 완료; 남은 시간: 약 15 s\n");
    }

    private void advance(double second, ProgressLine line, double share) {
        now = (long) (second * SECOND);
        line.onProgress(0, share, 1, 0);
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private ProgressLine line() {
        return progress(true);
    }

    private ProgressLine sentences() {
        return progress(false);
    }

    private ProgressLine progress(boolean terminal) {
        return new ProgressLine(new PrintStream(screen, true, StandardCharsets.UTF_8), terminal, () -> now);
    }
}
