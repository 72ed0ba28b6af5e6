package dev.brownout.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.result.AnswerTemplate.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics in braces are separated from the text of an answer. */
class AnswerTemplateTest {
    @Test
    void textAndMetricsAreSeparated() {
        assertThat(AnswerTemplate.of("Down for {save.rto(outage)}, {one: two: page.p99 } of {{x}}.")
                        .parts())
                .containsExactly(
                        new Part("Down for ", false, "", 0, 0),
                        new Part("save.rto(outage)", true, "", 10, 10),
                        new Part(", ", false, "", 0, 0),
                        new Part("page.p99", true, "one: two", 40, 30),
                        new Part(" of {x}.", false, "", 0, 0));
        assertThat(AnswerTemplate.of("").parts()).isEmpty();
    }

    @Test
    void offsetsCountCodePoints() {
        assertThat(AnswerTemplate.of("🙂 {availability}").parts().get(1).offset())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "a {b, 2, 1, is never closed",
        "a {b {c}, 2, 1, is never closed",
        "a b} c, 3, 1, without",
        "a {} c, 2, 2, no metric",
        "a {b: } c, 2, 5, no metric",
        "a {: b} c, 3, 1, no variant"
    })
    void wrongBracesAreRejected(String text, int offset, int length, String message) {
        AnswerFormatException wrong = catchThrowableOfType(AnswerFormatException.class, () -> AnswerTemplate.of(text));
        assertThat(wrong).hasMessageContaining(message);
        assertThat(wrong.offset()).isEqualTo(offset);
        assertThat(wrong.length()).isEqualTo(length);
    }
}
