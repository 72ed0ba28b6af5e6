package dev.brownout.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import dev.brownout.sentence.Sentence;
import dev.brownout.terminal.TerminalWidth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorkProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private long now;

    /** Shows 40 states, one per second. */
    private String shown(WorkProgress.Form form) {
        now = 0;
        screen.reset();
        PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
        try (WorkProgress progress = new WorkProgress(stream, form, () -> now)) {
            for (int i = 1; i <= 40; i++) {
                now += SECOND;
                progress.show(Sentence.of("graded {} of 40", i));
                progress.show(Sentence.of("too early"));
            }
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineThatIsErased() {
        assertThat(shown(WorkProgress.Form.LINE))
                .startsWith("\rbrownout: graded 1 of 40\u001b[K\rbrownout: graded 2 of 40\u001b[K")
                .endsWith("\rbrownout: graded 40 of 40\u001b[K\r\u001b[K")
                .doesNotContain("\n", "early");
    }

    @Test
    void aDumbTerminalHasFewLines() {
        assertThat(shown(WorkProgress.Form.LINES).lines())
                .containsExactly(
                        "brownout: graded 4 of 40",
                        "brownout: graded 8 of 40",
                        "brownout: graded 16 of 40",
                        "brownout: graded 32 of 40");
    }

    @Test
    void otherStreamsHaveNone() {
        assertThat(shown(WorkProgress.Form.NONE)).isEmpty();
    }

    @Test
    void theLineFitsTheTerminal() {
        String text = TerminalWidth.in(60, () -> {
            PrintStream stream = new PrintStream(screen, true, StandardCharsets.UTF_8);
            try (WorkProgress progress = new WorkProgress(stream, WorkProgress.Form.LINE, () -> now)) {
                now += SECOND;
                progress.show(Sentence.of("reads {}", "a".repeat(200)));
            }
            return screen.toString(StandardCharsets.UTF_8);
        });
        assertThat(DisplayWidth.width(text.split("[\r\u001b]", -1)[1])).isEqualTo(59);
    }
}
