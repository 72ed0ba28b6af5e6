package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.NewestKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.UuidKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.DataSize;
import dev.brownout.workload.PoissonLoad;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Four shards with free space for 1,000 more rows each. With random keys, a shard is full after the sum of 1,000
 * intervals at a quarter of the write rate. The minimum of four such sums has a mean of 38.73 s and a standard
 * deviation of 0.87 s (4,000 runs of a separate simulation).
 */
class ShardStorageLimitTest {
    private static final int SEEDS = 9;

    private static DatabaseSpec database(Sharding sharding, long capacity, long data) {
        return DatabaseSpecs.working(new ConstantDistribution(1e5), d -> {
            d.shards = 4;
            d.sharding = sharding;
            d.storage = Optional.of(
                    new StorageSpec(Optional.of(new DataSize(capacity)), new DataSize(data), Optional.empty()));
        });
    }

    /** Runs 100 writes/s of new rows of 10 kB and 100 reads/s. Each shard has free space for {@code rows} more rows. */
    private static VariantResult filled(String seed, Sharding sharding, KeyPopularity keys, int rows) {
        long more = 10_000L * rows;
        return Scenes.scene()
                .withDuration(60, 0)
                .seededBy(seed)
                .with("db", database(sharding, 1_000_000 + more, 4_000_000))
                .requesting("save", new PoissonLoad(100), keys, null, List.of(), Scenes.write("db"))
                .requesting("look", new PoissonLoad(100), keys, null, List.of(), Scenes.read("db"))
                .run();
    }

    private static double measure(VariantResult result, String name) {
        return result.components().get("db").measures().get(name).value();
    }

    @Test
    void firstOfFourShardsFillsBeforeTheAverage() {
        double first = 0;
        double average = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            VariantResult result = filled("full " + seed, Sharding.RANGE, new UuidKeys(1000), 1000);
            double position = measure(result, "full_at") / 1e9;
            assertThat(position).isBetween(36.0, 41.0);
            first += position / SEEDS;
            average += 60 * (1 - measure(result, "full_shards") / 4) / SEEDS;
            long saved = result.accounting().data().get("db").acknowledged();
            assertThat(measure(result, "added_bytes")).isEqualTo(10_000.0 * saved);
            assertThat(saved).isEqualTo(4000);
            assertThat(result.requests().get("save").outcomes().get("full"))
                    .isEqualTo(result.requests().get("save").failed());
            assertThat(result.requests().get("look").failed()).isZero();
        }
        assertThat(first).isCloseTo(38.73, within(3 * 0.87 / Math.sqrt(SEEDS)));
        assertThat(average).isCloseTo(40.0, within(3 * 0.63 / Math.sqrt(SEEDS)));
    }

    @Test
    void newestKeysFillTheLastRange() {
        VariantResult result = filled("newest", Sharding.RANGE, new NewestKeys(1000), 1000);
        assertThat(measure(result, "full_at") / 1e9).isCloseTo(10, within(4 * Math.sqrt(1000) / 100));
        assertThat(measure(result, "full_shards")).isCloseTo(50.0 / 60, within(0.03));
        assertThat(result.accounting().data().get("db").acknowledged()).isEqualTo(1000);
    }

    @Test
    void updatesOfExistingKeysNeedNoSpace() {
        VariantResult result = filled("there", Sharding.MODULO, new UniformKeys(1000), 0);
        assertThat(result.requests().get("save").failed()).isZero();
        assertThat(measure(result, "stored")).isEqualTo(1);
        assertThat(measure(result, "full_at")).isNaN();
    }

    @Test
    void writesWithoutAKeyInsertRows() {
        VariantResult result = filled("rows", Sharding.MODULO, null, 100);
        assertThat(result.accounting().data().get("db").acknowledged()).isEqualTo(400);
        assertThat(measure(result, "full_at") / 1e9).isBetween(2.0, 4.8);
    }
}
