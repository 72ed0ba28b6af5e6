package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @Test
    void hangulAndEmojiTakeTwoColumnsAndAccentsNone() {
        assertThat(DisplayWidth.width("web/1")).isEqualTo(5);
        assertThat(DisplayWidth.width("한글")).isEqualTo(4);
        assertThat(DisplayWidth.width("🙂")).isEqualTo(2);
        assertThat(DisplayWidth.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void aCutNeverSplitsAWideCharacter() {
        assertThat(DisplayWidth.left("한국어", 4)).isEqualTo("한… ");
        assertThat(DisplayWidth.right("ab", 4)).isEqualTo("  ab");
        assertThat(DisplayWidth.cut("abcdef", 4)).isEqualTo("abc…");
    }

    @Test
    void wrapsAtBlanksAndBreaksWordsThatAreTooLong() {
        assertThat(DisplayWidth.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(DisplayWidth.wrap("가나다라마", 4)).containsExactly("가나", "다라", "마");
    }

    @Test
    void fillsWithoutBreakingAnyWord() {
        assertThat(DisplayWidth.fill("see docs/of/a/long/path now", 8))
                .containsExactly("see", "docs/of/a/long/path", "now");
    }

    @ParameterizedTest
    @CsvSource({
        "12 ms",
        "56 s",
        "99.9 %",
        "1.2 kB/s",
        "16 GiB",
        "800 requests/s",
        "4.6 d",
    })
    void keepsNumberAndUnitOnOneLine(String quantity) {
        String unit = quantity.substring(quantity.indexOf(' ') + 1);
        String text = "a run of the whole system takes " + quantity + ", or (" + quantity + ") in all";
        IntStream.range(quantity.length() + 2, 40).forEach(width -> {
            assertThat(DisplayWidth.fill(text, width))
                    .noneMatch(line -> (line + " ").matches(Pattern.quote(unit) + "[ ,)].*"))
                    .isEqualTo(DisplayWidth.wrap(text, width))
                    .allMatch(line -> line.length() <= width);
            assertThat(String.join(" ", DisplayWidth.fill(text, width))).isEqualTo(text);
        });
    }

    @Test
    void breaksBetweenNumbersAndOtherWords() {
        assertThat(DisplayWidth.fill("in 12 data centres", 6)).containsExactly("in 12", "data", "centres");
        assertThat(DisplayWidth.fill("폭은 25 %입니다.", 12)).containsExactly("폭은", "25 %입니다.");
        assertThat(DisplayWidth.fill("12 min", 4)).containsExactly("12", "min");
        assertThat(DisplayWidth.fill("part d", 4)).containsExactly("part", "d");
    }

    @Test
    void decomposedHangulTakesTheColumnsOfItsSyllable() {
        assertThat(DisplayWidth.width("\u1112\u1161\u11ab")).isEqualTo(2);
    }
}
