package dev.brownout.spi;

import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Effect of a setting in one variant of a scenario.
 *
 * @param reason why the setting has no effect, and a change that gives it one; empty if it has one
 * @param situational whether other faults or changes would give it an effect, so that it can describe a real system; a
 *     setting without effect is then no error
 */
public record ConditionalEffect(Sentence reason, boolean situational) {
    /** An effect. */
    public static final ConditionalEffect PRESENT = new ConditionalEffect(Sentence.EMPTY, false);

    /** Returns whether the setting has an effect. */
    public boolean isPresent() {
        return reason.isEmpty();
    }

    /**
     * Returns a sentence about settings that have no effect for this reason.
     *
     * @param names names of the settings, at least one
     */
    public Sentence problem(List<String> names) {
        String quoted = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        int last = quoted.lastIndexOf(", ");
        return last < 0
                ? Sentence.of("{} has no effect: {}, or remove it", quoted, reason)
                : Sentence.of(
                        "{} and {} have no effect: {}, or remove them",
                        quoted.substring(0, last),
                        quoted.substring(last + 2),
                        reason);
    }
}
