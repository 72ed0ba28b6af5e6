package dev.brownout.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.format.DisplayWidth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private long now;

    @Test
    void printsNameProgressAndRemainingTime() {
        ProgressLine line = line();
        line.begins("box.cores 2", 2);
        line.reached(0, 1, 3_000_000, 0);
        now += 2 * SECOND;
        line.reached(1, 0.5, 1_000_000, 12);
        line.ends();
        assertThat(text())
                .endsWith("\r[#########...]  75 %  2.0 M events/s  1 s left  1/2 done  box.cores 2"
                        + "\u001b[K\r\u001b[K");
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
        line.reached(0, 1, 1, 0);
        now += 100 * SECOND;
        line.reached(1, 0.2, 1, 0);
        assertThat(text()).contains("  1 min 7 s left  1/2 done  semi-sync\u001b[K");
    }

    @Test
    void truncatesLongNames() {
        ProgressLine line = line();
        line.begins("가".repeat(60), 2);
        now += SECOND;
        line.reached(0, 0.5, 1, 0);
        assertThat(text().split("\r"))
                .hasSize(3)
                .allSatisfy(shown -> assertThat(DisplayWidth.width(shown.replace("\u001b[K", "")))
                        .isLessThan(LineWrap.WIDTH));
    }

    @Test
    void eventRateIncludesFinishedCases() {
        ProgressLine line = line();
        line.begins("", 1);
        line.reached(0, 0.4, 2_000_000, 0);
        now += SECOND;
        line.reached(0, 0.5, 1_000_000, 0);
        assertThat(text()).contains("50 %  3.0 M events/s");
    }

    private String text() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private ProgressLine line() {
        return new ProgressLine(new PrintStream(screen, true, StandardCharsets.UTF_8), () -> now);
    }
}
