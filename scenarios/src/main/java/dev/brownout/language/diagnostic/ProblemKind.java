package dev.brownout.language.diagnostic;

import dev.brownout.spi.ScenarioException;
import java.util.Locale;

/**
 * The kinds of problems of a scenario. The kind of a problem is stable while its text, line and numbers change, so that
 * programs can group, count and suppress problems by kind.
 */
public enum ProblemKind {
    /** The file is not valid YAML in the subset used for scenarios. */
    YAML("Not YAML as scenarios are written in it: indentation, quotes, duplicate keys, size."),
    /** The file requires a newer version than this program supports. */
    NEWER_VERSION("Written for a newer version than this program reads."),
    /** An unknown name, key or word. */
    UNKNOWN_NAME("A name, a key or a word that nothing has; often a typing error."),
    /** A value that is unreadable or out of range. */
    VALUE("A value that cannot be read, has no unit, or lies outside of what it may be."),
    /** A part is missing, misplaced, or of the wrong shape. */
    FORM("A part of the file is missing, stands where it may not, or is of another shape than it should be."),
    /** Parts of the scenario contradict each other or cannot be built. */
    IMPOSSIBLE("Parts of the scenario contradict each other, or nothing can be built of them."),
    /** An assertion, a prediction or a chart uses a metric that is constant in every variant. */
    STILL_NUMBER("A number is asserted, foretold or drawn that never moves in any variant."),
    /** A call or a request has no timeout. */
    ENDLESS_WAIT("Somebody waits for ever: a call or a request has no timeout."),
    /** A declared element is not used by any request, call or value. */
    UNUSED("Something is declared that is never used."),
    /** A fault begins or ends outside of the measured part of the run. */
    FAULT_OUTSIDE("A fault begins or ends outside of what the run measures."),
    /** The analytical model or the run indicates an effect that is probably not intended. */
    FORECAST("Arithmetic or the run shows what the author may not have meant, such as more load than capacity."),
    /** Two variants do not differ in any measurement. */
    SAME_VARIANTS("Two variants are the same in everything that is measured."),
    /** The verdict of an assertion differs from the one that its variant declares. */
    VERDICT("An assertion did not come out as its variant says that it must."),
    /** A run that did not reach its end. */
    ENDED_EARLY("A run did not reach its end.");

    private final String sentence;

    ProblemKind(String sentence) {
        this.sentence = sentence;
    }

    /** Returns the kind of an error from the simulator core. */
    public static ProblemKind of(ScenarioException impossible) {
        return impossible.offending().isEmpty() ? IMPOSSIBLE : UNKNOWN_NAME;
    }

    /** Returns the machine-readable name, such as {@code unknown-name}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns a description of this kind of problem. */
    public String sentence() {
        return sentence;
    }
}
