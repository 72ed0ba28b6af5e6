package dev.brownout.export;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What build servers want to know of the tests in a result, and no result knows: where they are written, and how long
 * they took on this machine.
 *
 * @param file the scenario as it was named: a path, or the name of one that is shipped
 * @param lines on which line of the file each assertion of each variant stands, from 1, by the name of the variant and
 *     then of the assertion; where it is not said, no line is told
 * @param wallSeconds time of the run on the wall clock, in seconds
 */
public record TestRun(String file, Map<String, Map<String, Integer>> lines, double wallSeconds) {
    /** Takes the map as it is now. */
    public TestRun {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    }

    /** The line of an assertion of a variant; 0 where it is not known. */
    int line(String variant, String assertion) {
        return lines.getOrDefault(variant, Collections.emptyMap()).getOrDefault(assertion, 0);
    }

    /**
     * The file as the name of a class, whose package is the folder: {@code shop/checkout.yaml} is
     * {@code shop.checkout}, so that files of one name in two folders are told apart.
     */
    String className() {
        String bare = file.replaceFirst("\\.ya?ml$", "");
        return Arrays.stream(bare.split("[/\\\\]+", -1))
                .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
                .collect(Collectors.joining("."));
    }
}
