package dev.brownout.language.diagnostic;

import dev.brownout.sentence.Sentence;
import dev.brownout.translation.SentenceTranslation;
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
 * @param sentence the problem and the expected form
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
        Sentence sentence,
        String text,
        boolean warning,
        ProblemKind rule,
        String fix) {

    static final Comparator<Problem> IN_ORDER = Comparator.comparing(Problem::source)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    /** Returns the problem and the expected form in English, in one line with shortened quotations. */
    public String message() {
        return QuotedText.message(sentence.toString());
    }

    /** Returns an error or warning at a location. */
    public static Problem ofLocation(ProblemKind rule, SourceLocation place, Sentence message, boolean warning) {
        return ofLocation(rule, place, message, warning, Optional.empty());
    }

    /** Returns an error or warning at a location, with its correction if the location has exactly the written text. */
    static Problem ofLocation(
            ProblemKind rule,
            SourceLocation place,
            Sentence message,
            boolean warning,
            Optional<TextCorrection> suggestion) {
        return new Problem(
                place.source().name(),
                place.line(),
                place.column(),
                place.length(),
                message,
                place.source().line(place.line()),
                warning,
                rule,
                suggestion
                        .filter(replacement -> replacement.written().equals(place.text()))
                        .map(TextCorrection::text)
                        .orElse(""));
    }

    /** Returns this problem as a warning. */
    public Problem asWarning() {
        return new Problem(source, line, column, length, sentence, text, true, rule, fix);
    }

    /**
     * Returns this problem in the language of the current scope. A message without a text in that language follows the
     * description of its kind.
     */
    public Problem translate() {
        String known = SentenceTranslation.marked(sentence);
        String shown =
                SentenceTranslation.isKnown(sentence) ? known : SentenceTranslation.text(rule.sentence()) + " " + known;
        return new Problem(source, line, column, length, Sentence.quote(shown), text, warning, rule, fix);
    }

    /**
     * Returns this problem of a text that the user does not have, such as an imported scenario: about its origin, with
     * the line in the message instead of its number.
     */
    public Problem withOrigin(String origin) {
        Sentence quoted = line == 0 ? sentence : Sentence.of("'{}': {}", text.strip(), sentence);
        return new Problem(origin, 0, 0, 1, quoted, "", warning, rule, "");
    }

    /** Returns this problem of an assertion as a warning that a variant has no data for it. */
    public Problem withoutData() {
        return new Problem(source, line, column, length, Sentence.of("no data: {}", sentence), text, true, rule, fix);
    }

    /** Returns this problem with the names of the variants that it concerns. */
    public Problem withVariants(Collection<String> variants) {
        String names = variants.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
        Sentence which =
                Sentence.of(variants.size() == 1 ? "in variant {}: {}" : "in variants {}: {}", names, sentence);
        return new Problem(source, line, column, length, which, text, warning, rule, fix);
    }

    /** Returns a warning about a scenario as a whole, without a source line. */
    public static Problem fileProblem(ProblemKind rule, String source, Sentence message) {
        return new Problem(source, 0, 0, 1, message, "", true, rule, "");
    }

    /** Returns an error of a scenario as a whole, without a source line. */
    public static Problem fileError(ProblemKind rule, String source, Sentence message) {
        return new Problem(source, 0, 0, 1, message, "", false, rule, "");
    }

    /** Returns the mark of a warning in the language of the current scope; empty for an error. */
    public String severity() {
        return warning ? SentenceTranslation.text("warning") + ": " : "";
    }

    /** Returns one line that editors can parse: {@code file:line:column: message}. */
    public String headline() {
        return place() + ": " + severity() + message();
    }

    /** Returns the message after its place. */
    public Sentence located() {
        return Sentence.of("{}: {}", place(), sentence);
    }

    private String place() {
        String file = QuotedText.line(source);
        return line == 0 ? file : file + ":" + line + ":" + column;
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
