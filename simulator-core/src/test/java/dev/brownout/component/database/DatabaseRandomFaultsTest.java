package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.database.replication.Replication.Mode;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.PoissonLoad;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Consistent write counts and the guarantees of each replication mode, under random faults of the nodes and the lease
 * store.
 */
@Tag("law")
class DatabaseRandomFaultsTest {
    private static final int STORIES = 8;
    private static final String[] PARTS = {"primary", "primary", "replica-1", "replica-2", "replica-*", "lease"};

    private static DatabaseScene story(Mode mode, boolean fencing, KeyedRandom random) {
        return story(new DatabaseScene(), mode, fencing, random);
    }

    private static DatabaseScene story(DatabaseScene empty, Mode mode, boolean fencing, KeyedRandom random) {
        DatabaseScene scene = empty.withDuration(300)
                .networked()
                .mode(mode)
                .backlog(new ConstantDistribution(200e6))
                .work(new ExponentialDistribution(4e6), new ExponentialDistribution(8e6))
                .applying(0, 0.5)
                .leased(fencing)
                .writing(new PoissonLoad(15), new UniformKeys(100), 1)
                .reading(new PoissonLoad(15), new UniformKeys(100), 1);
        for (int i = 0; i < 6; i++) {
            String part = PARTS[random.nextInt(PARTS.length)];
            double position = 10 + 240 * random.uniform();
            double length = 1 + 60 * random.uniform();
            switch (random.nextInt(5)) {
                case 0 -> scene.crash(part, position, length);
                case 1 -> scene.powerOff(part, position, length);
                case 2 -> scene.blackhole(part, position, length);
                case 3 -> scene.hang(part, position, length);
                default -> scene.pause(part, position, length);
            }
        }
        return scene;
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"NONE", "MULTI_PRIMARY"},
            mode = EnumSource.Mode.EXCLUDE)
    @ChosenRows(3)
    void fencingPreventsDualPrimariesAndWriteCountsAreConsistent(Mode mode) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "many faults " + mode));
        long promotions = 0;
        long lost = 0;
        for (int i = 0; i < STORIES; i++) {
            VariantResult result = story(mode, true, random).run(i);
            DataResult data = data(result);
            assertThat(data.dualPrimaryNanos()).isZero();
            assertThat(measure(result, "lost_writes")).isEqualTo(data.lost());
            assertThat(data.acknowledged()).isLessThanOrEqualTo(data.applied());
            assertThat(data.applied()).isLessThanOrEqualTo(data.attempted());
            assertThat(data.acknowledged() - data.lost()).isLessThanOrEqualTo(data.durable());
            assertThat(data.durable() - (data.acknowledged() - data.lost()) - data.phantom())
                    .isBetween(0L, 60L);
            promotions += Scenes.eventsOf(result, "promoted").size();
            lost += data.lost();
        }
        assertThat(promotions).isGreaterThan(5);
        if (mode == Mode.SYNC || mode == Mode.QUORUM) {
            assertThat(lost).isZero();
        } else if (mode == Mode.ASYNC) {
            assertThat(lost).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"NONE", "MULTI_PRIMARY"},
            mode = EnumSource.Mode.EXCLUDE)
    @ChosenRows
    void writeCountsAreConsistentWithoutFencing(Mode mode) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(2, 0, "many faults " + mode));
        long dual = 0;
        for (int i = 0; i < STORIES; i++) {
            VariantResult result = story(mode, false, random).run(i);
            DataResult data = data(result);
            assertThat(measure(result, "lost_writes")).isEqualTo(data.lost());
            assertThat(data.acknowledged() - data.lost()).isLessThanOrEqualTo(data.durable());
            dual += data.dualPrimaryNanos();
        }
        assertThat(dual).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @ChosenRows
    void recoveredWritesAreNotCountedAsLost(boolean fencing) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(3, 0, "many faults " + fencing));
        long recovered = 0;
        long overwritten = 0;
        for (int i = 0; i < STORIES; i++) {
            VariantResult result = story(new DatabaseScene().recovering(5, 10), Mode.ASYNC, fencing, random)
                    .run(i);
            recovered += (long) measure(result, "recovered_writes");
            overwritten += (long) measure(result, "conflicts");
            assertThat(data(result).lost())
                    .isEqualTo((long) (measure(result, "lost_writes") - measure(result, "recovered_writes")));
        }
        assertThat(recovered).isPositive();
        assertThat(overwritten).isPositive();
    }
}
