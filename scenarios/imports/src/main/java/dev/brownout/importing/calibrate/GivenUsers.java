package dev.brownout.importing.calibrate;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Numbers of users from the option {@code --users}.
 *
 * @param byFile numbers for a file, by its path or its name
 * @param other number for all other files with results without a number
 */
public record GivenUsers(Map<String, Integer> byFile, OptionalInt other) {
    /**
     * Parses values of the option.
     *
     * @throws IllegalArgumentException if a value is neither {@code N} nor {@code FILE=N}
     */
    public static GivenUsers of(List<String> values) {
        Map<String, Integer> byFile = new TreeMap<>();
        OptionalInt other = OptionalInt.empty();
        for (String value : values) {
            int equals = value.lastIndexOf('=');
            String number = value.substring(equals + 1);
            if (!number.matches("[0-9]{1,7}")) {
                throw new IllegalArgumentException("--users " + value
                        + ": expected a number of users, or FILE=NUMBER, such as --users fifty.csv=50");
            }
            if (equals < 0) {
                other = OptionalInt.of(Integer.parseInt(number));
            } else {
                byFile.put(value.substring(0, equals), Integer.parseInt(number));
            }
        }
        return new GivenUsers(byFile, other);
    }

    /** Returns the number that the option gives to a file by its path or its name. */
    OptionalInt of(String path, String name) {
        Integer number = byFile.containsKey(path) ? byFile.get(path) : byFile.get(name);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
