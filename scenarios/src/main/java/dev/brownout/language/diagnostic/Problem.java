package dev.brownout.language.diagnostic;

import dev.brownout.translation.Phrases;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An error or warning about a scenario, with its location.
 *
 * @param source the file, or the option of the command line
 * @param line the line, from 1; 0 for the scenario as a whole
 * @param column the column, from 1, in code points
 * @param length the length of the part concerned, in code points
 * @param message the problem and the expected form, in one line with shortened quotations
 * @param text the source line
 * @param warning whether the scenario can run despite the problem
 * @param rule the kind of problem
 * @param fix the text that corrects the part concerned in its place; empty if none is certain
 */
public record Problem(
        String source,
        int line,
        int column,
        int length,
        String message,
        String text,
        boolean warning,
        ProblemKind rule,
        String fix) {

    static final Comparator<Problem> IN_ORDER = Comparator.comparing(Problem::source)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** Formats the message with {@link QuotedText}. */
    public Problem {
        message = QuotedText.message(message);
    }

    /** Returns an error or warning at a location. */
    public static Problem at(ProblemKind rule, SourceLocation place, String message, boolean warning) {
        return at(rule, place, message, warning, Optional.empty());
    }

    /** Returns an error or warning at a location, with its correction if the location has exactly the written text. */
    static Problem at(
            ProblemKind rule, SourceLocation place, String message, boolean warning, Optional<TextCorrection> meant) {
        return new Problem(
                place.source().name(),
                place.line(),
                place.column(),
                place.length(),
                message,
                place.source().line(place.line()),
                warning,
                rule,
                meant.filter(replacement -> replacement.written().equals(place.text()))
                        .map(TextCorrection::text)
                        .orElse(""));
    }

    /** Returns this problem as a warning. */
    public Problem asWarning() {
        return new Problem(source, line, column, length, message, text, true, rule, fix);
    }

    /**
     * Returns this problem in the language of the current scope. A message without a text in that language follows the
     * description of its kind.
     */
    public Problem translated() {
        String known = Phrases.message(message);
        String shown = Phrases.isKnown(message) ? known : Phrases.of(rule.sentence()) + " " + known;
        return new Problem(source, line, column, length, shown, text, warning, rule, fix);
    }

    /**
     * Returns this problem of a text that the user does not have, such as an imported scenario: about its origin, with
     * the line in the message instead of its number.
     */
    public Problem withOrigin(String origin) {
        String quoted = line == 0 ? message : "'" + text.strip() + "': " + message;
        return new Problem(origin, 0, 0, 1, quoted, "", warning, rule, "");
    }

    /** Returns this problem of an assertion as a warning that a variant has no data for it. */
    public Problem withoutData() {
        return new Problem(source, line, column, length, "no data: " + message, text, true, rule, fix);
    }

    /** Returns this problem with the names of the variants that it concerns. */
    public Problem in(Collection<String> variants) {
        String names = variants.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
        String which = (variants.size() == 1 ? "in variant " : "in variants ") + names + ": ";
        return new Problem(source, line, column, length, which + message, text, warning, rule, fix);
    }

    /** Returns a warning about a scenario as a whole, without a source line. */
    public static Problem fileProblem(ProblemKind rule, String source, String message) {
        return new Problem(source, 0, 0, 1, message, "", true, rule, "");
    }

    /** Returns an error of a scenario as a whole, without a source line. */
    public static Problem fileError(ProblemKind rule, String source, String message) {
        return new Problem(source, 0, 0, 1, message, "", false, rule, "");
    }

    /** Returns the mark of a warning in the language of the current scope; empty for an error. */
    public String severity() {
        return warning ? Phrases.of("warning") + ": " : "";
    }

    /** Returns one line that editors can parse: {@code file:line:column: message}. */
    public String headline() {
        String file = QuotedText.line(source);
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + severity() + message;
    }

    /**
     * Returns the headline, the source line and a caret under the part concerned; only the headline if there is no
     * line.
     */
    public String render() {
        if (line == 0) {
            return headline();
        }
        return headline() + "\n" + QuotedText.caret(text, column, length);
    }
}
