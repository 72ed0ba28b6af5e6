package dev.brownout.displayed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayedQuantityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "237 ms | 237109247 | ns",
                "2 min 34 s | 154.2e9 | ns",
                "2 h 5 min | 7520 | s",
                "4.6 d | 397440e9 | ns",
                "99.64 % | 0.99641 | ratio",
                "16,000 % | 160.26 | ratio",
                "12,345/s | 12345 | 1/s",
                "1.5 MB/s | 1.5e6 | B/s",
                "$4.06/h | 4.0612 | $/h",
                "-3 | -3 | 1",
            })
    void valueIsShownInItsUnit(String text, double value, String unit) {
        assertThat(DisplayedQuantity.shows(text, value, unit)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "238 ms | 237109247 | ns",
                "237 μs | 237109247 | ns",
                "2 min 34 s | 155e9 | ns",
                "100 % | 0.999 | ratio",
                "0 % | 0.004 | ratio",
                "0.237 | 0.237 | s",
                "12,345 | 12345 | 1/s",
                "1.5 MB | 1.5e6 | B/s",
                "4.06/h | 4.0612 | $/h",
                "no data | 0 | 1",
            })
    void otherValueOrUnitIsFound(String text, double value, String unit) {
        assertThat(DisplayedQuantity.shows(text, value, unit)).isFalse();
    }

    @Test
    void missingValueIsNoNumber() {
        assertThat(DisplayedQuantity.shows("no data", null, "ns")).isTrue();
        assertThat(DisplayedQuantity.shows("0 s", null, "ns")).isFalse();
    }
}
