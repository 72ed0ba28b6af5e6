package dev.brownout.cli;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variants that a sweep makes the same, as what it varies is all that they differ in: one of them stands for all.
 *
 * @param others the variants that are run, in the file's order, each with those that are the same at every point
 */
record SweptEquivalents(Map<String, List<String>> others) {
    /** Of the variants of that name, or of all where none is named. */
    static SweptEquivalents of(List<ScenarioFile> points, List<String> wanted) throws Refusal {
        List<List<Variant>> variants = new ArrayList<>();
        for (ScenarioFile file : points) {
            variants.add(ScenarioOptions.variants(file, wanted));
        }
        Map<String, List<String>> others = new LinkedHashMap<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < variants.get(0).size(); i++) {
            int each = i;
            String name = variants.get(0).get(i).name();
            Integer same = kept.stream()
                    .filter(k -> variants.stream().allMatch(at -> at.get(k).sameAs(at.get(each))))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                kept.add(i);
                others.put(name, new ArrayList<>());
            } else {
                others.get(variants.get(0).get(same).name()).add(name);
            }
        }
        return new SweptEquivalents(others);
    }

    /** The variants to run. */
    List<String> names() {
        return List.copyOf(others.keySet());
    }

    /** A sentence for each variant that stands for more than itself. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        others.forEach((name, same) -> {
            if (!same.isEmpty()) {
                notes.add("'" + name + "' stands for '" + String.join("', '", same)
                        + "' as well: what they differ in is varied here");
            }
        });
        return notes;
    }
}
