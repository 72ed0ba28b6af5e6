package dev.brownout.vocabulary;

import java.util.List;

/**
 * The lines of a file that a scenario names, blank ones left out.
 *
 * @param lines what stands on each: a number of the argument's unit, or a text
 * @param <T> Double or String
 */
public record Recorded<T>(List<T> lines) {
    /** Takes the list as it is now. */
    public Recorded {
        lines = List.copyOf(lines);
    }
}
