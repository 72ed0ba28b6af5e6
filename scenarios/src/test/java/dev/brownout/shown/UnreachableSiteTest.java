package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Display of requests that fail before their first call: no call between components has an error. */
class UnreachableSiteTest {
    private static final String SITE = """
            run: { duration: 60s, warmup: 1s }
            components:
              dns: { kind: dns, ttl: 1s, resolvers: 100, lookup: 20ms }
              web: { kind: server, nodes: 2, service: 1ms }
            requests: { page: { rate: 50/s, steps: [dns, web] } }
            faults: [{ at 10s: power-off dns for 40s }]
            """;

    @Test
    @SuppressWarnings("unchecked")
    void topologyShowsTheErrorsOfTheUsersAndTheFault() throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty()).load("site", SITE, Overrides.NONE);
        file.check(Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        RunResult result = file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
        Chart topology = ChartBook.of(result).charts().stream()
                .filter(chart -> chart.slug().equals("topology"))
                .findFirst()
                .orElseThrow();
        assertThat(result.variants().get(0).edges())
                .as("calls between components")
                .allMatch(edge -> edge.failed() == 0);
        assertThat(topology.title()).matches("page: [67]\\d(\\.\\d+)? % errors, mostly .*");
        Map<String, Object> users =
                ((List<Map<String, Object>>) topology.model().get("boxes")).get(0);
        double[] failures = (double[]) users.get("failures");
        double[] ended = (double[]) users.get("ended");
        int middle = failures.length / 2;
        assertThat(failures[middle]).isPositive().isEqualTo(ended[middle]);
        assertThat(failures[0]).isZero();
        assertThat(topology.model().get("faults").toString()).contains("words=dns powered off", "from=10.0", "to=50.0");
    }
}
