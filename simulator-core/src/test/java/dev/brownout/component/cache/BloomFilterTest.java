package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.PoissonLoad;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bloom filters of a cache. Expected times are calculated by hand as in {@link CacheTierTest}. */
class BloomFilterTest {
    private static BloomFilterSpec filter(int keys, double bits, Integer functions) {
        return new BloomFilterSpec(keys, bits, Optional.ofNullable(functions));
    }

    /**
     * Returns the false positive rate of a bit set with {@code bits} bits for each of {@code keys} keys, which holds
     * {@code more} keys in addition.
     */
    private static double toy(int keys, double bits, int functions, int more) {
        int size = (int) (keys * bits);
        BitSet set = new BitSet(size);
        for (int key = 0; key < keys + more; key++) {
            for (int i = 0; i < functions; i++) {
                set.set((int) Long.remainderUnsigned(KeyedRandom.mix(key * 64L + i), size));
            }
        }
        int passed = 0;
        int tried = 200_000;
        for (int key = keys + more; key < keys + more + tried; key++) {
            boolean passes = true;
            for (int i = 0; i < functions && passes; i++) {
                passes = set.get((int) Long.remainderUnsigned(KeyedRandom.mix(key * 64L + i), size));
            }
            passed += passes ? 1 : 0;
        }
        return (double) passed / tried;
    }

    /**
     * The tolerance is four standard errors of 200,000 tries, and the spread of the filter itself, which is much
     * smaller for 50,000 keys.
     */
    @ParameterizedTest
    @CsvSource({"10, 6, 0", "10, 7, 0", "5, 3, 0", "1, 1, 0", "1, 1, 50000", "10, 6, 50000", "4, 8, 10000"})
    void formulaMatchesTheFalsePositiveRateOfABitSet(double bits, int functions, int more) {
        double share = filter(50_000, bits, functions).falsePositives(more);
        double error = Math.sqrt(share * (1 - share) / 200_000);
        assertThat(toy(50_000, bits, functions, more)).isCloseTo(share, within(4 * error + 0.01 * share));
    }

    @Test
    void defaultNumberOfHashFunctionsFollowsLevelDb() {
        assertThat(filter(1, 10, null).functions()).isEqualTo(6);
        assertThat(filter(1, 1, null).functions()).isEqualTo(1);
        assertThat(filter(1, 64, null).functions()).isEqualTo(30);
        assertThat(filter(1, 10, null).falsePositives(0)).isCloseTo(0.00844, within(0.00001));
    }

    private static VariantResult run(BloomFilterSpec filter, int keys, double seconds) {
        return Scenes.scene()
                .withDuration(seconds)
                .with("cache", CacheSpecs.with(c -> c.bloomFilter = Optional.of(filter)))
                .with("db", new Source())
                .requesting(
                        "get",
                        new PoissonLoad(1000),
                        new AbsentKeys(new UniformKeys(keys)),
                        null,
                        List.of(),
                        Scenes.visit("cache"))
                .run();
    }

    /** 100,000 reads of keys that are hardly ever repeated. The tolerance is three standard errors. */
    @Test
    @Tag("law")
    void simulatedFalsePositiveRateMatchesTheFormula() {
        VariantResult result = run(filter(1000, 5, 3), 1_000_000_000, 100);
        double share = filter(1000, 5, 3).falsePositives(0);
        assertThat(share).isCloseTo(0.0918, within(0.0001));
        assertThat(Scenes.measure(result, "cache", "false_positives"))
                .isCloseTo(share, within(3 * Math.sqrt(share * (1 - share) / 100_000)));
        assertThat(Scenes.measure(result, "cache", "loads"))
                .isEqualTo(Scenes.measure(result, "cache", "misses"))
                .isEqualTo(result.requests().get("all").offered() - Scenes.measure(result, "cache", "filtered"));
    }

    @Test
    void filterResultOfAKeyIsConstant() {
        for (int seed = 0; seed < 8; seed++) {
            double passed = Scenes.measure(run(filter(1000, 1 + 0.01 * seed, 1), 1, 1), "cache", "false_positives");
            assertThat(passed).isIn(0.0, 1.0);
        }
    }

    private static CacheStage stage(WritePolicy policy) {
        return CacheStage.of(c -> {
            c.bloomFilter = Optional.of(filter(1000, 20, null));
            c.writePolicy = policy;
        });
    }

    @Test
    void existingKeysAreLoadedAndMissingKeysAreFiltered() {
        CacheStage stage = stage(WritePolicy.AROUND);
        stage.read(0, 7);
        stage.read(1, -7);
        assertThat(stage.runUntil(50)).containsExactly("read -7 not_found 0 at 1.0", "read 7 ok 0 at 11.2");
        assertThat(stage.measure("filtered")).isEqualTo(1);
        assertThat(stage.measure("misses")).isEqualTo(1);
        assertThat(stage.measure("false_positives")).isZero();
    }

    @Test
    void writeAroundAddsItsKeyWhenItIsSent() {
        CacheStage stage = stage(WritePolicy.AROUND);
        stage.write(0, -7);
        stage.read(1, -7);
        stage.read(30, -7);
        assertThat(stage.runUntil(80))
                .containsExactly("write -7 ok 1 at 11.2", "read -7 not_found 0 at 12.2", "read -7 ok 1 at 41.2");
        assertThat(stage.measure("filtered")).isZero();
    }

    @Test
    void keysOfBypassingWritesAreFilteredAsStaleReads() {
        CacheStage stage = stage(WritePolicy.BYPASS);
        stage.read(1, -7);
        stage.write(2, -7);
        stage.read(5, -7);
        stage.read(30, -7);
        assertThat(stage.runUntil(80))
                .containsExactly(
                        "read -7 not_found 0 at 1.0",
                        "read -7 not_found 0 at 5.0",
                        "write -7 ok 1 at 12.5",
                        "read -7 stale 0 at 30.0");
    }
}
