package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.ConstantIntervalLoad;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metrics of the partitions of a store without a node that responds. Every run makes the audit checks. */
class PartitionOutagesTest {
    private static StoreScene scene(PlacementMethod method, Optional<Integer> width) {
        return new StoreScene()
                .withPlacement(new ReplicaPlacementSpec(16, Optional.of(method), width))
                .withDuration(60)
                .reading(new ConstantIntervalLoad(10), new UniformKeys(20));
    }

    /** Each of the 48 partitions of three nodes with three copies is unavailable for the 10 s without a node. */
    @ParameterizedTest
    @EnumSource(PlacementMethod.class)
    void partitionsAreUnavailableWhileAllNodesAreDown(PlacementMethod method) {
        VariantResult result = scene(method, Optional.empty())
                .forgetting()
                .withFault(new CrashFault(), "kv", "1", 10, 40)
                .withFault(new CrashFault(), "kv", "2", 20, 50)
                .withFault(new PauseFault(), "kv", "3", 30, 40)
                .run();
        assertThat(measure(result, "unavailable_partitions")).isCloseTo(48 * 10 / 60.0, within(1e-6));
        assertThat(measure(result, "lost_partitions")).isZero();
    }

    /** The last of the three nodes that loses its data loses the partitions, although the others run again. */
    @Test
    void partitionsAreLostOnceWithTheLastNode() {
        StoreScene scene = scene(PlacementMethod.RANDOM, Optional.empty())
                .withFault(new CrashFault(), "kv", "1", 10, 15)
                .withFault(new CrashFault(), "kv", "2", 20, 25)
                .withFault(new CrashFault(), "kv", "3", 30, 35)
                .withFault(new CrashFault(), "kv", "1", 40, 45);
        assertThat(measure(scene.run(), "lost_partitions")).isZero();
        VariantResult result = scene.forgetting().run();
        assertThat(measure(result, "lost_partitions")).isEqualTo(48);
        assertThat(measure(result, "unavailable_partitions")).isZero();
    }

    /** Ten of twelve nodes are lost: C(10, 3) / C(12, 3) of 192 partitions, and 3 of 4 copysets at most. */
    @Test
    void lostNodesHaveAllCopiesOfSomePartitions() {
        StoreScene random = scene(PlacementMethod.RANDOM, Optional.empty()).nodes(12);
        StoreScene copysets = scene(PlacementMethod.COPYSETS, Optional.empty()).nodes(12);
        for (int node = 1; node <= 10; node++) {
            random.withFault(new CrashFault(), "kv", Integer.toString(node), 30, 60);
            copysets.withFault(new CrashFault(), "kv", Integer.toString(node), 30, 60);
        }
        double expected = 192 * 120 / 220.0;
        assertThat(measure(random.run(), "unavailable_partitions") * 2)
                .isBetween(expected - 4 * Math.sqrt(expected / 2), expected + 4 * Math.sqrt(expected / 2));
        assertThat(measure(copysets.run(), "unavailable_partitions") * 2).isBetween(192 * 0.3, 192 * 0.9);
    }

    @Test
    void rejectsImpossibleScatterWidths() {
        assertThatThrownBy(() -> new ReplicaPlacementSpec(16, Optional.empty(), Optional.of(2)))
                .hasMessageContaining("copysets");
        assertThatThrownBy(() -> scene(PlacementMethod.COPYSETS, Optional.of(3)).run())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("less than the number of nodes, 3");
    }
}
