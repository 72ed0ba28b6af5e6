package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs without progress of simulated time are stopped, and the error describes the event cycle. */
@Tag("once")
@Timeout(240)
class NoProgressDetectionTest {
    @TempDir
    private Path folder;

    private VariantResult run(String text) throws Exception {
        return played("network: none\n" + text);
    }

    private VariantResult played(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("endless.yaml"), "scenario: endless\n" + text);
        Session session = Session.of("run", file.toString(), "--format", "json");
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8))
                .variants()
                .get(0);
    }

    @Test
    void immediateRedeliveryToAFullServerStopsTheRun() throws Exception {
        VariantResult result = run("""
                load: constant(100/s)
                components:
                  jobs: { kind: queue, redelivery: at-once }
                  work:
                    { kind: server, cores: 1, workers: 2, queue: 0, service: 1s, consumes: { queue: jobs, prefetch: 8 }}
                requests:
                  go: { steps: [publish: jobs] }
                run: { duration: 60s, warmup: 0s }
                """);
        assertThat(result.run().complete()).isFalse();
        assertThat(result.run().stopped().why().toString())
                .startsWith("simulated time does not advance: ")
                .contains("events at one instant: ", "jobs.redeliveries", "calls at work");
        assertThat(result.run().stopped().atNanos()).isBetween(1L, 2_000_000_000L);
        assertThat(result.run().simulatedRequests()).isPositive();
    }

    @Test
    void closedLoopWithZeroTimesStopsTheRun() throws Exception {
        VariantResult result = run("""
                load: users(10 think=0s)
                components:
                  box: { kind: server, cores: 8, service: 0s }
                requests:
                  go: { path: [box] }
                run: { duration: 60s, warmup: 0s }
                """);
        assertThat(result.run().stopped().why().toString())
                .startsWith("simulated time does not advance: ")
                .contains("events at one instant: ", "calls at box", "requests of go");
        assertThat(result.run().stopped().atNanos()).isZero();
    }

    @Test
    @Tag("change")
    void nearlyZeroServiceTimeStopsTheRun() throws Exception {
        VariantResult result = run("""
                load: users(10 think=0s)
                components:
                  box: { kind: server, cores: 8, service: 0.000001ms }
                requests:
                  go: { path: [box] }
                run: { duration: 60s, warmup: 0s }
                """);
        assertThat(result.run().stopped().why().toString()).contains("events in less than 1ms: calls at box");
    }

    @Test
    @Tag("change")
    void manySimultaneousArrivalsDoNotStopTheRun() throws Exception {
        VariantResult result = run("""
                load: users(300000 think=10s)
                components:
                  box: { kind: server, cores: 8, service: 0s, queue: unlimited }
                  box2: { kind: server, cores: 8, service: 0s, queue: unlimited }
                  box3: { kind: server, cores: 8, service: 0s, queue: unlimited }
                requests:
                  go: { path: [box, box2, box3] }
                run: { duration: 11s, warmup: 0s }
                """);
        assertThat(result.run().complete()).isTrue();
        assertThat(result.run().simulatedRequests()).isEqualTo(300_000);
    }

    /** 300,000 messages wait for a consumer, which then processes all of them at one instant. */
    @Test
    void messagesProcessedAtOneInstantDoNotStopTheRun() throws Exception {
        VariantResult result = run("""
                load: step(50000/s 0/s every=6s)
                components:
                  jobs: { kind: queue }
                  work:
                    { kind: server, cores: 8, service: 0s, queue: unlimited, consumes: { queue: jobs, prefetch: 100 } }
                requests:
                  go: { steps: [publish: jobs] }
                faults: [at 0s: crash work for 8s]
                run: { duration: 10s, warmup: 0s }
                """);
        assertThat(result.run().complete()).isTrue();
        assertThat(result.components().get("jobs").measures().get("consumed").value())
                .isEqualTo(result.run().simulatedRequests());
    }

    @Test
    void rejectsRecurringPeriodsBelowOneMillisecond() throws Exception {
        for (String of : new String[] {
            "lb: { kind: load-balancer, health: { every: 999us } }",
            "lb: { kind: load-balancer, outlier_detection: { sweep: 1ns } }",
            "cache: { kind: cache, source: box, write_policy: back, flush_interval: 1ns }",
            "db: { kind: database, replicas: 1, failover: { loop: 1ns } }",
            "web: { kind: server, mtbf: 1ns }",
            "web: { kind: server, mtbf: 1h, mttr: 1ns }"
        }) {
            Path file = Files.writeString(folder.resolve("often.yaml"), """
                    scenario: often
                    load: 1/s
                    components:
                      box: { kind: server }
                      %s
                    requests:
                      go: { path: [box] }
                    """.formatted(of));
            Session session = Session.of("validate", file.toString());
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err()).contains("is too small; at least 1ms is allowed");
        }
    }

    @Test
    @Tag("change")
    void visibilityTimeoutOfNanosecondsStopsTheRunEarly() throws Exception {
        for (String consumer : List.of(
                "visibility: 10ns }\n  w: { kind: server, consumes: { queue: q, extend: true }, service: 5ms }",
                "visibility: 1ns }\n  w: { kind: server, consumes: { queue: q, extend: true }, service: 20ms }")) {
            VariantResult result = played("load: 20/s\ncomponents:\n  q: { kind: queue, " + consumer
                    + "\nrequests:\n  page: { path: [q] }\nrun: 2s\n");
            assertThat(result.run().stopped().why().toString()).startsWith("simulated time does not advance: ");
            assertThat(result.run().simulatedEvents()).isLessThan(2_000_000);
        }
    }

    @Test
    void callChainDepthIsLimitedTo100() throws Exception {
        StringBuilder text = new StringBuilder("scenario: row\nload: 5/s\ncomponents:\n");
        List<String> path = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            text.append("  c").append(i).append(": { kind: server, service: 1ms }\n");
            path.add("c" + i);
        }
        Path file = folder.resolve("row.yaml");
        Files.writeString(file, text + "requests: { page: { path: " + path.subList(0, 100) + " } }\nrun: 2s\n");
        assertThat(Session.of("validate", file.toString()).code()).isEqualTo(ExitCode.SUCCESS);
        Files.writeString(file, text + "requests: { page: { path: " + path + " } }\nrun: 2s\n");
        Session session = Session.of("validate", file.toString());
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .contains("c100 is component 101 of a chain of calls; a chain has at most 100")
                .doesNotContain("circle");
    }
}
