package dev.brownout.cli.text;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.TextSanitizer;
import dev.brownout.language.diagnostic.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Formatter of problems. On a terminal, messages are wrapped between words. Elsewhere, each message is one line, so
 * that editors and other programs find its place and its complete text.
 */
public final class ProblemText {
    private static final String INDENT = "  ";
    private static final String PLAIN = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[1;33m";

    private ProblemText() {}

    /**
     * Returns a problem with its source line and a caret.
     *
     * @param screen whether the output is a terminal
     * @param color whether to use colours
     */
    public static String of(Problem problem, boolean screen, boolean color) {
        List<String> whole =
                problem.render().lines().map(TextSanitizer::escaped).toList();
        List<String> lines = lines(whole.get(0), screen);
        lines.addAll(whole.subList(1, whole.size()));
        if (color) {
            String first = lines.get(0);
            int place = Math.min(
                    first.length(), whole.get(0).length() - said(problem).length());
            lines.set(0, BOLD + first.substring(0, place) + PLAIN + first.substring(place));
            int last = lines.size() - 1;
            if (whole.size() > 1) {
                lines.set(last, (problem.warning() ? YELLOW : RED) + lines.get(last) + PLAIN);
            }
        }
        return String.join("\n", lines);
    }

    /** Returns the text after the place of a problem. */
    private static String said(Problem problem) {
        return (problem.warning() ? "warning: " : "") + problem.message();
    }

    /** Returns a message in lines. For a terminal, long lines are wrapped with an indent. */
    public static List<String> lines(String message, boolean screen) {
        List<String> lines = new ArrayList<>();
        for (String line : message.split("\n", -1)) {
            if (!screen || DisplayWidth.width(line) <= LineWrap.WIDTH || line.startsWith(INDENT)) {
                lines.add(line);
                continue;
            }
            List<String> filled = DisplayWidth.fill(line, LineWrap.WIDTH - INDENT.length());
            for (int i = 0; i < filled.size(); i++) {
                lines.add((i == 0 ? "" : INDENT) + filled.get(i));
            }
        }
        return lines;
    }
}
