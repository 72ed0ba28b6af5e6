package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.screen.SanitizedPrintStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Sanitization of text printed for people. */
class ScreenTest {
    private static String shown(Consumer<SanitizedPrintStream> printing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        printing.accept(new SanitizedPrintStream(bytes));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(shown(out -> out.println("a\u001b]0;owned\u0007b\r\u009b2Jc\u202ed")))
                .isEqualTo("a\\u001b]0;owned\\u0007b\\u000d\\u009b2Jc\\u202ed\n");
    }

    @Test
    void ownColorsAndLineBreaksPass() {
        assertThat(shown(out -> out.printColored("\u001b[1;31mbad\u001b[0m\tサーバ 🙂\r\nb\n")))
                .isEqualTo("\u001b[1;31mbad\u001b[0m\tサーバ 🙂\nb\n");
        assertThat(shown(out -> out.printColored("\u001b[8mhidden\u001b[38;5;1m")))
                .isEqualTo("\\u001b[8mhidden\\u001b[38;5;1m");
        assertThat(shown(out -> out.append("a").append('b').printf("%d", 3))).isEqualTo("ab3");
    }

    @Test
    void colorsAndInvisibleCharactersOfInputAreEscaped() {
        assertThat(shown(out -> out.print("\u001b[31mred\u001b[0m a\u200bb\u00adc\u3164")))
                .isEqualTo("\\u001b[31mred\\u001b[0m a\\u200bb\\u00adc\\u3164");
        assertThat(shown(out -> out.print("می\u200cخواهم 👩\u200d🚀"))).isEqualTo("می\u200cخواهم 👩\u200d🚀");
    }

    @Test
    void workflowCommandsAreEscaped() {
        assertThat(shown(out -> out.print("::error::a\n \u00a0::b\nc ::d ##[error]e\n")))
                .isEqualTo("\\::error::a\n \u00a0\\::b\nc ::d #\\#[error]e\n");
        assertThat(shown(out -> {
                    out.print("  ");
                    out.print("::a");
                    out.print("  ");
                    out.print("::b");
                    out.println();
                    out.println((Object) "::c");
                }))
                .isEqualTo("  \\::a  ::b\n\\::c\n");
    }

    @Test
    void rawBytesAreUnchanged() {
        assertThat(shown(out -> out.writeBytes("::error::\u001b".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("::error::\u001b");
    }
}
