package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Primary keys and index entries take memory and storage, so that fewer rows fit. */
@Tag("law")
class PrimaryKeyLawTest {
    private static final String READ = "  look: { rate: 500/s, key: uniform(10k), steps: [read: db] }\n";

    private static VariantResult run(int seed, String database, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 10s, seed: %d }
                network: none
                components:
                  db: { kind: database, cores: 1000, queue: unlimited, write: 0ms, read: 1ms, %s }
                requests:
                %s""".formatted(seed, database, requests));
    }

    private static String database(String memory, String key) {
        return "disk: {}, memory: " + memory + ", storage: { data: 8GB, primary_key: { row: 100B, " + key + " } }";
    }

    private static double hits(VariantResult result) {
        return TestScenarioRunner.measure(result, "db", "memory_hits");
    }

    /** Counts whole entries per leaf page of 8,192 bytes, of which 24 + 16 bytes and 10 % stay without entries. */
    @ParameterizedTest
    @CsvSource({"8B, 8, 20", "16B, 16, 28", "37B, 37, 52"})
    void postgresLeafPagesHoldWholeEntries(String size, int keyBytes, int entryBytes) {
        int entries = (8192 - 24 - 16 - 819) / entryBytes;
        double expected = 80e6 * (keyBytes + 8192.0 / entries);
        VariantResult result = run(1, database("8GB", "size: " + size), READ);
        assertThat(TestScenarioRunner.measure(result, "db", "index_bytes"))
                .isCloseTo(expected, within(0.003 * expected));
    }

    /** Compares bytes per row, computed by hand: random leaf pages are ln 2 full, those of InnoDB in order 15/16. */
    @ParameterizedTest
    @CsvSource({
        "'size: 16B, order: random', 56.594",
        "'size: 8B, secondary: 2', 88.334",
        "'layout: innodb', 15.2",
        "'layout: innodb, size: 16B, order: random', 67.353",
        "'layout: innodb, size: 16B, order: random, secondary: 2', 151.029"
    })
    void rowTakesKeyAndIndexEntries(String key, double bytes) {
        VariantResult result = run(1, database("8GB", key), READ);
        assertThat(TestScenarioRunner.measure(result, "db", "index_bytes") / 80e6)
                .isCloseTo(bytes, within(0.001));
    }

    @Test
    void uniformKeysHitByTheShareOfRowsWithTheirIndexInMemory() {
        String uuid = database("4GB", "size: 16B, order: random");
        SeedAssertions.agree(seed -> hits(run(seed, uuid, READ)), 4e9 / (80e6 * 156.594), 0, 0.01);
        var disk = run(1, uuid, READ).analysis().stations().stream()
                .filter(station -> station.station().equals("db/primary/disk"))
                .findFirst()
                .orElseThrow();
        assertThat(disk.utilization()).isCloseTo(500 * 330e-6 * (1 - 4 / 12.52752), within(1e-3));
    }

    @Test
    void newRowsTakeStorageWithTheirKeyAndEntries() {
        VariantResult result = run(
                1,
                "storage: { room: 1MB, primary_key: { row: 100B, size: 16B } }",
                "  add: { rate: constant(10/s), size: 10kB, steps: [write: db] }\n");
        long row = 10_047; // 10,000 + 16 + 28 / 0.895
        assertThat(result.accounting().data().get("db").acknowledged()).isEqualTo(1_000_000 / row);
        assertThat(TestScenarioRunner.measure(result, "db", "full_at") / 1e9).isCloseTo(9.95, within(0.1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "storage: { data: 8GB, primary_key: { row: 100B } }; has no effect without a limit",
                "storage: { room: 9GB, data: 8GB, primary_key: { row: 100B } }; with keys and indexes exceeds",
                "storage: { room: 9TB, primary_key: { row: 0B } }; must be at least 1B",
                "storage: { room: 9TB, primary_key: { size: 8B } }; row",
                "storage: { room: 9TB, primary_key: { row: 1B, size: 2705B } }; 1B to 2704B, the limit of a PostgreSQL",
                "storage: { room: 9TB, primary_key: { row: 1B, layout: innodb, size: 3073B } }; 1B to 3072B"
            })
    void rejectsInvalidPrimaryKeys(String database, String reason) {
        assertThatThrownBy(() -> run(1, database, READ)).hasMessageContaining(reason);
    }
}
