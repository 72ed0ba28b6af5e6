package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value equal to its bound meets the bound: in the verdict, in the margin and on the timeline. */
class ExactBoundsTest {
    @TempDir
    private Path folder;

    private VariantResult run(String scenario) throws Exception {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.out()).as(session.err()).isNotEmpty();
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    private static void isMetExactly(VariantResult result) {
        for (SlaResult sla : result.evaluation().sla().values()) {
            assertThat(sla.verdict())
                    .as("%s: %s", sla.expression(), sla.value())
                    .isEqualTo(Verdict.PASS);
            assertThat(sla.margin()).as(sla.expression()).isZero();
        }
    }

    private static void isMetAllTheTime(VariantResult result) {
        isMetExactly(result);
        for (SlaResult sla : result.evaluation().sla().values()) {
            assertThat(sla.firstViolatedAtNanos()).as(sla.expression()).isEqualTo(-1);
        }
        assertThat(result.history().timeline()).isEmpty();
    }

    /** 64 cores of $0.05 per hour cost $3.2 per hour in each second. None of these amounts is finite in binary. */
    @Test
    void costRatesMeetEqualBoundsInEverySecond() throws Exception {
        isMetAllTheTime(run("""
                run: { duration: 20m, warmup: 1m, seed: 1 }
                network: none
                price_list: { server: { cores: $0.05/h } }
                components:
                  a: { kind: server, cores: 32, service: 1ms }
                  b: { kind: server, cores: 32, service: 1ms }
                requests: { page: { rate: constant(10/s), path: [a, b] } }
                sla:
                  most: all.cost_per_hour <= $3.2/h
                  most of a day: all.cost_per_hour <= $76.8/d
                  least: all.cost_per_hour >= $3.2/h
                  each: a.cost_per_hour == $1.6/h
                """));
    }

    /** Three hosts of $0.1 per hour for 20 minutes: one third of $0.1 each, $0.1 in total. */
    @Test
    void costPartsSumExactly() throws Exception {
        VariantResult result = run("""
                run: { duration: 20m, warmup: 0s, seed: 1 }
                network: none
                price_list: { server: { cores: $0.1/h } }
                components:
                  a: { kind: server, cores: 1, service: 1ms }
                  b: { kind: server, cores: 1, service: 1ms }
                  c: { kind: server, cores: 1, service: 1ms }
                requests: { page: { rate: constant(10/s), path: [a, b, c] } }
                sla:
                  sum: all.cost <= $0.1
                  all of it: all.cost >= $0.1
                """);
        isMetExactly(result);
    }

    /** Ten requests with one failure: the error rate is 10 %, without the rounding error of 1 - 0.9. */
    @Test
    void ratiosOfCountsMeetEqualBounds() throws Exception {
        isMetExactly(run("""
                run: { duration: 100s, warmup: 0s, seed: 1 }
                network: none
                components:
                  box: { kind: server, cores: 8, service: 1ms }
                requests:
                  page: { rate: constant(9/s), path: [box] }
                  gone: { rate: constant(1/s), path: [box], timeout: 500us }
                sla:
                  errors: error_rate <= 10% from 10s to 90s
                  successes: success_rate >= 90% from 10s to 90s
                  served: page.throughput >= 540/min from 10s to 90s
                """));
    }

    /**
     * A value at either edge of a tolerance is within it, although 0.55 - 0.5 exceeds 0.05 in binary floating point.
     */
    @Test
    void toleranceIncludesItsEdges() throws Exception {
        isMetExactly(run("""
                run: { duration: 100s, warmup: 0s, seed: 1 }
                network: none
                components:
                  box: { kind: server, cores: 8, service: 1ms }
                requests:
                  page: { rate: constant(9/s), path: [box] }
                  gone: { rate: constant(11/s), path: [box], timeout: 500us }
                sla:
                  upper: error_rate ~ 50% +/- 10% from 10s to 90s
                  lower: success_rate ~ 50% +/- 10% from 10s to 90s
                """));
    }
}
