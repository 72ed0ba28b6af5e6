package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words for verdicts, bounds and distances. */
class VerdictWordingTest {
    private static SlaResult sla(String metric, String comparison, double value, double bound, String unit) {
        return sla(metric, comparison, value, bound, unit, Verdict.FAIL, false);
    }

    private static SlaResult sla(
            String metric,
            String comparison,
            double value,
            double bound,
            String unit,
            Verdict verdict,
            boolean breaks) {
        return new SlaResult(
                metric + " " + comparison + " bound",
                metric,
                comparison,
                value,
                bound,
                0,
                unit,
                Double.NaN,
                0,
                1,
                verdict,
                -1,
                breaks,
                null);
    }

    private static SlaResult verdict(Verdict verdict, boolean breaks) {
        return sla("page.p99", "<", 1e6, 2e6, "ns", verdict, breaks);
    }

    private static String range(double low, double high) {
        return VerdictWording.measuredValue(new SlaResult(
                "page.error_rate < bound",
                "page.error_rate",
                "<",
                low,
                0.01,
                0,
                "ratio",
                Double.NaN,
                0,
                1,
                Verdict.FAIL,
                -1,
                false,
                new SlaResult.OpenRange(low, high)));
    }

    @Test
    void endsOfARangeArePrintedOnceIfTheyAreEqual() {
        assertThat(range(0.17, 1)).isEqualTo("17 % to 100 %");
        assertThat(range(0.18801, 0.18803)).isEqualTo("18.8 %");
        assertThat(range(0.188, Double.POSITIVE_INFINITY)).isEqualTo("18.8 % or more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASS      | false | met
            FAIL      | false | violated
            UNDECIDED | false | undecided
            NO_DATA   | false | no data
            PASS      | true  | met, violation expected
            FAIL      | true  | expected violation
            UNDECIDED | true  | undecided, violation expected
            NO_DATA   | true  | no data (expected)
            """)
    void eachVerdictHasOneWord(Verdict verdict, boolean breaks, String words) {
        assertThat(VerdictWording.words(verdict(verdict, breaks))).isEqualTo(words);
    }

    @Test
    void runsPassOrFailWithCounts() {
        SlaResult met = verdict(Verdict.PASS, false);
        SlaResult expected = verdict(Verdict.FAIL, true);
        SlaResult violated = verdict(Verdict.FAIL, false);
        assertThat(VerdictWording.sentence(List.of(met))).isEqualTo("PASS: 1 assertion met");
        assertThat(VerdictWording.sentence(List.of(met, met, expected)))
                .isEqualTo("PASS: 2 assertions met, 1 expected violation (!)");
        assertThat(VerdictWording.sentence(List.of(met, violated, expected)))
                .isEqualTo("FAIL: 1 of 3 assertions violated");
        assertThat(VerdictWording.sentence(List.of(verdict(Verdict.PASS, true), violated)))
                .isEqualTo("FAIL: 1 of 2 assertions violated; 1 met, violation expected");
        assertThat(VerdictWording.sentence(List.of())).isEqualTo("no assertions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page.p99            | 237000000          | 400000000 | ns    | 59 % of the bound
            page.p99            | 5290000000         | 400000000 | ns    | 13x the bound
            page.failed         | 105                | 100       | 1     | 105 % of the bound
            db.lost_writes      | 1400               | 0         | 1     | ''
            page.availability   | 0.9258             | 0.99      | ratio | 6.42 points below
            page.error_rate     | 0.02               | 0         | ratio | 2 points above
            page.availability   | 0.9900000000000001 | 0.99      | ratio | at the bound
            """)
    void distancesArePointsOrRatios(String metric, double value, double bound, String unit, String distance) {
        assertThat(VerdictWording.distance(sla(metric, "<", value, bound, unit)))
                .isEqualTo(distance);
    }

    @Test
    void countedSecondsHaveAUnitAndEqualityASingleSign() {
        SlaResult dual = sla("db.dual_primary_seconds", "==", 37, 0, "1");
        assertThat(VerdictWording.bound(dual)).isEqualTo("= 0 s");
        assertThat(VerdictWording.measuredValue(dual)).isEqualTo("37 s");
        SlaResult lost = sla("db.lost_writes", "==", 37, 0, "1");
        assertThat(VerdictWording.bound(lost)).isEqualTo("= 0");
        assertThat(VerdictWording.measuredValue(lost)).isEqualTo("37");
    }
}
