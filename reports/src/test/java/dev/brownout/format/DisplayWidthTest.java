package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    @Test
    void decomposedHangulTakesTheColumnsOfItsSyllable() {
        assertThat(DisplayWidth.width("\u1112\u1161\u11ab")).isEqualTo(2);
    }
}
