package dev.brownout.chart.errorbudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.Chart;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of an assertion on the share of good requests it is told how much of its budget was burned, and when it was gone. */
class ErrorBudgetTest {
    /** Of 100 requests each second so many fail in the 84th; the warm-up, in which all fail, does not count. */
    private static SampleLines failing(String name, int failed) {
        long measured = 90 * 100;
        return SampleLines.of(name)
                .ratio("page.availability", t -> t < 30 ? 0 : t == 84 ? 100 - failed : 100, t -> 100)
                .sla("uptime", "page.availability >= 99.5%", 1 - failed / (double) measured, 0.995, "ratio");
    }

    private static List<Chart> charts(SampleLines... variants) {
        return ErrorBudget.charts(SampleLines.result("none", variants));
    }

    @Test
    void theTitleSaysWhenItWasGoneAndHowMuchWasBurned() {
        assertThat(charts(failing("plain", 90), failing("spare", 9), failing("calm", 0)))
                .extracting(Chart::title)
                .containsExactly(
                        "Error budget of 'uptime' (page.availability >= 99.5%): gone at 1:24, burned 2 times over"
                                + " (plain) · 20 % burned (spare) · 0 % burned (calm)");
    }

    @Test
    void theLineEndsAtWhatTheTitleSays() {
        Chart chart = charts(failing("plain", 9), failing("calm", 0)).get(0);
        List<Double> burned = chart.lines().get(0).values();
        assertThat(burned.get(29)).isNaN();
        assertThat(burned.get(83)).isZero();
        assertThat(burned.get(119)).isCloseTo(0.2, within(1e-9));
        assertThat(chart.lines().get(0).label()).isEqualTo("plain");
    }

    @Test
    void aBudgetThatNobodyTouchesIsNoPicture() {
        assertThat(charts(failing("calm", 0))).isEmpty();
    }

    @Test
    void anAssertionWhoseWindowIsNotThatOfStepsHasNone() {
        SampleLines other = failing("plain", 90).sla("uptime", "page.availability >= 99.5%", 0.97, 0.995, "ratio");
        assertThat(charts(other)).isEmpty();
    }
}
