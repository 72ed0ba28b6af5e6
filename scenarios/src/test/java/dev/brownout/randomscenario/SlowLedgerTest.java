package dev.brownout.randomscenario;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.TestRound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Staleness of reads in designs with all kinds of stale copies, compared with an independent ledger. */
class SlowLedgerTest {
    private static final String DESIGN = """
            version: 1
            scenario: old copies
            run: { duration: 20s, warmup: 1s, seed: %d }
            components:
              web: { kind: server, nodes: 2, cores: 8, service: 0.1ms, local_cache: { ttl: 100ms } }
              cache:
                kind: cache
                ttl: 300ms
                read_policy: %s
                write_policy: %s
                coalesce: %s
                stale_while_revalidate: 100ms
                source: db
              db:
                kind: database
                %s
                cores: 32
                read: exp(40ms)
                write: exp(5ms)
            requests:
              get: { rate: 150/s, key: uniform(30), steps: [web, read: cache] }
              twice: { rate: 20/s, key: uniform(30), steps: [web, read: db, read: cache] }
              put: { rate: 10/s, key: uniform(30), steps: [web, write: cache] }
              behind: { rate: 10/s, key: uniform(30), steps: [web, write: db] }
            """;

    private static List<String> designs() {
        List<String> designs = new ArrayList<>();
        for (String reads : List.of("look-aside", "read-through")) {
            for (String writes : List.of("around", "through", "back")) {
                for (boolean coalesce : List.of(true, false)) {
                    for (String nodes : List.of("replicas: 0", "replicas: 2", "shards: 3")) {
                        designs.add(DESIGN.formatted(designs.size(), reads, writes, coalesce, nodes));
                    }
                }
            }
        }
        return designs;
    }

    @Test
    @Tag("rows")
    void stalenessOfReadsMatchesTheLedger() throws Exception {
        int evaluations = 0;
        int stale = 0;
        List<String> designs = TestRound.rows(designs(), 1, 14, 29);
        for (String design : designs) {
            SlowLedger ledger = RandomScenarioTrial.ledger(new ScenarioCase(design, Map.of()).load());
            assertThat(ledger.stale()).as(design).isPositive();
            evaluations += ledger.checkedReads();
            stale += ledger.stale();
        }
        assertThat(evaluations).isGreaterThan(1_300 * designs.size());
        assertThat(stale).as("stale reads").isGreaterThan(evaluations / 50);
    }

    /** Visits write and read one key behind caches, at replicas and at quorums that do not intersect. */
    @Test
    void sessionGuaranteesMatchTheLedger() throws Exception {
        List<String> stores = List.of(
                "kind: database, replicas: 2, read: exp(5ms), write: exp(5ms)",
                "kind: database, replicas: 2, shards: 3, read: exp(5ms), write: exp(5ms), reads: { session: wait }",
                "kind: store, read: exp(5ms), write: exp(5ms), legs: { write: exp(50ms) }, contact: quorum");
        for (String store : stores) {
            String design = """
                    version: 1
                    scenario: visits
                    run: { duration: 20s, seed: 3 }
                    components:
                      web: { kind: server, nodes: 2, cores: 8, service: 0.1ms }
                      cache: { kind: cache, ttl: 300ms, source: db }
                      db: { %s }
                    requests:
                      post: { steps: [web, write: db] }
                      both: { steps: [web, { parallel: [write: db, read: db] }, read: db] }
                      view: { steps: [web, read: cache, read: db] }
                    journeys:
                      reader:
                        rate: 20/s
                        key: uniform(20)
                        steps: [view, post, { request: view, times: 5, think: exp(50ms) }, both, view]
                    """.formatted(store);
            SlowLedger ledger = RandomScenarioTrial.ledger(new ScenarioCase(design, Map.of()).load());
            for (String component : List.of("cache", "db")) {
                assertThat(ledger.measure(component, "missed_own_writes"))
                        .as(design)
                        .isEqualTo(ledger.missedOwnWrites(component));
                assertThat(ledger.measure(component, "backward_reads"))
                        .as(design)
                        .isEqualTo(ledger.backwardReads(component))
                        .isPositive();
                boolean guaranteed = component.equals("db") && store.contains("session");
                assertThat(ledger.missedOwnWrites(component) > 0).as(design).isNotEqualTo(guaranteed);
            }
        }
    }

    /** Keys move while there are caches, replicas and a failed primary. Reads after the move see all writes. */
    @Test
    @Tag("rows")
    void stalenessMatchesTheLedgerDuringResharding() throws Exception {
        for (String design : TestRound.rows(moves(), 7)) {
            SlowLedger ledger = RandomScenarioTrial.ledger(new ScenarioCase(design, Map.of()).load());
            assertThat(ledger.checkedReads()).isGreaterThan(1000);
        }
    }

    private static List<String> moves() {
        String database = """
            shards: 3
                sharding: %s
                replicas: %d
                move: { data: 1GB, rate: 100MB/s, chunk: %s, pause: 50ms }""";
        String faults = """
            faults:
              - at 3s: reshard db to 4
              - at 4s: reshard db to 6
              - at 6s: crash db/shard-2/primary for 2s
            """;
        String splits =
                replaceParts(faults, "reshard db to 4", "split db/shard-1", "reshard db to 6", "split db/shard-4");
        List<String> designs = new ArrayList<>();
        for (String sharding : List.of("modulo", "jump", "ring", "range")) {
            String orders = sharding.equals("range") ? splits : faults;
            for (int replicas = 0; replicas < 3; replicas += 2) {
                for (String chunk : List.of("10MB", "whole")) {
                    String moving = database.formatted(sharding, replicas, chunk);
                    designs.add(DESIGN.formatted(7, "look-aside", "around", true, moving) + orders);
                }
            }
        }
        return designs;
    }
}
