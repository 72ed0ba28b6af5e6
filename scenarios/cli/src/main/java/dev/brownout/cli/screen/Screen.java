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
public final class Screen extends PrintStream {
    /** Colour codes of the program: plain, bold, faint, and red, green and yellow, bold or not. */
    private static final Pattern COLOR = Pattern.compile("\u001b\\[(?:[012]|(?:1;)?3[123])m");

    private static final Pattern COMMAND = Pattern.compile("^([\\s\\p{Z}]*)::", Pattern.MULTILINE);
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]*");
    private static final Pattern OLD_COMMAND = Pattern.compile("##\\[");

    private final FirstErrorStream sink;
    private boolean lineBegun;

    /** Creates a screen that prints to a stream. */
    public Screen(OutputStream stream) {
        this(new FirstErrorStream(stream));
    }

    private Screen(FirstErrorStream sink) {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** Returns the underlying stream with its first write error, after a flush. */
    public FirstErrorStream delivery() {
        flush();
        return sink;
    }

    @Override
    public void print(String text) {
        printShown(harmless(plain(String.valueOf(text))));
    }

    /** Prints a text with the colours of the program. Texts of the input in it must not contain colour codes. */
    public void printColored(String text) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (var color = COLOR.matcher(text); color.find(); from = color.end()) {
            shown.append(plain(text.substring(from, color.start()))).append(color.group());
        }
        shown.append(plain(text.substring(from)));
        printShown(harmless(shown.toString()));
    }

    /** Prints a line with the colours of the program. */
    public void printlnColored(String text) {
        printColored(text);
        println();
    }

    private void printShown(String shown) {
        if (!shown.isEmpty()) {
            super.print(shown);
            int line = shown.lastIndexOf('\n') + 1;
            lineBegun = lineBegun && line == 0
                    || !BLANK.matcher(shown.substring(line)).matches();
        }
    }

    @Override
    public void print(Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println() {
        super.println();
        lineBegun = false;
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

    /** Escapes GitHub workflow commands in a text. */
    private String harmless(String shown) {
        String begun = lineBegun ? "." : "";
        String harmless = COMMAND.matcher(begun + shown).replaceAll("$1\\\\::");
        return OLD_COMMAND.matcher(harmless.substring(begun.length())).replaceAll("#\\\\#[");
    }

    /** Escapes control characters, colour codes included. Line ends become {@code \n}. */
    private static String plain(String text) {
        return TextSanitizer.escaped(text.replace("\r\n", "\n"));
    }
}
