package dev.brownout.export;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Data for build servers that the result lacks: the source positions of the assertions, and the duration of the run on
 * this machine.
 *
 * @param file scenario as named by the user: a path, or the name of a library scenario
 * @param lines source line of each assertion in the file, from 1, by the name of the variant and then of the assertion;
 *     no line is written for an assertion without an entry
 * @param wallSeconds wall clock time of the run, in seconds
 */
public record TestRun(String file, Map<String, Map<String, Integer>> lines, double wallSeconds) {
    /** Copies the map. */
    public TestRun {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /** Returns the source line of an assertion of a variant; 0 if it is unknown. */
    int line(String variant, String assertion) {
        return lines.getOrDefault(variant, Collections.emptyMap()).getOrDefault(assertion, 0);
    }

    /**
     * Returns the file as a class name with the folder as its package: {@code shop/checkout.yaml} is
     * {@code shop.checkout}. Files of the same name in different folders thus have different class names.
     */
    String className() {
        String bare = file.replaceFirst("\\.ya?ml$", "");
        return Arrays.stream(bare.split("[/\\\\]+", -1))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("."));
    }
}
