package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scaling of server tiers by the fault timeline. */
class ScaleFaultTest {
    private static final String TIER = """
            scenario: A tier of two, then five, then one
            load: constant(100/s)
            network: none
            components:
              web: { kind: server, nodes: 2, cores: 4, service: 20ms }
            requests:
              page: { path: [web] }
            run: 60s
            faults:
              - at 20s: scale web to 5
              - { at: 40s, do: scale, target: web, nodes: 1 }
            sla:
              two: web.nodes == 2 from 0s to 20s
              five: web.nodes == 5 from 20s to 40s
              one: web.nodes == 1 from 40s to 60s
              all good: page.failed == 0
              load of five: web.utilization == 10% from 25s to 40s
              mean of all: web.nodes > 2.66
            """;

    @TempDir
    private Path folder;

    private VariantResult run(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("scale.yaml"), text);
        String json = Session.of("run", file.toString(), "--format", "json").out();
        return ResultJsonReader.read(json.getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    @Test
    void tierHasTheInstancesOfTheTimeline() throws Exception {
        VariantResult result = run(TIER);
        result.evaluation()
                .sla()
                .forEach((name, line) -> assertThat(line.verdict()).as(name).isEqualTo(SlaResult.Verdict.PASS));
        assertThat(result.components().get("web").nodes()).containsOnlyKeys("1", "2", "3", "4", "5");
    }

    @Test
    void scalingIsRevertedAtItsEnd() throws Exception {
        VariantResult result = run(replaceParts(TIER, "to 5", "to 5 for 10s", "20s to 40s", "20s to 30s"));
        assertThat(result.evaluation().sla().get("five").verdict()).isEqualTo(SlaResult.Verdict.PASS);
        assertThat(result.evaluation().sla().get("mean of all").value()).isEqualTo((30 * 2 + 10 * 5 + 20) / 60.0);
    }

    @Test
    void callsBeyondTheGracePeriodAreReset() throws Exception {
        String slow = replaceParts(
                TIER,
                "cores: 4, service: 20ms",
                "cores: 1000, service: 25s",
                "constant(100/s)",
                "constant(2/s)",
                "path: [web]",
                "path: [web], timeout: none",
                "to 60s",
                "to 100s",
                "run: 60s",
                "run: 100s");
        assertThat(run(slow).requests().get("page").failed()).isZero();
        var late = run(replaceParts(slow, "service: 25s", "service: 35s"))
                .requests()
                .get("page");
        assertThat(late.outcomes().get("reset")).isEqualTo(late.failed()).isBetween(4L, 10L);
    }

    @Test
    void faultsHitOnlyExistingInstances() throws Exception {
        VariantResult result = run(replaceParts(
                TIER,
                "faults:\n",
                "faults:\n  - at 10s: crash web/50% for 5s\n",
                "all good: page.failed == 0",
                "half: page.failed > 0"));
        double failed = result.requests().get("page").failed();
        assertThat(failed).isBetween(200.0, 300.0);
        VariantResult out = run(replaceParts(TIER, "faults:\n", "faults:\n  - at 10s: crash web/5 for 15s\n"));
        assertThat(out.requests().get("page").failed()).isZero();
    }
}
