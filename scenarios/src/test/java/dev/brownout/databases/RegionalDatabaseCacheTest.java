package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.result.VariantResult;
import dev.brownout.spi.ScenarioException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database with a separate store per region rejects caches in front of it; caches of other components are allowed.
 */
class RegionalDatabaseCacheTest {
    private static VariantResult run(String web, String steps) {
        return TestScenarioRunner.run("""
                run: { duration: 2s, seed: 3 }
                regions:
                  east: { at: us-east, users: 60%% }
                  west: { at: us-west, users: 40%% }
                components:
                  web: { kind: server, regions: [east, west], service: 1ms, %s }
                  db: { kind: database, regions: [east, west], read: 1ms, write: 1ms, replication: { mode: none } }
                  other: { kind: database, read: 1ms, write: 1ms }
                  front: { kind: cache, source: db }
                  beside: { kind: cache, source: other }
                  kv: { kind: store, nodes: 3 }
                requests:
                  get: { rate: 50/s, key: uniform(20k), timeout: 1s, steps: [web, %s] }
                """.formatted(web, steps));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nodes: 2                      | read: front | front
            local_cache: { entries: 10 }  | read: db    | db
            deduplicate: 10s              | read: db    | web
            """)
    void rejectsCachesOfARegionalDatabase(String web, String step, String copied) {
        assertThatThrownBy(() -> run(web, "{ " + step + " }"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("'" + copied + "' caches responses by key alone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nodes: 2                     | { read: db }, { read: beside }
            nodes: 2                     | { read: beside }, { read: db }
            nodes: 2                     | { read: db }, { write: kv }
            nodes: 2                     | { write: kv }, { read: db }
            local_cache: { entries: 10 } | { read: beside }, { write: db }
            """)
    void acceptsCachesOfOtherComponents(String web, String steps) {
        assertThat(run(web, steps).accounting().audit()).isNotNull();
    }
}
