package dev.brownout.grading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Grades at extreme numbers of students: each number has its lowest or highest value.
 *
 * @param values the values by path
 * @param answer grade of the model answer
 * @param unchanged grade of the base scenario as the students get it
 */
public record NumberExtreme(Map<String, String> values, Grade answer, Grade unchanged) {
    /** Copies the map. */
    public NumberExtreme {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns whether the model answer has all points, and the unchanged scenario has fewer. */
    public boolean isSolvable() {
        return answer.isFull() && !unchanged.isFull();
    }

    /** Returns the values in words: {@code load 160/s, web.cores 4}. */
    public String words() {
        StringBuilder words = new StringBuilder();
        values.forEach((path, value) -> words.append(words.isEmpty() ? "" : ", ")
                .append(path)
                .append(' ')
                .append(value));
        return words.toString();
    }
}
