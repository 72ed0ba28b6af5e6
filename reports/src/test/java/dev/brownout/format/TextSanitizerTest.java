package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextSanitizerTest {

    @Test
    void visibleCharactersArePlain() {
        assertThat("Größe 속도 سرعة שלום 🙂 👩‍🚀 <&>\t\n".codePoints()).allMatch(TextSanitizer::plain);
    }

    @Test
    void controlAndBidirectionalCharactersAreNotPlain() {
        assertThat("\u0000\u0007\b\r\u001b\u007f\u0085\u009b\u2028\u2029\u202a\u202e\u2066\u2069\ufffe\uffff\ufdd0"
                        .codePoints())
                .noneMatch(TextSanitizer::plain);
        assertThat(TextSanitizer.plain(0xD800)).isFalse();
        assertThat(TextSanitizer.plain(0x1FFFF)).isFalse();
    }

    @Test
    void everyPlainCharacterIsValidInXml() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean xml = c == 9
                    || c == 10
                    || c == 13
                    || c >= 0x20 && c <= 0xD7FF
                    || c >= 0xE000 && c <= 0xFFFD
                    || c >= 0x10000;
            assertThat(xml || !TextSanitizer.plain(c)).as("U+%04X", c).isTrue();
        }
    }

    @Test
    void otherCharactersAreReplacedOrEscaped() {
        assertThat(TextSanitizer.replace("a\u001b[31m\ud800")).isEqualTo("a\ufffd[31m\ufffd");
        assertThat(TextSanitizer.escape("a\u001b[31m\u202e\n")).isEqualTo("a\\u001b[31m\\u202e\n");
        assertThat(TextSanitizer.escape("\ud83f\udfff")).isEqualTo("\\U0001ffff");
    }

    @Test
    void longTitleHasAShortFileName() {
        assertThat(Slug.text("서버 ".repeat(100), "chart")).hasSize(60);
        assertThat(Slug.text("page p99", "chart")).isEqualTo("page-p99");
    }
}
