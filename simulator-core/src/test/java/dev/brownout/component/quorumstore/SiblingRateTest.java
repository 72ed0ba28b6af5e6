package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.AT_ONCE;
import static dev.brownout.component.quorumstore.StoreScene.data;
import static dev.brownout.component.quorumstore.StoreScene.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Step;
import dev.brownout.step.WaitStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate of writes that have not seen each other, validated against Poisson processes and a separate simulation. */
@Tag("law")
class SiblingRateTest {
    private static final double DELAY = 0.1;
    private static final double OF_KEY = 2;
    private static final int KEYS = 400;
    private static final double SECONDS = 60;

    private static StoreScene scene(int nodes) {
        return new StoreScene()
                .withDuration(SECONDS)
                .seededBy("siblings " + nodes)
                .nodes(nodes)
                .copies(nodes)
                .keepingSiblings()
                .legs(new ConstantDistribution(DELAY * 1e9), AT_ONCE, AT_ONCE, AT_ONCE)
                .writing(new PoissonLoad(KEYS * OF_KEY), new UniformKeys(KEYS));
    }

    /**
     * A write builds on the values of its node. It has not seen the writes that the other of the N nodes have accepted
     * within their transit time D: 1 - exp(-w (1 - 1/N) D).
     */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5"})
    @ChosenRows(3)
    void siblingRateMatchesConcurrentWritesOfOtherNodes(int nodes) {
        VariantResult result = scene(nodes).run();
        double all = data(result).acknowledged();
        double share = -StrictMath.expm1(-OF_KEY * (1 - 1.0 / nodes) * DELAY);
        assertThat(measure(result, "siblings") / all)
                .isCloseTo(share, within(4 * StrictMath.sqrt(share * (1 - share) / all)));
        assertThat(measure(result, "conflicts")).isZero();
        assertThat(data(result).lost()).isZero();
    }

    /**
     * A visit that reads, waits for a time T and writes has not seen the writes made in the meantime: 1 - exp(-w T).
     * With last-write-wins, the same number of writes is overwritten unseen.
     */
    @ParameterizedTest
    @CsvSource({"true, siblings", "false, conflicts"})
    @ChosenRows
    void conflictRateMatchesWritesSinceTheRead(boolean isConcurrent, String measure) {
        Step think = new WaitStep(new ConstantDistribution(DELAY * 1e9), Step.Options.NONE);
        StoreScene scene = new StoreScene()
                .withDuration(SECONDS)
                .seededBy("visits")
                .nodes(1)
                .copies(1)
                .requesting(
                        "buy",
                        new PoissonLoad(KEYS * OF_KEY),
                        new UniformKeys(KEYS),
                        Duration.ofSeconds(60),
                        List.of(),
                        Scenes.read("kv"),
                        think,
                        Scenes.write("kv"));
        VariantResult result = (isConcurrent ? scene.keepingSiblings() : scene).run();
        double all = data(result).acknowledged();
        double share = -StrictMath.expm1(-OF_KEY * DELAY);
        assertThat(measure(result, measure) / all)
                .isCloseTo(share, within(4 * StrictMath.sqrt(share * (1 - share) / all)));
    }

    @Test
    @Tag("change")
    void siblingReadsMatchASeparateSimulation() {
        int runs = 5;
        double[] here = new double[runs];
        double[] reference = new double[runs];
        for (int i = 0; i < runs; i++) {
            VariantResult result = scene(3).reading(new PoissonLoad(KEYS * OF_KEY), new UniformKeys(KEYS))
                    .run(i);
            here[i] = measure(result, "sibling_reads")
                    / result.requests().get("read").good();
            reference[i] = new Toy(3, KeyedRandom.key(1, i, "toy of siblings")).shareOfReads();
        }
        assertThat(mean(here)).isGreaterThan(0.05);
        assertThat(mean(here)).isCloseTo(mean(reference), within(4 * StrictMath.sqrt(error(here) + error(reference))));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Returns the square of the standard error of the mean. */
    private static double error(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1) / values.length;
    }

    /**
     * Separate simulation of one key after the other. Each node has its current writes, and the set of all writes that
     * it has received.
     */
    private static final class Toy {
        private final int nodes;
        private final KeyedRandom random;
        private final List<BitSet> values = new ArrayList<>();
        private final List<BitSet> received = new ArrayList<>();
        private final List<BitSet> pasts = new ArrayList<>();
        private long reads;
        private long several;

        private record Arrival(double at, int node, int write) {}

        Toy(int nodes, long key) {
            this.nodes = nodes;
            this.random = new KeyedRandom(key);
        }

        double shareOfReads() {
            for (int key = 0; key < KEYS; key++) {
                play();
            }
            return several / (double) reads;
        }

        private void play() {
            pasts.clear();
            values.clear();
            received.clear();
            for (int node = 0; node < nodes; node++) {
                values.add(new BitSet());
                received.add(new BitSet());
            }
            PriorityQueue<Arrival> coming = new PriorityQueue<>((one, other) -> Double.compare(one.at(), other.at()));
            for (double position = next(0); position < SECONDS; position = next(position)) {
                while (!coming.isEmpty() && coming.peek().at() <= position) {
                    Arrival arrival = coming.poll();
                    apply(arrival.node(), arrival.write());
                }
                int node = random.nextInt(nodes);
                if (random.uniform() < 0.5) {
                    reads++;
                    several += values.get(node).cardinality() > 1 ? 1 : 0;
                    continue;
                }
                int write = pasts.size();
                pasts.add((BitSet) received.get(node).clone());
                apply(node, write);
                for (int other = 0; other < nodes; other++) {
                    if (other != node) {
                        coming.add(new Arrival(position + DELAY, other, write));
                    }
                }
            }
        }

        private double next(double position) {
            return position + random.exponential() / (2 * OF_KEY);
        }

        private void apply(int node, int write) {
            if (!received.get(node).get(write)) {
                received.get(node).set(write);
                received.get(node).or(pasts.get(write));
                values.get(node).andNot(pasts.get(write));
                values.get(node).set(write);
            }
        }
    }
}
