package dev.brownout.language.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.DisplayWidth;
import org.junit.jupiter.api.Test;

/** Quotations and source excerpts in messages. */
class QuotedTextTest {
    @Test
    void shortMessagesAreUnchanged() {
        String message = "unknown key 'cahce' in server 'web'; did you mean 'cache'?";
        assertThat(QuotedText.message(message)).isEqualTo(message);
    }

    @Test
    void longQuotesAreAbbreviatedInTheMiddle() {
        assertThat(QuotedText.message("unknown key 'b" + "x".repeat(400_000) + "e'; did you mean 'cache'? Zipf's law"))
                .matches("unknown key 'bx{51}…x{24}e'; did you mean 'cache'\\? Zipf's law");
    }

    @Test
    void textBetweenQuotesIsNotAbbreviated() {
        String message = "'a' " + "and so on ".repeat(10) + "'b' " + "and so on ".repeat(10) + "'c'";
        assertThat(QuotedText.message(message)).isEqualTo(message);
    }

    @Test
    void messageLengthIsLimited() {
        assertThat(QuotedText.message("x".repeat(400_000))).hasSize(QuotedText.COLUMNS);
        assertThat(QuotedText.message("'it's " + "a b ".repeat(100_000) + "'")).hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void controlCharactersAreEscaped() {
        assertThat(QuotedText.message("unknown key 'a\u001b[31m\u202e\n::error::'"))
                .isEqualTo("unknown key 'a\\u001b[31m\\u202e\\n::error::'");
    }

    @Test
    void caretIsAlignedWithTheError() {
        assertThat(QuotedText.caret("\twert 서버: 1", 8, 2)).isEqualTo("  \twert 서버: 1\n  \t       ^~~");
        assertThat(QuotedText.caret("a\u001bb", 3, 1)).isEqualTo("  a\\u001bb\n         ^");
        assertThat(QuotedText.caret("", 1, 1)).isEqualTo("  \n  ^");
    }

    @Test
    void longLinesAreCutAroundTheError() {
        String line = "a".repeat(1_000) + "bad" + "c".repeat(1_000);
        assertThat(QuotedText.caret(line, 1_001, 3))
                .isEqualTo("  …" + "a".repeat(38) + "bad" + "c".repeat(35) + "…\n   " + " ".repeat(38) + "^~~");
        assertThat(QuotedText.caret(line, 1, 2_003)).isEqualTo("  " + "a".repeat(76) + "…\n  ^" + "~".repeat(75));
        assertThat(QuotedText.caret(line, 2_003, 1)).isEqualTo("  …" + "c".repeat(76) + "\n   " + " ".repeat(75) + "^");
    }

    @Test
    void linesOfWideCharactersFitTheTerminal() {
        String excerpt = QuotedText.caret("서".repeat(60) + "버".repeat(2) + "서".repeat(60), 61, 2);
        assertThat(excerpt.lines()).allMatch(line -> DisplayWidth.width(line) <= QuotedText.COLUMNS);
        assertThat(excerpt).contains("버버").endsWith("^~~~");
    }
}
