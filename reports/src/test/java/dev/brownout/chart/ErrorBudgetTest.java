package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.draw.Chart;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Error budget charts of availability assertions: the burned share, and the time of exhaustion. */
class ErrorBudgetTest {
    /**
     * Returns a variant with 100 requests/s, {@code failed} of which fail in second 84. All requests of the warm-up
     * fail and do not count.
     */
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
    void titleGivesTheUsedBudgets() {
        assertThat(charts(failing("plain", 90), failing("spare", 9), failing("calm", 0)))
                .extracting(Chart::title)
                .containsExactly("Error budget of 'uptime' used: 200 % (plain), others 0 % to 20 %");
    }

    @Test
    void titleOfOneVariantGivesTheTimeOfExhaustion() {
        assertThat(charts(failing("plain", 90)).get(0).title())
                .isEqualTo("Error budget of 'uptime' used: 200 %, exhausted at 1:24");
    }

    @Test
    void lineEndsAtTheValueInTheTitle() {
        Chart chart = charts(failing("plain", 9), failing("calm", 0)).get(0);
        List<Double> burned = chart.lines().get(0).values();
        assertThat(burned.get(29)).isNaN();
        assertThat(burned.get(83)).isZero();
        assertThat(burned.get(119)).isCloseTo(0.2, within(1e-9));
        assertThat(chart.lines().get(0).label()).isEqualTo("plain");
    }

    @Test
    void unusedBudgetHasNoChart() {
        assertThat(charts(failing("calm", 0))).isEmpty();
    }

    @Test
    void assertionInconsistentWithItsSeriesHasNoChart() {
        SampleLines other = failing("plain", 90).sla("uptime", "page.availability >= 99.5%", 0.97, 0.995, "ratio");
        assertThat(charts(other)).isEmpty();
    }
}
