package dev.brownout.cli.screen;

import dev.brownout.format.TextSanitizer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Print stream for text on a terminal, in UTF-8. Printed text may contain names and texts from the input, so it is
 * sanitized. Only line ends and tabs take effect; every other control character, including colour codes, is shown as an
 * escape. No line can be a GitHub workflow command, which begins with {@code ::} or contains {@code ##[}. Bytes that
 * are written are not changed; machine-readable output is written as bytes. Text that the program has coloured is
 * printed with {@link #printColored}.
 */
public final class SanitizedPrintStream extends PrintStream {
    /**
     * Colour codes that the program uses: reset, bold, faint, and red, green and yellow, each in normal or bold type.
     */
    private static final Pattern COLOR = Pattern.compile("\u001b\\[(?:[012]|(?:1;)?3[123])m");

    private static final Pattern WORKFLOW_COMMAND = Pattern.compile("^([\\s\\p{Z}]*)::", Pattern.MULTILINE);
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]*");
    private static final Pattern OLD_WORKFLOW_COMMAND = Pattern.compile("##\\[");

    private final FirstErrorStream sink;
    private boolean lineHasText;

    /** Creates a screen that prints to a stream. */
    public SanitizedPrintStream(OutputStream stream) {
        this(new FirstErrorStream(stream));
    }

    private SanitizedPrintStream(FirstErrorStream sink) {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** Flushes this stream and returns the underlying stream, which keeps the first write error. */
    public FirstErrorStream delivery() {
        flush();
        return sink;
    }

    @Override
    public void print(String text) {
        printSanitized(escapeCommands(escapeControls(String.valueOf(text))));
    }

    /**
     * Prints a text that contains colour codes of the program. Parts of the text that come from the input must not
     * contain colour codes.
     */
    public void printColored(String text) {
        StringBuilder escaped = new StringBuilder();
        int from = 0;
        for (var color = COLOR.matcher(text); color.find(); from = color.end()) {
            escaped.append(escapeControls(text.substring(from, color.start()))).append(color.group());
        }
        escaped.append(escapeControls(text.substring(from)));
        printSanitized(escapeCommands(escaped.toString()));
    }

    /** Prints a line that contains colour codes of the program. */
    public void printlnColored(String text) {
        printColored(text);
        println();
    }

    private void printSanitized(String sanitized) {
        if (!sanitized.isEmpty()) {
            super.print(sanitized);
            int lineStart = sanitized.lastIndexOf('\n') + 1;
            lineHasText = lineHasText && lineStart == 0
                    || !BLANK.matcher(sanitized.substring(lineStart)).matches();
        }
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println() {
        super.println();
        lineHasText = false;
    }

    @Override
    public void println(String text) {
        print(text);
        println();
    }

    @Override
    public void println(Object object) {
        println(String.valueOf(object));
    }

    /**
     * Escapes GitHub workflow commands in a text. A text that continues a line cannot begin a command. A dot then
     * represents the beginning of the line.
     */
    private String escapeCommands(String text) {
        String prefix = lineHasText ? "." : "";
        String escaped = WORKFLOW_COMMAND.matcher(prefix + text).replaceAll("$1\\\\::");
        return OLD_WORKFLOW_COMMAND.matcher(escaped.substring(prefix.length())).replaceAll("#\\\\#[");
    }

    /** Escapes control characters, colour codes included. Line ends become {@code \n}. */
    private static String escapeControls(String text) {
        return TextSanitizer.escape(text.replace("\r\n", "\n"));
    }
}
