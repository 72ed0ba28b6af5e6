package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.data;
import static dev.brownout.component.quorumstore.StoreScene.measure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.HangFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.spi.FaultSpec;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consistent write counts and the guarantees of overlapping quorums, under random faults of the nodes. */
class StrictQuorumTest {
    private static final int STORIES = 6;

    private static StoreScene scene() {
        return new StoreScene()
                .withDuration(200)
                .networked()
                .timeout(Duration.ofMillis(500))
                .work(new ExponentialDistribution(4e6))
                .writing(new PoissonLoad(20), new UniformKeys(100))
                .reading(new PoissonLoad(20), new UniformKeys(100));
    }

    private static StoreScene story(StoreScene scene, KeyedRandom random) {
        List<FaultSpec> modes =
                List.of(new CrashFault(), new PowerOffFault(), new BlackholeFault(), new HangFault(), new PauseFault());
        for (int i = 0; i < 12; i++) {
            double position = 10 + 150 * random.uniform();
            double length = 1 + 30 * random.uniform();
            scene.withFault(
                    modes.get(random.nextInt(modes.size())),
                    "kv",
                    String.valueOf(1 + random.nextInt(5)),
                    position,
                    position + length);
        }
        return scene;
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "1, 3", "3, 1"})
    @ChosenRows
    void overlappingQuorumsHaveNoStaleReadsOrLostWrites(int read, int write) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "strict " + read));
        for (int i = 0; i < STORIES; i++) {
            StoreScene scene = scene().nodes(5).quorum(read, write);
            VariantResult result = story(scene, random).run(i);
            DataResult data = data(result);
            assertThat(data.acknowledged()).isPositive();
            assertThat(data.staleReads()).isZero();
            assertThat(data.lost()).isZero();
            assertThat(measure(result, "not_found_reads")).isZero();
            assertThat(data.acknowledged()).isLessThanOrEqualTo(data.applied());
            assertThat(data.applied()).isLessThanOrEqualTo(data.attempted());
        }
    }

    @Test
    void nonOverlappingQuorumsHaveStaleReads() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "lax"));
        long stale = 0;
        for (int i = 0; i < 2; i++) {
            VariantResult result = story(scene().nodes(5).quorum(1, 1), random).run(i);
            assertThat(data(result).lost()).isZero();
            stale += data(result).staleReads();
        }
        assertThat(stale).isPositive();
    }

    /**
     * Each node loses all its data when it crashes. A crash is the loss of one disk, and of one acknowledged copy in a
     * quorum of 2.
     */
    @ParameterizedTest
    @CsvSource({"2, 1, 0", "3, 2, 0"})
    void fewerLostDisksThanAcknowledgedCopiesLoseNoWrites(int write, int disks, int lost) {
        for (int i = 0; i < 2; i++) {
            StoreScene scene = scene().forgetting().quorum(1, write);
            for (int disk = 1; disk <= disks; disk++) {
                scene.withFault(new CrashFault(), "kv", String.valueOf(disk), 50 * disk, 50 * disk + 1);
            }
            VariantResult result = scene.run(i);
            assertThat(data(result).lost()).isEqualTo(lost);
        }
    }

    @Test
    void losingAllAcknowledgedCopiesLosesWrites() {
        VariantResult result = scene().forgetting()
                .quorum(1, 1)
                .withFault(new BlackholeFault(), "kv", "2", 20, 60)
                .withFault(new BlackholeFault(), "kv", "3", 20, 60)
                .withFault(new CrashFault(), "kv", "1", 50, 51)
                .run();
        assertThat(data(result).lost()).isPositive();
        assertThat(measure(result, "lost_writes")).isEqualTo(data(result).lost());
    }
}
