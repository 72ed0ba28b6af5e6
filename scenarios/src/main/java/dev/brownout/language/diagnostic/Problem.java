package dev.brownout.language.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * Something wrong with a scenario, and where.
 *
 * @param source the file, or the option of the command line
 * @param line from 1; 0 for the scenario as a whole
 * @param column from 1, in code points
 * @param length how much is wrong, in code points
 * @param message what is wrong; what was expected: one line, in which nothing that it quotes is long
 * @param text the offending line
 * @param warning true where the scenario can run all the same
 * @param rule of which kind it is
 */
public record Problem(
        String source,
        int line,
        int column,
        int length,
        String message,
        String text,
        boolean warning,
        ProblemKind rule) {

    static final Comparator<Problem> IN_ORDER = Comparator.comparing(Problem::source)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** Takes the message as {@link QuotedText} tells it. */
    public Problem {
        message = QuotedText.message(message);
    }

    /** What is wrong, or odd, at a place. */
    public static Problem at(ProblemKind rule, SourceLocation place, String message, boolean warning) {
        return new Problem(
                place.source().name(),
                place.line(),
                place.column(),
                place.length(),
                message,
                place.source().line(place.line()),
                warning,
                rule);
    }

    /** The same, of a scenario that can run all the same. */
    public Problem asWarning() {
        return new Problem(source, line, column, length, message, text, true, rule);
    }

    /** The same problem, said of some variants only. */
    public Problem in(Collection<String> variants) {
        String names = variants.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
        String which = (variants.size() == 1 ? "in variant " : "in variants ") + names + ": ";
        return new Problem(source, line, column, length, which + message, text, warning, rule);
    }

    /** A warning about a scenario as a whole, which stands on no line of its own. */
    public static Problem ofWhole(ProblemKind rule, String source, String message) {
        return new Problem(source, 0, 0, 1, message, "", true, rule);
    }

    /** An error of a scenario as a whole. */
    public static Problem errorOfWhole(ProblemKind rule, String source, String message) {
        return new Problem(source, 0, 0, 1, message, "", false, rule);
    }

    /** One line that people and editors can read: {@code file:line:column: message}. */
    public String headline() {
        String file = QuotedText.line(source);
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + (warning ? "warning: " : "") + message;
    }

    /** The headline, the offending line, and a caret under the offence; the headline alone where there is no line. */
    public String render() {
        if (line == 0) {
            return headline();
        }
        return headline() + "\n" + QuotedText.caret(text, column, length);
    }
}
