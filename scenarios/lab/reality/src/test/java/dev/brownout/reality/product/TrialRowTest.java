package dev.brownout.reality.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialRowTest {
    @ParameterizedTest
    @CsvSource({
        "100, 95, 105, 10, MET",
        "111, 95, 105, 10, VIOLATED",
        "100, 90, 110, 10, TOO_NOISY",
        "NaN, 95, 105, 10, VIOLATED",
        "100, NaN, NaN, 10, VIOLATED",
        "NaN, NaN, NaN, 10, VIOLATED",
        "100, 100, NaN, 10, TOO_NOISY",
        "0, 0, 0, 0, MET"
    })
    void verdictComparesWithTheMeanOfTwoMeasurements(
            double predicted, double first, double second, double goal, TrialRow.Verdict verdict) {
        TrialRow row = new TrialRow(
                "p", "1", "t", "kill", "f", predicted, predicted, predicted, first, second, goal, true, false, 0.123);
        assertThat(row.verdict()).isEqualTo(verdict);
        assertThat(row.line()).endsWith("\t" + verdict.words() + "\tyes\tno\t12");
    }
}
