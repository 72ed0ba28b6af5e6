package dev.brownout.cli.screen;

import dev.brownout.format.TextSanitizer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A stream for text that people read. Whatever is printed may hold names and texts that come from the input: only ends
 * of lines and tabs act on the terminal, every other character that would is shown as an escape, colour codes included,
 * and no line is a command to a workflow of GitHub, which begins with {@code ::} or holds {@code ##[}. Bytes that are
 * written are left as they are; what other programs read is written so, in the form that those programs read. Text that
 * the program has coloured itself is printed with {@link #printColored}. In UTF-8.
 */
public final class Screen extends PrintStream {
    /** The colours of the program: plain, bold, faint, and red, green and yellow, bold or not. */
    private static final Pattern COLOR = Pattern.compile("\u001b\\[(?:[012]|(?:1;)?3[123])m");

    private static final Pattern COMMAND = Pattern.compile("^([\\s\\p{Z}]*)::", Pattern.MULTILINE);
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]*");
    private static final Pattern OLD_COMMAND = Pattern.compile("##\\[");

    private final FirstErrorStream sink;
    private boolean lineBegun;

    /** Prints to a stream. */
    public Screen(OutputStream stream) {
        this(new FirstErrorStream(stream));
    }

    private Screen(FirstErrorStream sink) {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** What became of all that was printed so far. */
    public FirstErrorStream delivery() {
        flush();
        return sink;
    }

    @Override
    public void print(String text) {
        printShown(harmless(plain(String.valueOf(text))));
    }

    /** Prints a text in which the program has put colours; texts of the input in it have none. */
    public void printColored(String text) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (var color = COLOR.matcher(text); color.find(); from = color.end()) {
            shown.append(plain(text.substring(from, color.start()))).append(color.group());
        }
        shown.append(plain(text.substring(from)));
        printShown(harmless(shown.toString()));
    }

    /** Prints a line in which the program has put colours. */
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

    /** The text without commands to a workflow. */
    private String harmless(String shown) {
        String begun = lineBegun ? "." : "";
        String harmless = COMMAND.matcher(begun + shown).replaceAll("$1\\\\::");
        return OLD_COMMAND.matcher(harmless.substring(begun.length())).replaceAll("#\\\\#[");
    }

    /** Without colours; ends of lines are our own kind. */
    private static String plain(String text) {
        return TextSanitizer.escaped(text.replace("\r\n", "\n"));
    }
}
