package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaders with a slow disk: a heartbeat waits for the fsync of the log. Election timeouts are 1 to 2 s. */
@Tag("law")
class SlowDiskElectionLawTest {
    private static VariantResult run(String duration, String rate, String disk, String faults) {
        return TestScenarioRunner.run("""
                run: { duration: %s, warmup: 0s, seed: 11 }
                network: none
                components:
                  web: { kind: server, cores: 100, workers: unlimited, queue: unlimited, service: 0ms }
                  db:
                    kind: database
                    replicas: 2
                    write: 0ms
                    replication: { mode: quorum }
                    failover: { election: uniform(1s 2s), heartbeat: 100ms }
                    disk: { %s }
                requests:
                  put: { rate: "%s", timeout: 30s, steps: [ web, write: db ] }
                faults: [ %s ]
                """.formatted(duration, disk, rate, faults));
    }

    private static double elections(VariantResult result) {
        return TestScenarioRunner.measure(result, "db", "leaderless.count");
    }

    /**
     * One write at 20 s. The last heartbeat is at most 100 ms before it, so an fsync up to 0.9 s ends before each
     * timeout, and one from 2 s on does not.
     */
    @ParameterizedTest
    @CsvSource({"2ms, 0", "500ms, 0", "890ms, 0", "2s, 1", "3s, 1", "10s, 1"})
    void anFsyncBeyondTheElectionTimeoutCostsTheLeadership(String fsync, int elections) {
        assertThat(elections(run("39s", "constant(0.05/s)", "fsync: " + fsync, "")))
                .isEqualTo(elections);
    }

    /** A hung disk blocks a leader as soon as it writes. Without a write its leader stays. */
    @ParameterizedTest
    @CsvSource({"constant(10/s), 5s, 1", "constant(10/s), 500ms, 0", "constant(0.01/s), 5s, 0"})
    void aHungDiskCostsTheLeadership(String rate, String hang, int elections) {
        VariantResult result = run("30s", rate, "fsync: 2ms", "at 10050ms: hang db/primary/disk for " + hang);
        assertThat(elections(result)).isEqualTo(elections);
    }

    /** One in a hundred fsyncs takes 3 s, and each of them ends the leadership of its node. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void rareLongFsyncsCauseElections(String group) {
        VariantResult result = run("600s", "constant(4/s)", "fsync: mix(99% 2ms 1% 3s), group_commit: " + group, "");
        double slow = TestScenarioRunner.measure(result, "db", "fsyncs") / 100;
        assertThat(elections(result)).isCloseTo(slow, within(4 * Math.sqrt(slow)));
    }

    /** A lease is renewed whatever the disk does. */
    @Test
    void aLeaseDoesNotDependOnTheDisk() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 11 }
                network: none
                components:
                  db:
                    kind: database
                    replicas: 1
                    failover: { lease: 2s, loop: 500ms }
                    disk: { fsync: 10s }
                requests:
                  put: { rate: "constant(0.1/s)", timeout: 30s, steps: [ write: db ] }
                """);
        assertThat(result.history().timeline()).noneMatch(event -> event.what().equals("lease-expired"));
    }
}
