package dev.brownout.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTimeNoticeTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private long now;

    @ParameterizedTest
    @CsvSource({"1, 78 s", "0.5, 3 min", "0.05, 27 min", "0.001, 23 h"})
    void printsTheTimeLeftAfterTwoSeconds(double share, String left) {
        RunTimeNotice notice = notice();
        notice.begins("", 40);
        now = SECOND;
        notice.reached(0, share / 2, 1, 0);
        assertThat(messages.size()).isZero();
        now = 2 * SECOND;
        notice.reached(0, share, 1, 0);
        assertThat(text()).isEqualTo("brownout: runs: 40; time left: about " + left + "\n");
    }

    @Test
    void printsOneLineForACommand() {
        RunTimeNotice notice = notice();
        notice.begins(List.of("as it is", "two nodes"));
        now = 2 * SECOND;
        notice.reached(0, 0.2, 1, 0);
        now = 9 * SECOND;
        notice.reached(1, 0.2, 1, 0);
        notice.ends();
        assertThat(text()).isEqualTo("brownout: runs: 2; time left: about 18 s\n");
    }

    @Test
    void printsNothingForAShortExperiment() {
        RunTimeNotice notice = notice();
        notice.begins("", 2);
        now = 2 * SECOND;
        notice.reached(0, 0.5, 1, 0);
        now = 4 * SECOND;
        notice.reached(0, 1, 1, 0);
        notice.reached(1, 1, 1, 0);
        notice.ends();
        assertThat(messages.size()).isZero();
    }

    /** The number of designs of a search is not known, but the time since its beginning is. */
    @Test
    void printsTheRunsOfADesignWhenASearchTakesLong() {
        RunTimeNotice notice = notice();
        notice.begins("web.nodes 2", 4);
        now = 2 * SECOND;
        for (int run = 0; run < 4; run++) {
            notice.reached(run, 1, 1, 0);
        }
        assertThat(messages.size()).isZero();
        notice.begins("web.nodes 4", 4);
        now = 4 * SECOND;
        notice.reached(0, 1, 1, 0);
        assertThat(text()).isEqualTo("brownout: runs of this design: up to 4; time left: about 6 s\n");
    }

    @Test
    void usesTheLanguageOfTheCommandInThreadsOfRuns() {
        RunTimeNotice notice = LanguageScope.in(TextLanguage.ko, this::notice);
        notice.begins("", 1);
        now = 2 * SECOND;
        notice.reached(0, 0.1, 1, 0);
        assertThat(text()).isEqualTo("brownout: 실행 1회; 남은 시간: 약 18 s\n");
    }

    private RunTimeNotice notice() {
        return new RunTimeNotice(new PrintStream(messages, true, StandardCharsets.UTF_8), () -> now);
    }

    private String text() {
        return messages.toString(StandardCharsets.UTF_8);
    }
}
