package dev.brownout.spec;

import java.util.regex.Pattern;

/**
 * How many of several must succeed, written {@code all}, {@code first} or as a number.
 *
 * @param written as it is written; whether it is any of these is known when it is known of how many
 */
public record Quorum(String written) {
    /** What is written: words, or a number of several. */
    public static final String PATTERN = "all|first|\\d{1,4}";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

    /** How many of so many; refuses with an IllegalArgumentException where it says no number of them. */
    public int of(int all) {
        if (written.equals("all")) {
            return all;
        }
        if (written.equals("first")) {
            return 1;
        }
        int need = NUMBER.matcher(written).matches() ? Integer.parseInt(written) : 0;
        if (need < 1 || need > all) {
            throw new IllegalArgumentException("'" + written + "' is none of all, first, or a number from 1 to " + all);
        }
        return need;
    }
}
