package dev.brownout.wording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void hangulAndEmojiTakeTwoColumnsAndAccentsNone() {
        assertThat(Columns.width("web/1")).isEqualTo(5);
        assertThat(Columns.width("한글")).isEqualTo(4);
        assertThat(Columns.width("🙂")).isEqualTo(2);
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void aCutNeverSplitsAWideCharacter() {
        assertThat(Columns.left("한국어", 4)).isEqualTo("한… ");
        assertThat(Columns.right("ab", 4)).isEqualTo("  ab");
        assertThat(Columns.cut("abcdef", 4)).isEqualTo("abc…");
    }

    @Test
    void wrapsAtBlanksAndBreaksWordsThatAreTooLong() {
        assertThat(Columns.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Columns.wrap("가나다라마", 4)).containsExactly("가나", "다라", "마");
    }

    @Test
    void fillsWithoutBreakingAnyWord() {
        assertThat(Columns.fill("see docs/of/a/long/path now", 8)).containsExactly("see", "docs/of/a/long/path", "now");
    }

    @Test
    void theLettersOfASyllableOfHangulTakeTheColumnsOfTheSyllable() {
        assertThat(Columns.width("\u1112\u1161\u11ab")).isEqualTo(2);
    }
}
