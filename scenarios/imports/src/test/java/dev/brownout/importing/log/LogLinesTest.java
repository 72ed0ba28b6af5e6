package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splitting of files into lines. */
class LogLinesTest {
    private static List<String> lines(byte[] bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LogLines read = new LogLines(new ByteArrayInputStream(bytes))) {
            while (read.next()) {
                lines.add(read.text());
            }
        }
        return lines;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n\u00fc", "a\r\nb\r\n\u00fc\r\n", "a\nb\n\u00fc\n"})
    void splitsAtAnyLineEnding(String text) throws Exception {
        assertThat(lines(bytes(text))).containsExactly("a", "b", "\u00fc");
        assertThat(lines(packed(bytes(text)))).containsExactly("a", "b", "\u00fc");
    }

    @Test
    void emptyFileHasNoLines() throws Exception {
        assertThat(lines(new byte[0])).isEmpty();
        assertThat(lines(new byte[] {0x1f})).containsExactly("\u001f");
        assertThat(lines(bytes("\n\n"))).containsExactly("", "");
    }

    @Test
    void readsConcatenatedGzipMembers() throws Exception {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packed(bytes("a\nb")));
        both.write(packed(bytes("c\n")));
        assertThat(lines(both.toByteArray())).containsExactly("a", "bc");
    }

    @Test
    void truncatedGzipFails() throws Exception {
        byte[] whole = packed(bytes("some line of a log\n".repeat(1000)));
        assertThatThrownBy(() -> lines(Arrays.copyOf(whole, whole.length / 2))).isInstanceOf(EOFException.class);
    }

    @Test
    void truncatesHugeLines() throws Exception {
        byte[] text = bytes("x".repeat(300_000) + "\nnext\n" + "y".repeat(LogLines.LONGEST) + "\nlast");
        try (LogLines read = new LogLines(new ByteArrayInputStream(text))) {
            assertThat(read.next()).isTrue();
            assertThat(read.tooLong()).isTrue();
            assertThat(read.text()).hasSize(LogLines.LONGEST);
            assertThat(read.next()).isTrue();
            assertThat(read.tooLong()).isFalse();
            assertThat(read.text()).isEqualTo("next");
            assertThat(read.next()).isTrue();
            assertThat(read.tooLong()).isFalse();
            assertThat(read.next()).isTrue();
            assertThat(read.text()).isEqualTo("last");
            assertThat(read.next()).isFalse();
        }
    }
}
