package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fifth shard is added to four shards with 300 GB at a utilization of 75 %. Data moves at 200 MB/s and takes a fifth
 * of the capacity meanwhile.
 */
@Tag("law")
class ReshardingLawTest {
    private static final double GIGABYTE = 1e9;
    private static final double MINUTE = 60e9;
    private static final double PAUSE = 50e6;

    private static String site(String sharding) {
        return """
                run: { duration: 25m, seed: 17 }
                components:
                  db:
                    kind: database
                    shards: 4
                    sharding: %s
                    cores: 1
                    replicas: 0
                    read: exp(250ms)
                    write: exp(250ms)
                    storage: { room: 100GB, data: 300GB }
                    move: { rate: 200MB/s, load: 20%%, chunk: whole, pause: 50ms }
                requests:
                  look: { rate: 10.8/s, key: uniform(100k), timeout: none, steps: [read: db] }
                  save: { rate: 1.2/s, key: uniform(100k), timeout: none, steps: [write: db] }
                faults:
                  - at 1m: reshard db to 5 as move
                """.formatted(sharding);
    }

    /** Modulo sharding moves four fifths of the data in 20 minutes; jump hashing moves one fifth in 5 minutes. */
    @ParameterizedTest
    @CsvSource({"modulo, 240, 20", "jump, 60, 5"})
    void reshardingMovesTheShareOfItsAlgorithm(String sharding, double gigabytes, double minutes) {
        double end = (1 + minutes) * MINUTE + PAUSE;
        VariantResult result = TestScenarioRunner.run(site(sharding));
        assertThat(TestScenarioRunner.measure(result, "db", "moved_bytes") / GIGABYTE)
                .isCloseTo(gigabytes, within(1e-6));
        assertThat(TestScenarioRunner.measure(result, "db", "moved_at")).isCloseTo(end, within(1e3));
        for (Station station : result.analysis().stations()) {
            boolean isConcurrent = station.fromNanos() == (long) MINUTE;
            boolean four = station.station().matches("db/shard-([1-4]|[*])/primary");
            if (four && station.fromNanos() <= (long) MINUTE) {
                assertThat(station.utilization()).isCloseTo(isConcurrent ? Double.NaN : 0.75, within(0.02));
            }
            if (isConcurrent && station.station().equals("db/shard-*/primary")) {
                assertThat(station.measuredUtilization())
                        .as("mean utilization of three shards during the move")
                        .isCloseTo(0.75 / 0.8, within(0.07));
            }
        }
        DataResult data = result.accounting().data().get("db");
        assertThat(data.acknowledged()).isEqualTo(data.durable());
        assertThat(data.lost() + data.phantom() + data.duplicate() + data.staleReads())
                .isZero();
        assertThat(result.requests().get("all").failed()).isZero();
    }
}
