package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time of the first violation of an assertion, and its recovery. */
class FirstViolationTest {
    private static final String CRASH = """
            scenario: A crash of two seconds
            load: constant(20/s)
            components:
              box: { kind: server, cores: 1, service: 1ms }
            requests:
              page: { path: [box] }
            run: 20s
            faults:
              - at 5s: crash box/1 for 2s as outage
            sla:
              few: page.failed <= 20
              none: page.failed == 0
              plenty: page.good >= 390
              up: availability >= 99%
              mostly: availability >= 80%
              back: page.rto(outage) < 1s
            """;

    @TempDir
    private Path folder;

    private VariantResult run() throws Exception {
        return run(CRASH);
    }

    private VariantResult run(String scenario) throws Exception {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        String json = Session.of("run", file.toString(), "--format", "json").out();
        return ResultJsonReader.read(json.getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    @Test
    void countIsViolatedForGoodWhenItPassesItsBound() throws Exception {
        VariantResult result = run();
        SlaResult few = result.evaluation().sla().get("few");
        assertThat(few.firstViolatedAtNanos()).isBetween(6_000_000_000L, 6_200_000_000L);
        assertThat(result.evaluation().sla().get("none").firstViolatedAtNanos())
                .isBetween(5_000_000_000L, 5_200_000_000L);
        assertThat(violationTimes(result, "few")).containsExactly("breach");
    }

    @Test
    void countBelowItsLowerBoundHasNoViolationTime() throws Exception {
        SlaResult plenty = run().evaluation().sla().get("plenty");
        assertThat(plenty.verdict()).isEqualTo(SlaResult.Verdict.FAIL);
        assertThat(plenty.firstViolatedAtNanos()).isEqualTo(-1);
    }

    @Test
    void ratioIsViolatedAndRecovers() throws Exception {
        VariantResult result = run();
        assertThat(result.evaluation().sla().get("up").firstViolatedAtNanos())
                .isBetween(5_000_000_000L, 5_200_000_000L);
        assertThat(violationTimes(result, "up")).containsExactly("breach", "recovery");
    }

    @Test
    void slowRecoveryHasNoViolationTime() throws Exception {
        SlaResult back = run().evaluation().sla().get("back");
        assertThat(back.verdict()).isEqualTo(SlaResult.Verdict.FAIL);
        assertThat(back.firstViolatedAtNanos()).isEqualTo(-1);
    }

    @Test
    void breachTextAgreesWithTheVerdict() throws Exception {
        VariantResult result = run();
        assertThat(breach(result, "few")).isEqualTo("'few' is violated (page.failed <= 20)");
        assertThat(breach(result, "up"))
                .isEqualTo("'up' is outside its bound; violated over the whole window (availability >= 99%)");
        assertThat(result.evaluation().sla().get("mostly").verdict()).isEqualTo(SlaResult.Verdict.PASS);
        assertThat(breach(result, "mostly"))
                .isEqualTo("'mostly' is outside its bound; met over the whole window (availability >= 80%)");
    }

    @Test
    void skewIsViolatedAndRecovers() throws Exception {
        VariantResult result = run("""
                scenario: A star for five seconds
                components:
                  db: { kind: database, shards: 4, read: 1ms }
                requests:
                  page: { rate: constant(400/s), key: sequential(1k), steps: [read: db] }
                  star:
                    rate: spike(base=0/s peak=400/s at=5s for=5s)
                    key: hot(100% on star rest uniform(1))
                    steps: [read: db]
                run: 20s
                sla:
                  even: db.skew < 1.8
                """);
        // Five of eight calls go to one shard: skew is 2.5 during the star, and (2,000 + 2,000) / 2,500 overall.
        assertThat(result.evaluation().sla().get("even").value()).isBetween(1.5, 1.7);
        assertThat(result.evaluation().sla().get("even").verdict()).isEqualTo(SlaResult.Verdict.PASS);
        assertThat(violationTimes(result, "even")).containsExactly("breach", "recovery");
        assertThat(breach(result, "even"))
                .isEqualTo("'even' is outside its bound; met over the whole window (db.skew < 1.8)");
    }

    @Test
    void breakerEventNamesCallerHostAndCallee() throws Exception {
        VariantResult result = run("""
                scenario: A breaker
                load: constant(20/s)
                components:
                  web: { kind: server, cores: 1, service: 1ms }
                  psp: { kind: server, cores: 1, service: 1ms }
                requests:
                  page: { steps: [web, { call: psp, circuit_breaker: { consecutive: 5 } }] }
                run: 20s
                faults:
                  - at 5s: errors psp 100% for 5s
                """);
        assertThat(result.history().timeline().stream()
                        .map(event -> event.text().toString()))
                .contains("circuit breaker of web/1 to psp is open");
    }

    private static String breach(VariantResult result, String assertion) {
        return result.history().timeline().stream()
                .filter(event -> event.cause().equals(assertion) && event.what().equals("breach"))
                .map(event -> event.text().toString())
                .findFirst()
                .orElse("");
    }

    private static List<String> violationTimes(VariantResult result, String assertion) {
        return result.history().timeline().stream()
                .filter(event -> event.cause().equals(assertion))
                .map(TimelineEvent::what)
                .toList();
    }
}
