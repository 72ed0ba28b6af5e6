package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AlignedNumbersTest {
    @Test
    void comparedNumbersHaveTheSameDecimals() {
        assertThat(AlignedNumbers.together(
                        digits -> List.of(digits.of(0.817, "ratio"), digits.of(0.9751, "ratio")), Function.identity()))
                .containsExactly("81.7 %", "97.5 %");
    }

    @Test
    void hiddenNumbersDoNotChangeTheDecimals() {
        List<String> made = AlignedNumbers.together(
                digits -> {
                    digits.of(0.817, "ratio");
                    return List.of(digits.of(0.9306, "ratio"), digits.of(0.9751, "ratio"));
                },
                Function.identity());
        assertThat(made).containsExactly("93.06 %", "97.51 %");
    }
}
