package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long LONGER_THAN_A_PAUSE_MILLIS = 120;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void itSaysWhatTheRunsAreOfAndHowFarTheyAreTogether() throws Exception {
        ProgressLine line = line(true);
        line.reached(0, 1, 3_000_000, 0);
        Thread.sleep(LONGER_THAN_A_PAUSE_MILLIS);
        line.reached(1, 0.5, 1_000_000, 12);
        line.ends();
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .endsWith("\r\u001b[K")
                .contains("box.cores 2 [######################........]  75 %  4.0 M events  12 in flight");
    }

    @Test
    void nothingIsWrittenWhereThereIsNoScreen() throws Exception {
        ProgressLine line = line(false);
        Thread.sleep(LONGER_THAN_A_PAUSE_MILLIS);
        line.reached(0, 0.5, 1, 0);
        line.ends();
        assertThat(screen.size()).isZero();
    }

    private ProgressLine line(boolean shown) {
        ProgressLine line = new ProgressLine(new PrintStream(screen, true, StandardCharsets.UTF_8), shown);
        line.begins("box.cores 2", 2);
        return line;
    }
}
