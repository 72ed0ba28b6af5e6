package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Consistency of the metrics for unseen writes. Two regions with a one-way delay of 200 ms and 25 blind writes per
 * second each over 50 keys. A write is overwritten unseen if the other side writes its key in the next 0.2 s. It
 * conflicts with an unseen write if the other side wrote its key in the last 0.2 s. Both counts are 50/s x 100 s x (1 -
 * exp(-0.1)) = 476.
 */
@Tag("law")
class UnseenWritesLawTest {
    private static final double EXPECTED = -5000 * StrictMath.expm1(-0.1);

    private static String site(String store, String steps) {
        return """
                run: { duration: 110s, warmup: 10s, seed: SEED }
                regions:
                  east: { at: us-east, users: 50%%, rtt: { west: 400ms } }
                  west: { at: us-west, users: 50%% }
                components:
                  web: { kind: server, regions: [east, west], nodes: 1, cores: 8, service: 1ms }
                  kv: { kind: store, regions: [east, west], nodes: 1, copies: 2, cores: 16, read: 0.1ms, write: 0.1ms
                        %s }
                  db:
                    kind: database
                    regions: [east, west]
                    cores: 16
                    read: 0.1ms
                    write: 0.1ms
                    replication: { mode: multi-primary, backlog: 0s }
                requests:
                  kvput: { rate: 50/s, key: uniform(50), timeout: 2s, steps: [web, %s] }
                  dbput: { rate: 50/s, key: uniform(50), timeout: 2s, steps: [web, write: db] }
                """.formatted(store, steps);
    }

    private static VariantResult[] runs(String site) {
        VariantResult[] results = new VariantResult[SeedAssertions.SEEDS];
        Arrays.setAll(results, seed -> TestScenarioRunner.run(site.replace("SEED", "" + (seed + 1))));
        return results;
    }

    @Test
    void storeDatabaseAndVectorClocksCountTheSameWrites() {
        VariantResult[] last = runs(site("", "write: kv"));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(last[seed], "kv", "conflicts"), EXPECTED, 0.01 * EXPECTED);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(last[seed], "db", "conflicts"), EXPECTED, 0.01 * EXPECTED);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(last[seed], "db", "lost_updates"), EXPECTED, 0.01 * EXPECTED);
        assertThat(TestScenarioRunner.measure(last[0], "kv", "clock_losses")).isZero();
        VariantResult[] both = runs(site(", conflicts: vector-clock", "write: kv"));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(both[seed], "kv", "siblings"), EXPECTED, 0.01 * EXPECTED);
        assertThat(TestScenarioRunner.measure(both[0], "kv", "conflicts")).isZero();
    }

    /** A write quorum of both replicas responds after 400 ms, and has the same number of unseen writes. */
    @Test
    @Tag("change")
    void writeQuorumDoesNotChangeTheConflicts() {
        VariantResult[] runs = runs(site(", quorum: { write: 2, read: 1 }", "write: kv"));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(runs[seed], "kv", "conflicts"), EXPECTED, 0.01 * EXPECTED);
    }

    /**
     * A local read returns the current local value, and misses the writes that arrive until its own write 0.1 s later.
     */
    @Test
    void readBeforeWriteMissesLaterWrites() {
        String slow = site("", "read: kv, wait: 100ms, write: kv");
        VariantResult run = TestScenarioRunner.run(slow.replace("SEED", "1"));
        double local = 0.5 * 0.1;
        double present = 0.5 * 0.3;
        double least = -5000 * StrictMath.expm1(-local - present);
        assertThat(TestScenarioRunner.measure(run, "kv", "conflicts")).isCloseTo(least, within(0.12 * least));
    }
}
