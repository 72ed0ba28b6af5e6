package dev.brownout.page;

import java.util.List;
import java.util.Map;

/**
 * A number of a scenario that a slider can change.
 *
 * @param path its path in the scenario; several numbers in one value end in {@code [0]}, {@code [1]} and so on
 * @param label a name for readers
 * @param help the description of a parameter; empty if there is none
 * @param value the text of the number with its unit, as written
 * @param number the number without its unit; {@code NaN} for a choice that is no number
 * @param unit the unit as written; empty if there is none
 * @param range the range of a slider
 * @param choices the allowed values; empty if any value is
 * @param line the line, from 1
 * @param column the column, from 1, in code points
 * @param length the length of the value, in code points
 */
record ScenarioSetting(
        String path,
        String label,
        String help,
        String value,
        double number,
        String unit,
        SliderRange range,
        List<String> choices,
        int line,
        int column,
        int length) {
    /** Copies the list. */
    ScenarioSetting {
        choices = List.copyOf(choices);
    }

    /** Returns the setting as plain data. */
    Map<String, Object> view() {
        return PageJson.object(
                "path", path,
                "label", label,
                "help", help,
                "value", value,
                "number", number,
                "unit", unit,
                "integer", range.integer(),
                "min", range.min(),
                "max", range.max(),
                "choices", choices.isEmpty() ? null : choices,
                "logarithmic", range.logarithmic(),
                "line", line,
                "column", column,
                "length", length);
    }

    /** Returns a text with another value in place of this one. */
    String replace(String text, String other) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = end(text, start) + 1;
            boolean pair = text.charAt(start - 1) == '\r' && start < text.length() && text.charAt(start) == '\n';
            start += pair ? 1 : 0;
        }
        int from = text.offsetByCodePoints(start, column - 1);
        return text.substring(0, from) + other + text.substring(text.offsetByCodePoints(from, length));
    }

    private static int end(String text, int start) {
        int end = start;
        while (text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
