package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import java.util.regex.Pattern;

/**
 * Number of calls among several that must succeed, written {@code all}, {@code first} or as a number.
 *
 * @param written text in the scenario; validated when the number of calls is known
 */
public record Quorum(String written) {
    /** Regular expression of the valid texts. */
    public static final String PATTERN = "all|first|\\d{1,4}";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /**
     * Returns the number among {@code all} calls.
     *
     * @throws IllegalArgumentException if the text is not {@code all}, {@code first} or a number from 1 to {@code all}
     */
    public int of(int all) {
        if (written.equals("all")) {
            return all;
        }
        if (written.equals("first")) {
            return 1;
        }
        int need = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : 0;
        if (need < 1 || need > all) {
            throw new InvalidValueException("'{}' is not all, first, or a number from 1 to {}", written, all);
        }
        return need;
    }
}
