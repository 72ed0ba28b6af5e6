package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Overdue messages at the end of a run. Message k of 999 is published at 0.1 k s in a run of 100 s. The expected values
 * are derived by hand.
 */
class OverdueMessagesTest {
    private static final String QUEUE = "jobs: { kind: queue, send: 0ms }";
    private static final String TOPIC = "jobs: { kind: topic, partitions: 1, send: 0ms }";

    private static VariantResult run(String run, String components, String faults, String sla) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, seed: 5, %s }
                network: none
                components:
                %s
                requests:
                  put: { rate: "constant(10/s)", steps: [ { publish: jobs } ] }
                faults: [ %s ]
                sla:
                  it: %s
                """.formatted(run, components.indent(2), faults, sla));
    }

    private static String consumers(String source, String service) {
        return source + "\nworkers: { kind: server, nodes: 1, cores: 1, service: " + service
                + ", consumes: { queue: jobs, prefetch: 1 } }";
    }

    private static VariantResult growing(String run, String sla) {
        return run(run, consumers(QUEUE, "1s"), "", sla);
    }

    /** Runs a consumer that processes each message in 40 ms until it crashes after message 300. */
    private static VariantResult runUntilStop(String source, String sla) {
        return run("warmup: 0s", consumers(source, "40ms"), "at 30050ms: crash workers", sla);
    }

    private static double overdue(VariantResult result) {
        return TestScenarioRunner.measure(result, "jobs", "overdue_messages");
    }

    /**
     * The consumer processes 1 message/s, and 10 messages/s are published. It completes message k at k + 0.1 s: 99 by
     * the end, message 99 at an age of 89.2 s. Message 100 is in service, 90 s old. Behind it wait 899 messages, of
     * which 101 to 107 are older than 89.2 s. When message 101 was published, at most 93 messages were waiting, at the
     * resolution of 0.5 s: 104 less the 11 that had been delivered.
     */
    @Test
    void growingBacklogIsOverdueBeyondEarlierAgesAndDepths() {
        VariantResult result = growing("warmup: 0s", "jobs.end_to_end.p50 < 60s");
        assertThat(TestScenarioRunner.measure(result, "jobs", "consumed")).isEqualTo(99);
        assertThat(overdue(result)).isEqualTo(1 + 7 + (899 - 93));
        SlaResult half = result.evaluation().sla().get("it");
        assertThat(half.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(half.asExpected()).isFalse();
        assertThat(half.open().high()).isInfinite();
    }

    /**
     * Ages of the overdue messages: 90 s for one, 89.9 to 89.3 s for seven, and 80.6 to 0.1 s for 806. Message k of the
     * 99 completed ones took 0.1 + 0.9 k seconds.
     */
    @Test
    void openRangeStartsAtTheAges() {
        SlaResult mean = growing("warmup: 0s", "jobs.end_to_end.mean < 60s")
                .evaluation()
                .sla()
                .get("it");
        double ages = 90 + 7 * (89.9 + 89.3) / 2 + 806 * (80.6 + 0.1) / 2;
        double endTime = 99 * 0.1 + 0.9 * 99 * 100 / 2;
        assertThat(mean.open().low() / 1e9).isCloseTo((ages + endTime) / (99 + 814), within(1e-9));
        assertThat(mean.value() / 1e9).isCloseTo(endTime / 99, within(1e-9));
        assertThat(mean.verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @ParameterizedTest
    @CsvSource({
        "jobs.end_to_end.p50 < 60s, UNDECIDED",
        "jobs.end_to_end.p50 > 30s, PASS",
        "jobs.end_to_end.p99 < 5s, FAIL",
        "jobs.end_to_end.mean < 30s, FAIL",
        "jobs.end_to_end.max < 10m, UNDECIDED",
        "jobs.end_to_end.max < 89s, FAIL",
        "jobs.end_to_end.count > 98, PASS",
        "jobs.end_to_end.count > 99, UNDECIDED",
        "jobs.queue_wait.p50 < 60s, UNDECIDED",
        "jobs.queue_wait.p50 > 30s, PASS",
        "jobs.queue_wait.p99 < 5s, FAIL",
        "jobs.queue_wait.max < 89s, FAIL",
        "jobs.queue_wait.max < 10m, UNDECIDED",
        "jobs.queue_wait.count > 99, PASS",
        "jobs.queue_wait.count > 100, UNDECIDED",
        "jobs.overdue_messages == 814, PASS",
        "jobs.end_to_end.max < 5s from 0s to 5s, FAIL",
        "jobs.end_to_end.max < 60s from 0s to 5s, PASS",
        "jobs.overdue_messages == 0 from 0s to 5s, PASS",
        "jobs.overdue_messages == 100 from 50s to 60s, PASS",
        "jobs.end_to_end.p50 < 44s from 50s to 60s, FAIL",
        "jobs.end_to_end.p50 < 46s from 50s to 60s, UNDECIDED"
    })
    void undecidedOnlyIfOpenMessagesCanChangeTheVerdict(String sla, Verdict verdict) {
        assertThat(growing("warmup: 0s", sla).evaluation().sla().get("it").verdict())
                .as(sla)
                .isEqualTo(verdict);
    }

    /**
     * A message belongs to the window in which it was published: 800 messages from 20 s on, none of which has been
     * completed.
     */
    @Test
    void messagesOfTheWarmUpAreExcluded() {
        VariantResult result = growing("warmup: 20s", "jobs.end_to_end.p50 < 39s");
        assertThat(overdue(result)).isEqualTo(800);
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.FAIL);
    }

    /** Messages 301 to 999 wait for up to 69.9 s, and each of them for longer than 40 ms. */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, TOPIC})
    void stoppedConsumerLeavesAllWaitingMessagesOverdue(String source) {
        assertThat(overdue(runUntilStop(source, "jobs.end_to_end.p99 < 5s"))).isEqualTo(699);
    }

    /** The 999 times are 300 short ones, and 699 of at least 0.1 to 69.9 s. The 200th of the latter is 20 s. */
    @ParameterizedTest
    @CsvSource({
        "jobs.end_to_end.p99 < 5s, FAIL",
        "jobs.end_to_end.p50 < 5s, FAIL",
        "jobs.end_to_end.p50 < 19s, FAIL",
        "jobs.end_to_end.p50 < 21s, UNDECIDED",
        "jobs.end_to_end.p99 < 70s, UNDECIDED",
        "jobs.end_to_end.p99 < 5s before fault, PASS",
        "jobs.overdue_messages == 0 before fault, PASS"
    })
    void agesBoundTheVerdictForAStoppedConsumer(String sla, Verdict verdict) {
        assertThat(runUntilStop(QUEUE, sla).evaluation().sla().get("it").verdict())
                .as(sla)
                .isEqualTo(verdict);
        assertThat(runUntilStop(TOPIC, sla).evaluation().sla().get("it").verdict())
                .as(sla)
                .isEqualTo(verdict);
    }

    /** The consumer never starts: each of the 999 messages is overdue, the oldest for 99.9 s. */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, TOPIC})
    void withoutAnyConsumptionEachMessageIsOverdue(String source) {
        VariantResult result =
                run("warmup: 0s", consumers(source, "40ms"), "at 0s: hang workers", "jobs.end_to_end.p50 < 5s");
        assertThat(overdue(result)).isEqualTo(999);
        assertThat(TestScenarioRunner.measure(result, "jobs", "end_to_end.max")).isEqualTo(99.9e9);
        assertThat(TestScenarioRunner.measure(result, "jobs", "end_to_end.count"))
                .isZero();
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.FAIL);
    }

    /** Two consumer groups read the topic. The overdue messages of one group do not count for the other. */
    @Test
    void overdueMessagesAreCountedPerConsumerGroup() {
        String groups = TOPIC + "\n" + """
                quick: { kind: server, cores: 1, service: 40ms, consumes: { queue: jobs, prefetch: 1 } }
                halted: { kind: server, cores: 1, service: 40ms, consumes: { queue: jobs, prefetch: 1 } }
                """;
        String stop = "at 30050ms: crash halted";
        assertThat(run("warmup: 0s", groups, stop, "jobs/quick.end_to_end.p99 < 5s")
                        .evaluation()
                        .sla()
                        .get("it")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        VariantResult result = run("warmup: 0s", groups, stop, "jobs/halted.end_to_end.p99 < 5s");
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(overdue(result)).isEqualTo(699);
        assertThat(run("warmup: 0s", groups, stop, "jobs/halted.overdue_messages == 699")
                        .evaluation()
                        .sla()
                        .get("it")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(run("warmup: 0s", groups, stop, "jobs/quick.overdue_messages == 0")
                        .evaluation()
                        .sla()
                        .get("it")
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(run("warmup: 0s", groups, stop, "jobs.end_to_end.p50 < 1s")
                        .evaluation()
                        .sla()
                        .get("it"))
                .satisfies(all -> assertThat(all.verdict()).isEqualTo(Verdict.PASS));
        assertThat(run("warmup: 0s", groups, stop, "jobs.end_to_end.p99 < 1s")
                        .evaluation()
                        .sla()
                        .get("it"))
                .satisfies(all -> assertThat(all.verdict()).isEqualTo(Verdict.FAIL));
    }

    /**
     * Ten messages are published together in each second, with 80 ms of work each. At the end, five of the last ten are
     * completed, one is in service and four wait, as in each second before.
     */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, TOPIC})
    void usualBacklogIsNotOverdue(String source) {
        VariantResult result = bursts("99450ms", source, "", "jobs.end_to_end.max <= 801ms");
        assertThat(TestScenarioRunner.measure(result, "jobs", "end_to_end.count"))
                .isEqualTo(985);
        assertThat(overdue(result)).isZero();
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.evaluation().sla().get("it").open()).isNull();
    }

    /** The batches of 30 s are completed, and those of 69 s wait. The 495th of the 990 times is at least 19.95 s. */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, TOPIC})
    void messagesOfABatchAreOverdueEach(String source) {
        VariantResult result = bursts("99950ms", source, "at 30950ms: crash workers", "jobs.end_to_end.p50 < 19s");
        assertThat(overdue(result)).isEqualTo(690);
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.FAIL);
    }

    private static VariantResult bursts(String duration, String source, String faults, String sla) {
        return TestScenarioRunner.run(
                """
                run: { duration: %s, seed: 5 }
                network: none
                components:
                %s
                requests:
                  put: { rate: "constant(1/s)", steps: [ { publish: jobs, times: 10 } ] }
                faults: [ %s ]
                sla:
                  it: %s
                """.formatted(duration, consumers(source, "80ms").indent(2), faults, sla));
    }

    /**
     * A pause of 20 s causes a backlog of 200 messages, which is processed before the end. It neither counts as usual
     * nor is overdue.
     */
    @ParameterizedTest
    @ValueSource(strings = {QUEUE, TOPIC})
    void endedPauseLeavesNothingOverdue(String source) {
        VariantResult result = run(
                "warmup: 0s",
                consumers(source, "40ms"),
                "at 10050ms: hang workers for 20s",
                "jobs.end_to_end.max < 30s");
        assertThat(overdue(result)).isZero();
        assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(Verdict.PASS);
    }

    /**
     * The backlog of an earlier pause is not a reference for the permanent backlog of a later one: messages 801 to 999
     * are overdue.
     */
    @ParameterizedTest
    @CsvSource({"p50, PASS", "p90, UNDECIDED"})
    void earlierPauseDoesNotHideALaterOne(String percentile, Verdict verdict) {
        for (String source : List.of(QUEUE, TOPIC)) {
            VariantResult result = run(
                    "warmup: 0s",
                    consumers(source, "40ms"),
                    "at 10050ms: hang workers for 20s, at 80050ms: hang workers",
                    "jobs.end_to_end." + percentile + " < 19s");
            assertThat(overdue(result)).isEqualTo(199);
            assertThat(result.evaluation().sla().get("it").verdict()).isEqualTo(verdict);
        }
    }
}
