package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Replacement of a failed replica. It copies 600 MB at 80 Mbps in 60 s, while 20 writes per second queue up for it:
 * 1,200 writes. It applies 50 writes per second while 20 more arrive.
 */
@Tag("law")
class ReplicaReplacementLawTest {
    private static String site(int seed, String more) {
        return """
                run: { duration: 250s, seed: %d }
                network: none
                components:
                  db:
                    kind: database
                    replicas: 2
                    cores: 8
                    read: 1ms
                    write: 1ms
                    replication: { mode: async, backlog: 0ms, apply: 50/s }
                    reads: { from: replicas, health: { every: 1s, fall: 3, timeout: 500ms }%s }
                    replace: { after: 20s, data: 600MB, rate: 80Mbps }
                requests:
                  save: { rate: 20/s, key: uniform(100), steps: [write: db] }
                  look: { rate: 20/s, key: uniform(100), steps: [read: db] }
                faults: [ at 30s: power-off db/replica-1 as gone ]
                """.formatted(seed, more);
    }

    /** Returns the seconds from the begin of the copy until the new replica has caught up. */
    private static double caughtUp(VariantResult result) {
        return (eventTime(result, "caught-up") - eventTime(result, "copying")) / 1e9;
    }

    private static long eventTime(VariantResult result, String name) {
        return result.history().timeline().stream()
                .filter(event -> event.what().equals(name))
                .findFirst()
                .orElseThrow()
                .atNanos();
    }

    @Test
    void newReplicaCatchesUpAfterItsCopy() {
        double catchUp = 20 * 60 / (50 - 20.0);
        SeedAssertions.agree(seed -> caughtUp(TestScenarioRunner.run(site(seed, ""))), 60 + catchUp, 0.02);
    }

    /** With a maximum lag of 6 s the replica serves reads a tenth of the catch-up time earlier. */
    @Test
    void maxLagShortensTheCatchUp() {
        double catchUp = 20 * (60 - 6) / (50 - 20.0);
        SeedAssertions.agree(seed -> caughtUp(TestScenarioRunner.run(site(seed, ", max_lag: 6s"))), 60 + catchUp, 0.02);
    }

    /** Three of four nodes carry the load for 40 s, of which one is slow. Then they are replaced one by one. */
    @Test
    void analyticalUtilizationEndsWithReplacements() {
        String text = """
                run: { duration: 140s, seed: SEED }
                network: none
                components:
                  lb: { kind: load-balancer, health: { every: 100ms, fall: 1, rise: 1, timeout: 50ms } }
                  web: { kind: server, nodes: 4, cores: 2, service: exp(10ms) }
                requests:
                  page: { rate: 300/s, path: [lb, web] }
                faults:
                  - at 20s: crash web/1
                  - at 20s: slow web/2 x1.5 for 10m
                  - at 60s: replace web/down
                  - at 100s: replace web/2
                """;
        agrees(text, 20, (100 * 0.015 + 200 * 0.01) / 6);
        assertThat(stations(text, 0, 60))
                .isNotEmpty()
                .allMatch(station ->
                        station.formula().toString().equals("no estimate: its nodes are replaced while a fault lasts"));
    }

    /**
     * Asserts that each station has its analytical utilization from an instant on, in s, and all of them together
     * {@code busy}.
     */
    private static void agrees(String text, long from, double busy) {
        List<Station> estimate = stations(text, 0, from);
        double work = 0;
        double servers = 0;
        for (int i = 0; i < estimate.size(); i++) {
            int place = i;
            double utilization = estimate.get(i).utilization();
            SeedAssertions.agree(
                    seed -> stations(text, seed, from).get(place).measuredUtilization(), utilization, 0.02);
            double of = estimate.get(i).station().equals("web/2") ? 2 : 4;
            work += utilization * of;
            servers += of;
        }
        assertThat(work / servers).isCloseTo(busy, within(1e-6));
    }

    private static List<Station> stations(String text, int seed, long from) {
        return TestScenarioRunner.run(text.replace("SEED", "" + seed)).analysis().stations().stream()
                .filter(station -> station.station().startsWith("web") && station.fromNanos() == from * 1_000_000_000)
                .toList();
    }
}
