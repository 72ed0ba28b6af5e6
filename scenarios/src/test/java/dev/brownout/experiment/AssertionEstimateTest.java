package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AssertionEstimateTest {
    private static AssertionEstimate evaluate(String comparison, double... values) {
        return AssertionEstimate.of(
                DoubleStream.of(values)
                        .mapToObj(value -> new SlaResult(
                                "", "", comparison, value, 50, 0.05, "1", 0, 0, 1, Verdict.PASS, -1, false, null))
                        .toList(),
                0.95);
    }

    @Test
    void interimAnalysisStopsAtAViolatedBound() {
        assertThat(evaluate("<", 59, 60, 61).isViolatedEarly()).isTrue();
        assertThat(evaluate(">=", 39, 40, 41).isViolatedEarly()).isTrue();
        assertThat(evaluate("<", 39, 40, 41).isViolatedEarly()).isFalse();
        assertThat(evaluate("<", 49, 50, 60).isViolatedEarly()).isFalse();
    }

    @Test
    void interimAnalysisDoesNotStopForATwoSidedAssertion() {
        assertThat(evaluate("~", 59, 60, 61).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evaluate("~", 59, 60, 61).isViolatedEarly()).isFalse();
        assertThat(evaluate("==", 59, 60, 61).isViolatedEarly()).isFalse();
    }

    @Test
    void interimAnalysisDoesNotStopWithoutVariance() {
        assertThat(evaluate("<", 60, 60, 60).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(evaluate("<", 60, 60, 60).isViolatedEarly()).isFalse();
    }
}
