package dev.brownout.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A list read by all clients and written by some, with one cached copy and a counter of its readers. */
@Tag("law")
class CachedListLawTest {
    private static final String BOARD = """
            run: { duration: %s, warmup: 1s, seed: %d }
            network: none
            components:
              web: { kind: server, service: 0ms }
              board: { kind: cache, lookup: 0ms, source: db }
              views: { kind: cache, lookup: 0ms, write_policy: %s, source: db }
              db: { kind: database, replicas: 0, cores: 8, read: 0ms, write: %s, lock: row }
            requests:
              look:
                rate: 100/s
                steps:
                  - web
                  - read: board
                    key: hot(100%% on news, rest uniform(1))
                  - write: views
                    key: hot(100%% on counter, rest uniform(1))
              post:
                rate: 1/s
                steps:
                  - web
                  - write: board
                    key: hot(100%% on news, rest uniform(1))
            predict: { hits: board.hit_ratio ~ 99%% +/- 1%% }
            """;

    /** The first reader after a post misses, and no other: r/(r + w). */
    @Test
    void missShareIsTheWriteShare() {
        SeedAssertions.agree(
                seed -> 1
                        - TestScenarioRunner.measure(
                                TestScenarioRunner.run(BOARD.formatted("60s", seed, "back", "0ms")), "hits"),
                1 / 101.0,
                0.1);
    }

    @Test
    void analyticalUtilizationOfTheCounterRow() {
        assertThat(busiestRow("through")).isCloseTo(1, within(1e-9));
        assertThat(busiestRow("back")).isCloseTo(0.01, within(1e-3));
    }

    private static double busiestRow(String writePolicy) {
        Analysis analysis = TestScenarioRunner.analysis(BOARD.formatted("60s", 0, writePolicy, "exp(10ms)"));
        return analysis.stations().stream()
                .filter(station -> station.station().equals("db/busiest row"))
                .findFirst()
                .orElseThrow()
                .utilization();
    }
}
