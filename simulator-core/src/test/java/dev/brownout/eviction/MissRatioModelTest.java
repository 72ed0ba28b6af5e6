package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.HotKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.SequentialKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissRatioModelTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private static MissRatioModel.Limits limits(Eviction eviction, double entries, double expiry, double deletes) {
        return new MissRatioModel.Limits(eviction, entries, expiry, false, deletes);
    }

    @Test
    void equalsChesApproximationWithoutExpiry() {
        KeyPopularity keys = new ZipfKeys(1, 100_000);
        CheApproximation approximation = new CheApproximation(keys);
        assertThat(new MissRatioModel(keys, limits(Eviction.LRU, 10_000, NEVER, 0)).hitRatio())
                .isCloseTo(approximation.lru(10_000), within(1e-6));
        assertThat(new MissRatioModel(keys, limits(Eviction.FIFO, 10_000, NEVER, 0)).hitRatio())
                .isCloseTo(approximation.fifo(10_000), within(1e-6));
    }

    @Test
    void deletesReduceTheHitRatio() {
        MissRatioModel misses =
                new MissRatioModel(new ZipfKeys(1, 100_000), limits(Eviction.LRU, 10_000, NEVER, 60 / 2000.0));
        assertThat(misses.hitRatio()).isCloseTo(0.71, within(0.01));
    }

    @Test
    void expiringEntryServesTheReadsWithinItsTtl() {
        KeyPopularity one = new UniformKeys(1);
        assertThat(new MissRatioModel(one, limits(Eviction.LRU, NEVER, 10, 0)).hitRatio())
                .isCloseTo(10 / 11.0, within(1e-12));
        assertThat(new MissRatioModel(one, new MissRatioModel.Limits(Eviction.LRU, NEVER, 10, true, 0)).hitRatio())
                .isCloseTo(1 - StrictMath.exp(-10), within(1e-12));
    }

    @Test
    void shortTtlReducesTheHitRatioOfManyKeys() {
        MissRatioModel misses =
                new MissRatioModel(new ZipfKeys(1, 100_000), limits(Eviction.LRU, 10_000, 2_000, 60 / 2000.0));
        assertThat(misses.hitRatio()).isCloseTo(0.47, within(0.01));
    }

    @Test
    void storeForAllKeysWithoutExpiryAlwaysHits() {
        assertThat(new MissRatioModel(new UniformKeys(50), limits(Eviction.LRU, 50, NEVER, 0)).hitRatio())
                .isEqualTo(1);
        assertThat(new MissRatioModel(new UniformKeys(100_000), limits(Eviction.LRU, 10_000, NEVER, 0)).hitRatio())
                .isCloseTo(0.1, within(1e-6));
    }

    @Test
    void sequentialKeysNeverHitInATooSmallStore() {
        assertThat(new MissRatioModel(new SequentialKeys(100), limits(Eviction.LRU, 99, NEVER, 0)).hitRatio())
                .isZero();
        assertThat(new MissRatioModel(new SequentialKeys(100), limits(Eviction.LRU, 100, NEVER, 0)).hitRatio())
                .isEqualTo(1);
    }

    @Test
    void perfectLfuHitsTheMostPopularKeys() {
        double mass = 0;
        double all = 0;
        for (int rank = 1; rank <= 100_000; rank++) {
            all += 1.0 / rank;
            mass += rank <= 10_000 ? 1.0 / rank : 0;
        }
        assertThat(new MissRatioModel(new ZipfKeys(1, 100_000), limits(Eviction.PERFECT_LFU, 10_000, NEVER, 0))
                        .hitRatio())
                .isCloseTo(mass / all, within(1e-4));
        assertThat(new MissRatioModel(new UniformKeys(100), limits(Eviction.PERFECT_LFU, 25, NEVER, 0)).hitRatio())
                .isCloseTo(0.25, within(1e-9));
        assertThat(new MissRatioModel(new SequentialKeys(100), limits(Eviction.PERFECT_LFU, 25, NEVER, 0)).hitRatio())
                .isCloseTo(0.25, within(1e-9));
    }

    @Test
    void aHotKeyIsRareAmongTheMisses() {
        KeyPopularity keys = new HotKeys(List.of(new HotKeys.Hot(0.3, "star")), new UniformKeys(100_000));
        MissRatioModel misses = new MissRatioModel(keys, limits(Eviction.LRU, 100, 99, 0));
        assertThat(misses.hitRatio()).isCloseTo(0.29, within(0.005));
        assertThat(misses.popularity().probability(1)).isCloseTo(0.3 * (1 / 30.7) / 0.71, within(0.001));
    }

    @Test
    void hotKeyWithoutRequestsHasNoMisses() {
        HotKeys never = new HotKeys(List.of(new HotKeys.Hot(0, "star")), new UniformKeys(50));
        for (Eviction eviction : Eviction.values()) {
            assertThat(new MissRatioModel(never, limits(eviction, NEVER, NEVER, 0.1))
                            .popularity()
                            .probability(1))
                    .isZero();
        }
    }
}
