package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.brownout.testing.BrownoutAssertions;
import dev.brownout.testing.ScenarioUnderTest;
import dev.brownout.testing.SimulatedRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The failure message of a user test links a report with charts when the chart module is on its class path. */
class FailureReportChartsTest {
    @Test
    void failureReportHasCharts() {
        SimulatedRun run = ScenarioUnderTest.text("""
                        scenario: charts of a failure
                        load: 10/s
                        run: 10s
                        components: { box: { kind: server, service: 5ms } }
                        requests: { page: { path: [box] } }
                        """).run();
        String failure = catchThrowable(() -> BrownoutAssertions.assertThat(run).holds("page.p99 < 1ms"))
                .getMessage();
        assertThat(failure).contains("report: ").doesNotContain("without charts");
        Path report = Path.of(failure.substring(failure.indexOf("report: ") + 8).trim());
        assertThat(report).content().contains("<div class=\"chart");
        assertThat(report.resolveSibling("charts")).isNotEmptyDirectory();
    }
}
