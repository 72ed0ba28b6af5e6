package dev.brownout.cli.text;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.TextSanitizer;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Formatter of errors and warnings about a scenario. On a terminal, messages are wrapped between words. Elsewhere, each
 * message is one line, so that editors and other programs find its location and its complete text.
 */
public final class ProblemText {
    private static final String INDENT = "  ";
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";

    private ProblemText() {}

    /**
     * Returns a problem with its source line and a caret.
     *
     * @param terminal whether the output is a terminal
     * @param color whether to use colours
     */
    public static String text(Problem problem, boolean terminal, boolean color) {
        List<String> rendered =
                problem.render().lines().map(TextSanitizer::escape).toList();
        List<String> lines = lines(rendered.get(0), terminal);
        lines.addAll(rendered.subList(1, rendered.size()));
        if (color) {
            String first = lines.get(0);
            int locationLength = Math.min(
                    first.length(), rendered.get(0).length() - message(problem).length());
            lines.set(0, BOLD + first.substring(0, locationLength) + RESET + first.substring(locationLength));
            int last = lines.size() - 1;
            if (rendered.size() > 1) {
                lines.set(last, (problem.warning() ? YELLOW : RED) + lines.get(last) + RESET);
            }
        }
        return String.join("\n", lines);
    }

    /** Returns the part of the first line that follows the location. */
    private static String message(Problem problem) {
        return problem.severity() + problem.message();
    }

    /** Splits a message into lines. For a terminal, long lines are wrapped with an indent. */
    public static List<String> lines(String message, boolean terminal) {
        List<String> lines = new ArrayList<>();
        for (String line : message.split("\n", -1)) {
            if (!terminal || DisplayWidth.width(line) <= TerminalWidth.current() || line.startsWith(INDENT)) {
                lines.add(line);
                continue;
            }
            List<String> wrapped = DisplayWidth.fill(line, TerminalWidth.current() - INDENT.length());
            for (int i = 0; i < wrapped.size(); i++) {
                lines.add((i == 0 ? "" : INDENT) + wrapped.get(i));
            }
        }
        return lines;
    }
}
