package dev.brownout.language.diagnostic;

import dev.brownout.spi.ScenarioException;
import java.util.Locale;

/**
 * The kinds of problems of a scenario. The kind of a problem is stable while its text, line and numbers change, so that
 * programs can group, count and suppress problems by kind.
 */
public enum ProblemKind {
    /** The file is not valid YAML in the subset used for scenarios. */
    YAML("Invalid YAML: indentation, quotes, duplicate keys, size."),
    /** The file requires a newer version than this program supports. */
    NEWER_VERSION("The file needs a newer version of the program."),
    /** An unknown name, key or word. */
    UNKNOWN_NAME("An unknown name, key or word, often a typing error."),
    /** A value that is unreadable or out of range. */
    VALUE("An unreadable value, a missing unit, or a value out of range."),
    /** A part is missing, misplaced, or of the wrong shape. */
    FORM("A part of the file is missing, misplaced, or of the wrong shape."),
    /** Parts of the scenario contradict each other or cannot be built. */
    IMPOSSIBLE("Parts of the scenario contradict each other or cannot be built."),
    /** An assertion, a prediction or a chart uses a metric that is constant in every variant. */
    STILL_NUMBER("An assertion, prediction, alert, chart or answer uses a metric that is constant in every variant."),
    /** A call or a request has no timeout. */
    ENDLESS_WAIT("A call or a request has no timeout."),
    /** A declared element is not used by any request, call or value. */
    UNUSED("A declared element is never used."),
    /** A setting has no effect in any variant. */
    NO_EFFECT("A setting has no effect in any variant."),
    /** A fault begins or ends outside of the measured part of the run. */
    FAULT_OUTSIDE("A fault begins or ends outside of the measured part of the run."),
    /** The analytical model or the run indicates an effect that is probably not intended. */
    FORECAST("The analytical model or the run shows a probably unintended effect, such as overload."),
    /** Two variants do not differ in any measurement. */
    SAME_VARIANTS("Two variants have equal measurements."),
    /** The verdict of an assertion differs from the one that its variant declares. */
    VERDICT("The verdict of an assertion differs from the expected one."),
    /** A run that did not reach its end. */
    ENDED_EARLY("A run ended early.");

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
