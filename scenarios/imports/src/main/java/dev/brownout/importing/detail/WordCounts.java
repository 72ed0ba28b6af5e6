package dev.brownout.importing.detail;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Number of occurrences of words. Only the first {@link #MAXIMUM} different words are distinguished. */
public final class WordCounts {
    private static final int MAXIMUM = 24;
    private static final int LONGEST = 40;
    private static final String REST = "others";

    private final Map<String, long[]> counts = new TreeMap<>();

    /** Counts a word. */
    public void add(String word) {
        long[] count = counts.get(word);
        if (count == null) {
            boolean fits = counts.size() < MAXIMUM && word.length() <= LONGEST;
            count = counts.computeIfAbsent(fits ? word : REST, none -> new long[1]);
        }
        count[0]++;
    }

    /** Returns whether no word was counted. */
    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Returns the words with their numbers, the most frequent first, such as {@code 1620 Hit, 380 Miss}. */
    public String text() {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, long[]> entry) -> -entry.getValue()[0])
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> entry.getValue()[0] + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
