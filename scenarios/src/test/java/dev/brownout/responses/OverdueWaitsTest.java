package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.SlaResult.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waits that are open at the end of a run. Request k of 999 is sent at 0.1 k s in a run of 100 s. */
class OverdueWaitsTest {
    private static Verdict verdict(String components, String step, String faults, String sla) {
        return TestScenarioRunner.run("""
                run: { duration: 100s, seed: 5 }
                network: none
                components:
                  web: { kind: server, cores: 1000, workers: 10k, service: 0ms }
                %s
                requests:
                  page: { rate: "constant(10/s)", timeout: none, key: uniform(1), steps: [ %s ] }
                faults: [ %s ]
                sla: { it: %s }
                """.formatted(components.indent(2), step, faults, sla))
                .evaluation()
                .sla()
                .get("it")
                .verdict();
    }

    /**
     * The database hangs after request 300. Request 301 has the only connection, as request 300 had before it, and
     * requests 302 to 999 wait. Each of these may still leave the queue without a connection, so nothing is violated.
     */
    @ParameterizedTest
    @CsvSource({
        "db.pool_wait.count >= 301, PASS",
        "db.pool_wait.count > 301, UNDECIDED",
        "db.pool_wait.count < 999, UNDECIDED",
        "db.pool_wait.count < 1000, PASS",
        "db.pool_wait.p99 < 50ms, UNDECIDED",
        "db.pool_wait.mean < 50ms, UNDECIDED",
        "db.pool_wait.max < 50ms from 0s to 30s, PASS"
    })
    void openConnectionWaitsLeaveTheVerdictUndecided(String sla, Verdict verdict) {
        String database = "db: { kind: database, read: 10ms, pool: { size: 1, max_wait: 10m } }";
        assertThat(verdict(database, "web, read: db", "at 30050ms: hang db", sla))
                .as(sla)
                .isEqualTo(verdict);
    }

    /**
     * 5 of 10 visitors/s are admitted: 500 by the end, after 0 to 50 s, while 500 are queued. When the first of these
     * arrived, 250 were queued, so 250 are behind more visitors than any before. Of the 750 times, the 375th is 25 to
     * 37.5 s.
     */
    @ParameterizedTest
    @CsvSource({
        "room.wait_time.p50 < 24s, FAIL",
        "room.wait_time.p50 < 30s, UNDECIDED",
        "room.wait_time.p50 < 39s, PASS",
        "room.wait_time.max < 10m, UNDECIDED",
        "room.wait_time.max < 10s, FAIL",
        "room.wait_time.max < 10s from 0s to 10s, PASS"
    })
    void openWaitingRoomTimesBoundTheVerdict(String sla, Verdict verdict) {
        String capacity = "room: { kind: waiting-room, admits: 5/s }";
        assertThat(verdict(capacity, "room, web", "", sla)).as(sla).isEqualTo(verdict);
    }

    /**
     * The replica that commits wait for dies after write 300. Write 301 holds the row, and 302 to 999 wait for it, for
     * 0.1 to 69.8 s: of 999 waits the 500th lasts 19.9 s at least.
     */
    @ParameterizedTest
    @CsvSource({
        "db.lock_wait.count >= 301, PASS",
        "db.lock_wait.count > 301, UNDECIDED",
        "db.lock_wait.count < 999, UNDECIDED",
        "db.lock_wait.count < 1000, PASS",
        "db.lock_wait.p50 < 19s, FAIL",
        "db.lock_wait.p50 < 60s, UNDECIDED",
        "db.lock_wait.max < 50ms from 0s to 30s, PASS"
    })
    void waitsForALockedRowHaveARange(String sla, Verdict verdict) {
        String database = "db: { kind: database, write: 10ms, lock: row, replicas: 1, replication: { mode: sync } }";
        assertThat(verdict(database, "web, write: db", "at 30050ms: crash db/replica-1", sla))
                .as(sla)
                .isEqualTo(verdict);
    }

    /** The disk hangs after write 300: 301 to 999 wait for it, for 0 to 69.9 s. */
    @ParameterizedTest
    @CsvSource({
        "db.disk_wait.count >= 300, PASS",
        "db.disk_wait.count > 300, UNDECIDED",
        "db.disk_wait.count < 999, UNDECIDED",
        "db.disk_wait.count < 1000, PASS",
        "db.disk_wait.p50 < 19s, FAIL",
        "db.disk_wait.p50 < 60s, UNDECIDED",
        "db.disk_wait.max < 50ms from 0s to 30s, PASS"
    })
    void waitsForAHungDiskHaveARange(String sla, Verdict verdict) {
        String database = "db: { kind: database, write: 1ms, cores: 1000, queue: unlimited, disk: { fsync: 20ms } }";
        assertThat(verdict(database, "web, write: db", "at 30050ms: hang db/primary/disk", sla))
                .as(sla)
                .isEqualTo(verdict);
    }

    /** All nodes crash at 40 s for good, after one election: the second leaderless period lasts 60 s or more. */
    @ParameterizedTest
    @CsvSource({
        "db.leaderless.count >= 1, PASS",
        "db.leaderless.count < 2, UNDECIDED",
        "db.leaderless.count < 3, PASS",
        "db.leaderless.max < 59s, FAIL",
        "db.leaderless.max < 70s, UNDECIDED",
        "db.leaderless.max < 10s from 0s to 40s, PASS"
    })
    void aLeaderlessPeriodHasARange(String sla, Verdict verdict) {
        String database = "db: { kind: database, write: 1ms, replicas: 2, replication: { mode: quorum }, "
                + "failover: { profile: etcd } }";
        String faults = "at 20s: crash db/primary for 10s, at 40s: crash db";
        assertThat(verdict(database, "web, write: db", faults, sla)).as(sla).isEqualTo(verdict);
    }
}
