package dev.brownout.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notation is that of the formats of Java. */
class ScientificNotationTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                1,
                9.999,
                12345,
                1e15,
                4.6749e157,
                3e-4,
                9.96e-5,
                1.7e-300,
                Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NaN
            })
    void notationIsThatOfFormats(double value) {
        assertThat(ScientificNotation.format(value, 2)).isEqualTo(String.format(Locale.ROOT, "%.2e", value));
        assertThat(ScientificNotation.format(value, 1)).isEqualTo(String.format(Locale.ROOT, "%.1e", value));
    }
}
