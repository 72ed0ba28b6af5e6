package dev.brownout.language.diagnostic;

import dev.brownout.spi.ScenarioException;
import java.util.Locale;

/**
 * The kinds of problems of a scenario. A problem's kind stays the same while its words, the line and the numbers in it
 * change, so that programs can group, count and switch off problems by it.
 */
public enum ProblemKind {
    /** The file is not YAML as scenarios are written in it. */
    YAML("Not YAML as scenarios are written in it: indentation, quotes, duplicate keys, size."),
    /** The file is written for a newer version than this program reads. */
    NEWER_VERSION("Written for a newer version than this program reads."),
    /** A name, a key or a word that nothing has. */
    UNKNOWN_NAME("A name, a key or a word that nothing has; often a typing error."),
    /** A value that cannot be read, or lies outside of what it may be. */
    VALUE("A value that cannot be read, has no unit, or lies outside of what it may be."),
    /** A part is missing, stands where it may not, or is of another shape. */
    FORM("A part of the file is missing, stands where it may not, or is of another shape than it should be."),
    /** Parts of the scenario that contradict each other, or that nothing can be built of. */
    IMPOSSIBLE("Parts of the scenario contradict each other, or nothing can be built of them."),
    /** An assertion, a prediction or a chart of a number that never moves. */
    STILL_NUMBER("A number is asserted, foretold or drawn that never moves in any variant."),
    /** Somebody waits without a timeout. */
    ENDLESS_WAIT("Somebody waits for ever: a call or a request has no timeout."),
    /** Something is declared that no request, call or value ever comes to. */
    UNUSED("Something is declared that is never used."),
    /** A fault begins or ends outside of what the run measures. */
    FAULT_OUTSIDE("A fault begins or ends outside of what the run measures."),
    /** What paper and pencil, or the run, show that the author may not have meant. */
    FORECAST("Arithmetic or the run shows what the author may not have meant, such as more load than capacity."),
    /** Variants that do not differ in anything that is measured. */
    SAME_VARIANTS("Two variants are the same in everything that is measured."),
    /** An assertion did not come out as its variant says. */
    VERDICT("An assertion did not come out as its variant says that it must."),
    /** A run that did not reach its end. */
    ENDED_EARLY("A run did not reach its end.");

    private final String sentence;

    ProblemKind(String sentence) {
        this.sentence = sentence;
    }

    /** The kind of what the core complains of. */
    public static ProblemKind of(ScenarioException impossible) {
        return impossible.offending().isEmpty() ? IMPOSSIBLE : UNKNOWN_NAME;
    }

    /** Its name for programs: {@code unknown-name}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What problems of this kind have in common, for people. */
    public String sentence() {
        return sentence;
    }
}
