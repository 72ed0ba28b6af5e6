package dev.brownout.grading;

import dev.brownout.language.NewValue;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Numbers of an assignment that differ between students. The number of a student at a path is the value with the index
 * h mod n of its n values. h is the first 8 bytes, as an unsigned big-endian integer, of the SHA-256 digest of the
 * salt, the name of the student and the path in UTF-8, joined by line feeds. The same name has the same numbers on
 * every machine. As n is at most 1,001, no value is more likely than another one by more than a share of 10^-16.
 *
 * @param salt the salt of the assignment
 * @param variations the values by path
 */
record StudentNumbers(String salt, Map<String, Variation> variations) {
    /** Largest number of paths with all combinations of their extremes. */
    private static final int MOST_COMBINED = 4;

    private static final int HEX_DIGITS = 16;
    private static final int RADIX = 16;

    StudentNumbers {
        variations = new LinkedHashMap<>(variations);
    }

    /** Returns the values of a student by path. */
    Map<String, String> of(String student) {
        Map<String, String> values = new LinkedHashMap<>();
        variations.forEach((path, variation) -> {
            String digest = Sha256.hex(String.join("\n", salt, student, path));
            long hash = Long.parseUnsignedLong(digest.substring(0, HEX_DIGITS), RADIX);
            int index = (int) Long.remainderUnsigned(hash, variation.values().size());
            values.put(path, variation.values().get(index).text());
        });
        return values;
    }

    /**
     * Returns all combinations of the extreme values by path: the lowest and the highest number, or each value of a
     * list of texts. With more than {@value #MOST_COMBINED} paths, all have their first or all their last extreme.
     */
    List<Map<String, String>> extremes() {
        List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
        if (variations.size() > MOST_COMBINED) {
            combinations.add(Map.of());
        }
        variations.forEach((path, variation) -> {
            List<String> ends = ends(variation);
            List<Map<String, String>> longer = new ArrayList<>();
            for (int i = 0; i < combinations.size(); i++) {
                Map<String, String> combination = combinations.get(i);
                List<String> chosen =
                        variations.size() > MOST_COMBINED ? List.of(ends.get(i == 0 ? 0 : ends.size() - 1)) : ends;
                chosen.forEach(end -> {
                    Map<String, String> more = new LinkedHashMap<>(combination);
                    more.put(path, end);
                    longer.add(more);
                });
            }
            combinations.clear();
            combinations.addAll(longer);
        });
        return combinations;
    }

    private static List<String> ends(Variation variation) {
        List<Variation.Value> values = variation.values();
        if (values.stream().anyMatch(value -> Double.isNaN(value.number()))) {
            return values.stream().map(Variation.Value::text).distinct().toList();
        }
        Comparator<Variation.Value> byNumber = Comparator.comparingDouble(Variation.Value::number);
        return Stream.of(values.stream().min(byNumber), values.stream().max(byNumber))
                .map(value -> value.orElseThrow().text())
                .distinct()
                .toList();
    }

    /** Returns values by path as replacements in the text of the base scenario. */
    static List<NewValue> replacements(Map<String, String> values) {
        List<NewValue> replacements = new ArrayList<>();
        values.forEach((path, value) -> replacements.add(new NewValue(path, value, List.of())));
        return replacements;
    }
}
