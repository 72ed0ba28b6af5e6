package dev.brownout.chart.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.result.LatencyCounts;
import dev.brownout.result.RunResult;
import dev.brownout.sample.SampleLines;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heat maps of latency counts, which are drawn if latencies change or differ between variants. */
class LatencyHeatTest {
    private static final int MS = LatencyCounts.bucket(1_000_000);
    private static final int HUNDRED_MS = LatencyCounts.bucket(100_000_000);

    /**
     * Returns a variant with 200 responses/s of about 1 ms, except {@code slow} responses of about 100 ms in second 84.
     */
    private static SampleLines page(String name, int slow) {
        int[][] steps = new int[120][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = new int[HUNDRED_MS - MS + 2];
            steps[i][0] = MS;
            steps[i][1] = i == 84 ? 200 - slow : 200;
            steps[i][HUNDRED_MS - MS + 1] = i == 84 ? slow : 0;
        }
        return SampleLines.of(name).latencies("page", new LatencyCounts(steps));
    }

    private static List<Chart> charts(SampleLines... variants) {
        RunResult result = SampleLines.result("none", variants);
        return LatencyHeat.charts(result);
    }

    @Test
    void titleCountsSlowResponsesAfterTheWarmUp() {
        assertThat(charts(page("plain", 180), page("calm", 0)))
                .extracting(Chart::title)
                .containsExactly("1 % of page responses slower than 14.7 ms (plain)");
    }

    @Test
    void constantAndEqualLatenciesHaveNoChart() {
        assertThat(charts(page("plain", 0), page("calm", 0))).isEmpty();
    }

    @Test
    void variantsWithTheSameCountsShareAPanel() {
        String svg = charts(page("plain", 180), page("other", 180), page("calm", 0))
                .get(0)
                .svg();
        assertThat(svg).contains(">plain, other<", ">calm<");
    }

    @Test
    void rowsReachFromTheFastestToTheSlowestResponse() {
        String svg = charts(page("plain", 180)).get(0).svg();
        assertThat(svg).contains(">1 ms<", ">100 ms<", "responses per second by latency");
        assertThat(svg).as("limit of the title").contains("slower than 14.7 ms", ">14.7 ms<");
    }
}
