package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Autoscaling of server tiers. */
@Tag("story")
class AutoscaleTest {
    /**
     * Nine instances with 8 requests/s each. From 60 s on, the load is five times the load for which they were sized.
     */
    private static final String CROWD = """
            scenario: Five times the load within a second
            load: spike(base=40/s peak=198/s at=1m for=9m ramp=0s)
            network: none
            components:
              lb: { kind: load-balancer, algorithm: least-connections }
              web:
                kind: server
                nodes: 9
                cores: 1
                service: 125ms
                queue: 8
                autoscale: { metric: cpu, target: 60%, min: 9, max: 100, startup: 60s }
            requests:
              page: { path: [lb, web] }
            run: 6m
            """;

    @TempDir
    private Path folder;

    private VariantResult run(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("crowd.yaml"), text);
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.err()).isEmpty();
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    /** Returns the successive values of a metric, as {@code seconds:value} at each change. */
    private static List<String> changes(VariantResult result, String metric) {
        Column column = result.series().columns().stream()
                .filter(c -> c.name().equals(metric))
                .findFirst()
                .orElseThrow();
        List<String> changes = new ArrayList<>();
        double before = Double.NaN;
        for (int i = 0; i < column.values().length; i++) {
            double now = column.values()[i];
            if (now != before) {
                changes.add(i * result.series().stepNanos() / 1_000_000_000 + ":" + (long) now);
                before = now;
            }
        }
        return changes;
    }

    @Test
    void saturatedCpuScalesByInverseTargetPerRound() throws Exception {
        VariantResult result = run(replaceParts(CROWD, "198/s", "240/s"));
        assertThat(changes(result, "web.desired")).startsWith("0:9", "90:15", "150:25", "210:42", "270:70");
        assertThat(changes(result, "web.nodes")).containsExactly("0:9", "150:15", "210:25", "270:42", "330:70");
    }

    @Test
    void requestRateScalingIsLimitedOnlyByPace() throws Exception {
        VariantResult result = run(replaceParts(CROWD, "metric: cpu, target: 60%", "metric: requests, target: 4.8/s")
                + "sla: { enough: web.desired <= 46 from 2m to 6m }\n");
        assertThat(changes(result, "web.desired"))
                .startsWith("0:9", "90:18", "105:36")
                .hasSizeGreaterThan(3);
        assertThat(changes(result, "web.nodes"))
                .startsWith("0:9", "150:18", "165:36")
                .hasSizeGreaterThan(3);
        assertThat(result.evaluation().sla().get("enough").verdict()).isEqualTo(SlaResult.Verdict.PASS);
        assertThat(result.components()
                        .get("web")
                        .measures()
                        .get("shortage_seconds")
                        .value())
                .isEqualTo(105);
        assertThat(result.history().timeline())
                .anyMatch(h -> h.text().toString().contains("web: desired nodes 18 (was 9)"));
        assertThat(result.history().timeline())
                .anyMatch(h -> h.text().toString().endsWith("nodes in service"));
    }

    @Test
    @Tag("change")
    void tierScalesInAfterTheDownWindow() throws Exception {
        VariantResult result = run(replaceParts(
                CROWD,
                "for=9m",
                "for=1m",
                "peak=198/s",
                "peak=400/s",
                "metric: cpu, target: 60%",
                "metric: requests, target: 20/s",
                "startup: 60s",
                "startup: 60s, down_window: 2m"));
        assertThat(changes(result, "web.desired")).startsWith("0:9", "90:18").hasSizeGreaterThan(2);
        List<String> changes = changes(result, "web.desired");
        assertThat(changes.get(changes.size() - 1)).isEqualTo("255:9");
    }

    @Test
    void queueDepthScalesConsumers() throws Exception {
        VariantResult result = run("""
                scenario: Workers that follow their queue
                load: spike(base=2/s peak=20/s at=1m for=1m ramp=0s)
                network: none
                components:
                  web: { kind: server, service: 1ms }
                  jobs: { kind: queue }
                  workers:
                    kind: server
                    nodes: 2
                    cores: 1
                    service: 500ms
                    consumes: jobs
                    autoscale: { metric: queue_depth, target: 60, min: 2, max: 60, startup: 30s, metric_lag: 0s }
                requests:
                  job: { steps: [web, publish: jobs] }
                run: 6m
                """);
        List<String> desired = changes(result, "workers.desired");
        assertThat(desired.get(0)).isEqualTo("0:2");
        assertThat(desired.get(1)).isIn("75:4", "75:5");
        assertThat(result.history().timeline())
                .anyMatch(h -> h.text().toString().contains("queue_depth 2"));
        Column depth = result.series().columns().stream()
                .filter(c -> c.name().equals("jobs.depth"))
                .findFirst()
                .orElseThrow();
        assertThat(depth.values()[depth.values().length - 1]).isLessThan(5);
    }

    @Test
    @Tag("change")
    void chartsShowLoadAndInstances() throws Exception {
        Path file = Files.writeString(folder.resolve("crowd.yaml"), CROWD + "charts: [web.nodes vs load]\n");
        Session.of("run", file.toString(), "--out", folder.resolve("out").toString());
        assertThat(folder.resolve("out/charts/web-nodes.svg")).content().contains("Nodes of web in service");
        assertThat(folder.resolve("out/charts/load.svg")).content().contains("requests per second");
    }

    @ParameterizedTest
    @CsvSource({
        "target: 60%, target: 120/s, the target of metric cpu is a utilization such as 60%",
        "'min: 9, max: 100', 'min: 5, max: 5', nodes (9) must not exceed autoscale.max (5)",
        "metric: cpu, metric: queue_age, the target of metric queue_age is an age such as 30s",
        "target: 60%, target: 60%, 'scale applies to tiers with a variable number of nodes, such as web, not to lb'"
    })
    void rejectsInvalidAutoscaleSettings(String written, String replacement, String message) throws Exception {
        String text = replaceParts(CROWD, written, replacement) + "faults:\n  - at 1m: scale lb to 6\n";
        Path file = Files.writeString(folder.resolve("crowd.yaml"), text);
        assertThat(Session.of("validate", file.toString()).err()).contains(message);
    }

    @Test
    void queueMetricsRequireAConsumedQueue() throws Exception {
        String text = replaceParts(CROWD, "metric: cpu, target: 60%", "metric: queue_depth, target: 60");
        Path file = Files.writeString(folder.resolve("crowd.yaml"), text);
        assertThat(Session.of("validate", file.toString()).err())
                .contains("autoscale.metric queue_depth is a metric of the consumed queue: set 'consumes'");
    }
}
