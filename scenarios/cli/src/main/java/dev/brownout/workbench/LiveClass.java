package dev.brownout.workbench;

import dev.brownout.json.JsonBuilder;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Guesses of a class, in memory. Students are random identifiers of their pages. The last guess of a student counts.
 * Thread-safe.
 */
final class LiveClass {
    private static final int MOST_STUDENTS = 1_000;
    private static final int MOST_LESSONS = 200;
    private static final int MOST_PREDICTIONS = 100;
    private static final int MOST_GUESSES = 200_000;
    private static final int MOST_CHARACTERS = 200;

    private final Set<String> students = new HashSet<>();
    /** Guesses by lesson, prediction and student. */
    private final Map<String, Map<String, Map<String, Double>>> lessons = new TreeMap<>();

    private int guesses;

    /**
     * Stores a guess.
     *
     * @return the reason why the guess is not stored; empty if it is
     */
    synchronized Optional<String> guess(String lesson, String prediction, String student, double value) {
        if (!Double.isFinite(value)) {
            return Optional.of("a guess is a number");
        }
        if (!isName(lesson) || !isName(prediction) || !isName(student)) {
            return Optional.of("lesson, prediction and student have 1 to " + MOST_CHARACTERS + " characters");
        }
        Map<String, Map<String, Double>> predictions = lessons.getOrDefault(lesson, Map.of());
        boolean full = predictions.isEmpty() && lessons.size() >= MOST_LESSONS
                || !predictions.containsKey(prediction) && predictions.size() >= MOST_PREDICTIONS
                || !students.contains(student) && students.size() >= MOST_STUDENTS
                || guesses >= MOST_GUESSES;
        if (full) {
            return Optional.of("the class has its maximum number of students, lessons, predictions or guesses");
        }
        students.add(student);
        Double replaced = lessons.computeIfAbsent(lesson, name -> new TreeMap<>())
                .computeIfAbsent(prediction, name -> new TreeMap<>())
                .put(student, value);
        guesses += replaced == null ? 1 : 0;
        return Optional.empty();
    }

    /** Removes the guesses of all students for a prediction. */
    synchronized void clear(String lesson, String prediction) {
        lessons.computeIfPresent(lesson, (name, predictions) -> {
            predictions.remove(prediction);
            return predictions.isEmpty() ? null : predictions;
        });
        students.clear();
        guesses = 0;
        lessons.values()
                .forEach(predictions -> predictions.values().forEach(values -> {
                    students.addAll(values.keySet());
                    guesses += values.size();
                }));
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MOST_CHARACTERS;
    }

    /** Returns the number of students with a guess in a lesson, and the guesses for each prediction, as JSON. */
    synchronized String guesses(String lesson) {
        Map<String, Map<String, Double>> predictions = lessons.getOrDefault(lesson, Map.of());
        Set<String> joined = new HashSet<>();
        predictions.values().forEach(values -> joined.addAll(values.keySet()));
        JsonBuilder json = JsonBuilder.compact().beginObject().name("joined").value(joined.size());
        json.name("guesses").beginArray();
        predictions.forEach((prediction, values) -> {
            json.beginObject()
                    .name("prediction")
                    .value(prediction)
                    .name("values")
                    .beginArray();
            values.values().forEach(json::value);
            json.endArray().endObject();
        });
        return json.endArray().endObject().text();
    }
}
