package dev.brownout.metamorphic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two servers that write to one store for the same request make two distinct writes, also where the store deduplicates.
 */
class DistinctWriterDeduplicationTest {
    private static final String BOTH_WRITE = """
            scenario: two writers
            run: 20s
            components:
              web: { kind: server, service: 1ms }
              audit:
                kind: server
                service: 1ms
                endpoints:
                  log: { steps: [write: db] }
              db: { kind: database, write: 1ms }
            requests:
              save:
                rate: 50/s
                key: uniform(100)
                steps: [web, { call: audit/log }, { write: db }, { call: audit/log }]
            """;

    @Test
    void deduplicationKeepsWritesOfDifferentServers() {
        DataResult known = data("db.deduplicate=true");
        assertThat(known.attempted()).isGreaterThan(2500);
        assertThat(known.attempted() - known.applied())
                .as("in flight at the end")
                .isBetween(0L, 5L);
        assertThat(known.duplicate()).isZero();
        assertThat(data("db.deduplicate=false")).isEqualTo(known);
    }

    private static DataResult data(String set) {
        ScenarioFile file = SmallLibrary.load("two-writers", BOTH_WRITE, List.of(set, "run.seed=5"));
        VariantResult result = SmallLibrary.run(file.variants().get(0), Long.MAX_VALUE);
        return result.accounting().data().get("db");
    }
}
