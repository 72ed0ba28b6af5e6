package dev.brownout.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.overlay.Variation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Numbers of students from a hash of the name. */
class StudentNumbersTest {
    private static final StudentNumbers NUMBERS =
            new StudentNumbers("salt", Map.of("params.peak", Variation.of("params.peak", "0..9")));

    private static int number(String student) {
        return Integer.parseInt(NUMBERS.of(student).get("params.peak"));
    }

    /** Expected: {@code int(hashlib.sha256(b"salt\nkim\nparams.peak").digest()[:8].hex(), 16) % 10} in Python. */
    @Test
    void numberIsAHashOfSaltNameAndPath() {
        assertThat(number("kim")).isEqualTo(9);
        assertThat(number("lee")).isEqualTo(2);
        assertThat(number("김민지")).isEqualTo(1);
    }

    @Test
    void extremesAreAllCombinationsOfLowestAndHighest() {
        Map<String, Variation> variations = new LinkedHashMap<>();
        variations.put("load", Variation.of("load", "90/s,60/s,75/s"));
        variations.put("lb.algorithm", Variation.of("lb.algorithm", "random,round-robin"));
        assertThat(new StudentNumbers("salt", variations).extremes())
                .containsExactly(
                        Map.of("load", "60/s", "lb.algorithm", "random"),
                        Map.of("load", "60/s", "lb.algorithm", "round-robin"),
                        Map.of("load", "90/s", "lb.algorithm", "random"),
                        Map.of("load", "90/s", "lb.algorithm", "round-robin"));
        for (int i = 0; i < 3; i++) {
            variations.put("params.p" + i, Variation.of("params.p" + i, "1..3"));
        }
        assertThat(new StudentNumbers("salt", variations).extremes())
                .extracting(values -> String.join(" ", values.values()))
                .containsExactly("60/s random 1 1 1", "90/s round-robin 3 3 3");
    }

    @Test
    void saltChangesTheNumbers() {
        StudentNumbers other = new StudentNumbers("other", NUMBERS.variations());
        assertThat(java.util.stream.IntStream.range(0, 20)
                        .filter(i -> !other.of("s" + i).equals(NUMBERS.of("s" + i))))
                .hasSizeGreaterThan(10);
    }

    /** A chi-squared test with 9 degrees of freedom: 21.67 is exceeded with a probability of 1 %. */
    @Test
    void eachValueIsEquallyLikely() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 2000; i++) {
            counts.merge(number("student" + i), 1, Integer::sum);
        }
        double chiSquared = counts.values().stream()
                .mapToDouble(count -> (count - 200.0) * (count - 200.0) / 200)
                .sum();
        assertThat(counts).hasSize(10);
        assertThat(chiSquared).isLessThan(21.67);
    }

    @Test
    void composedAndDecomposedNamesAreTheSameStudent() {
        Submission composed = Submission.of("김민지", "김민지.yaml", "");
        Submission decomposed = Submission.of("\u1100\u1175\u11B7\u1106\u1175\u11AB\u110C\u1175", "x.yaml", "");
        assertThat(decomposed.student()).isEqualTo(composed.student());
    }
}
