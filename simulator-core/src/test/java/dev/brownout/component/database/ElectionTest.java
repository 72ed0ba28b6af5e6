package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.runtime.Fixture.eventsOf;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.replication.Replication;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ErlangDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.PoissonLoad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Raft elections, validated against a Monte Carlo simulation of figure 16 of Ongaro and Ousterhout, and their
 * guarantees.
 */
class ElectionTest {
    private static final double MILLI = 1e6;

    /** Number of elections per curve in the paper on Raft. */
    private static final int TRIALS = 1000;

    private static DatabaseScene five(double seconds, boolean fencing, Distribution distribution) {
        return new DatabaseScene()
                .withDuration(seconds)
                .replicas(4)
                .mode(Replication.Mode.QUORUM)
                .electing(fencing, distribution);
    }

    private static DatabaseScene networked(DatabaseScene scene) {
        return scene.linkedBy(new NetworkSpec(
                new ErlangDistribution(2, 9 * MILLI),
                new ConstantDistribution(0),
                Optional.empty(),
                new Share(0),
                NetworkSpec.Connections.KEPT_ALIVE,
                CallTarget.BETWEEN_TIERS));
    }

    /**
     * Returns five nodes, with {@code many} crashes of the primary for {@code length} seconds, one per {@code every}
     * seconds. A round trip is twice the sum of two exponential times of 2.25 ms, so that a message takes 4.5 ms on
     * average.
     */
    private static DatabaseScene withRepeatedCrashes(Distribution distribution, int many, double every, double length) {
        DatabaseScene scene = networked(five((many + 1) * every, false, distribution));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "crashes " + every));
        for (int i = 0; i < many; i++) {
            scene.crash("primary", every * (i + 0.5) + random.uniform(), length);
        }
        return scene;
    }

    /**
     * Returns the times from each crash to the next promotion, in ms, in ascending order. Crashes without a later
     * promotion are omitted.
     */
    private static double[] leaderless(Distribution distribution, int many, double every, double length) {
        VariantResult result =
                withRepeatedCrashes(distribution, many, every, length).run();
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "crashes " + every));
        Iterator<TimelineEvent> promoted = eventsOf(result, "promoted").iterator();
        List<Double> elapsed = new ArrayList<>();
        TimelineEvent next = promoted.next();
        for (int i = 0; i < many && next != null; i++) {
            double crash = (every * (i + 0.5) + random.uniform()) * 1e9;
            while (next != null && next.atNanos() < crash) {
                next = promoted.hasNext() ? promoted.next() : null;
            }
            if (next != null) {
                elapsed.add((next.atNanos() - crash) / MILLI);
            }
        }
        return elapsed.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * sorted.length)];
    }

    /**
     * Five nodes with the election times of MongoDB. The first of four candidates times out 10.3 s after the last
     * heartbeat on average. Half a heartbeat interval of that passed before the crash. The tolerance is four standard
     * errors: the standard deviation is 0.29 intervals for the age of the last heartbeat and 0.24 s for the minimum of
     * four election times.
     */
    @ParameterizedTest
    @Tag("law")
    @CsvSource({"2, 9.3", "0.1, 10.25", "8, 6.3"})
    @ChosenRows({1, 3})
    void electionTimeCountsFromTheLastHeartbeat(double heartbeat, double mean) {
        int many = 200;
        DatabaseScene scene = new DatabaseScene()
                .withDuration((many + 1) * 40)
                .replicas(4)
                .mode(Replication.Mode.QUORUM)
                .heartbeat(heartbeat)
                .electing(false, new UniformDistribution(10e9, 11.5e9));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "crashes of heartbeats"));
        List<Double> crashes = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            crashes.add(40 * (i + 0.25) + 10 * random.uniform());
            scene.crash("primary", crashes.get(i), 20);
        }
        List<TimelineEvent> promoted = eventsOf(scene.run(), "promoted");
        assertThat(promoted).hasSize(many);
        double sum = 0;
        for (int i = 0; i < many; i++) {
            sum += promoted.get(i).atNanos() / 1e9 - crashes.get(i);
        }
        assertThat(sum / many).isCloseTo(mean, within(4 * Math.hypot(0.29 * heartbeat, 0.24) / Math.sqrt(many)));
    }

    /**
     * Runs each election as a separate simulation: with constant timeouts, votes that are split once may be split in
     * each further election.
     */
    @Test
    @Tag("law")
    @Tag("thorough")
    void equalElectionTimesCauseLongSplitVotes() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "same times"));
        int many = 4000;
        int longer = 0;
        for (int i = 0; i < many; i++) {
            DatabaseScene scene = networked(five(11.2, false, new ConstantDistribution(150 * MILLI)));
            double crash = 1 + 0.075 * random.uniform();
            VariantResult result = scene.crash("primary", crash, 100).run(i);
            boolean elected = !eventsOf(result, "promoted").isEmpty();
            longer += elected && second(result, "promoted") < crash + 10 ? 0 : 1;
        }
        assertThat((double) longer / many).isCloseTo(0.39, within(0.05 * 0.39));
    }

    @Test
    @Tag("law")
    @Tag("change")
    void medianElectionTimeWithFiveMillisecondsOfRandomness() {
        double[] elapsed = leaderless(new UniformDistribution(150 * MILLI, 155 * MILLI), TRIALS, 6, 4);
        assertThat(quantile(elapsed, 0.5)).isCloseTo(283, within(0.05 * 283));
    }

    @Test
    @Tag("law")
    void tailElectionTimeWithFiftyMillisecondsOfRandomness() {
        double[] elapsed = leaderless(new UniformDistribution(150 * MILLI, 200 * MILLI), TRIALS, 4, 2);
        assertThat(quantile(elapsed, 0.99)).isCloseTo(460, within(0.1 * 460));
    }

    /**
     * Runs each election as a separate simulation: with timeouts this short, late heartbeats cause further elections.
     */
    @Test
    @Tag("law")
    @Tag("thorough")
    void shortElectionTimesElectSooner() {
        Distribution distribution = new UniformDistribution(12 * MILLI, 24 * MILLI);
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "short times"));
        double[] elapsed = new double[3000];
        for (int i = 0; i < elapsed.length; i++) {
            double crash = 0.006 + 0.006 * random.uniform();
            VariantResult result = networked(five(0.5, false, distribution))
                    .crash("primary", crash, 10)
                    .run(i);
            elapsed[i] = (second(result, "promoted") - crash) * 1e3;
        }
        Arrays.sort(elapsed);
        assertThat(Arrays.stream(elapsed).average().orElseThrow()).isCloseTo(35.5, within(0.05 * 35.5));
        assertThat(quantile(elapsed, 0.99)).isCloseTo(110, within(0.1 * 110));
    }

    @Test
    void followerWithTheShortestElectionTimeIsElected() {
        VariantResult result = five(60, true, new UniformDistribution(150 * MILLI, 300 * MILLI))
                .crash("primary", 20, 10)
                .writing(new ConstantIntervalLoad(100), new UniformKeys(100), 1)
                .run();
        assertThat(eventsOf(result, "promoted")).hasSize(1);
        assertThat(second(result, "promoted")).isBetween(20.075, 20.3);
        assertThat(data(result).lost()).isZero();
        assertThat(data(result).dualPrimaryNanos()).isZero();
        assertThat(DatabaseScene.measure(result, "candidacies")).isEqualTo(1);
        assertThat(DatabaseScene.measure(result, "leaderless.max") / 1e9)
                .isCloseTo(second(result, "promoted") - 20, within(0.001));
    }

    @Test
    void electionWaitsForAMajority() {
        VariantResult result = five(60, true, new UniformDistribution(150 * MILLI, 300 * MILLI))
                .crash("primary", 20, 20)
                .crash("replica-1", 20, 20)
                .crash("replica-2", 20, 15)
                .writing(new ConstantIntervalLoad(100), new UniformKeys(100), 1)
                .run();
        assertThat(second(result, "promoted")).isBetween(35.0, 38.0);
        assertThat(data(result).lost()).isZero();
    }

    /**
     * With fencing, a leader that is cut off from the majority steps down before another node is elected. Without
     * fencing, it continues until it is reachable again.
     */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isolatedLeaderStepsDownEarlyOnlyWithFencing(boolean fencing) {
        VariantResult result = five(60, fencing, new UniformDistribution(150 * MILLI, 300 * MILLI))
                .blackhole("primary", 20, 10)
                .writing(new PoissonLoad(100), new UniformKeys(100), 1)
                .run();
        assertThat(eventsOf(result, "promoted")).isNotEmpty();
        assertThat(eventsOf(result, "stepped-down")).isNotEmpty();
        assertThat(second(result, "stepped-down") > 29).isEqualTo(!fencing);
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void randomFaultsLoseNoQuorumWrites() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "elections"));
        String[] parts = {"primary", "primary", "replica-1", "replica-2", "replica-3"};
        for (int i = 0; i < 8; i++) {
            DatabaseScene scene = five(120, true, new UniformDistribution(150 * MILLI, 300 * MILLI))
                    .networked()
                    .writing(new PoissonLoad(50), new UniformKeys(100), 1);
            for (int fault = 0; fault < 8; fault++) {
                String part = parts[random.nextInt(parts.length)];
                double position = 5 + 90 * random.uniform();
                double length = 0.1 + 10 * random.uniform();
                switch (random.nextInt(5)) {
                    case 0 -> scene.crash(part, position, length);
                    case 1 -> scene.powerOff(part, position, length);
                    case 2 -> scene.blackhole(part, position, length);
                    case 3 -> scene.hang(part, position, length);
                    default -> scene.pause(part, position, length);
                }
            }
            VariantResult result = scene.run(i);
            assertThat(data(result).lost()).isZero();
            assertThat(data(result).dualPrimaryNanos()).isZero();
            assertThat(eventsOf(result, "promoted")).isNotEmpty();
        }
    }

    private static DatabaseScene erratic(DatabaseScene scene) {
        return scene.linkedBy(new NetworkSpec(
                new ErlangDistribution(2, 20 * MILLI),
                new ConstantDistribution(0),
                Optional.empty(),
                new Share(0),
                NetworkSpec.Connections.KEPT_ALIVE,
                CallTarget.BETWEEN_TIERS));
    }

    /**
     * Leaders change constantly while their log is in transit. A node that has voted in a later term does not accept
     * it.
     */
    @Test
    void spuriousLeaderChangesLoseNoWrites() {
        for (int i = 0; i < 3; i++) {
            VariantResult result = erratic(five(60, true, new UniformDistribution(40 * MILLI, 80 * MILLI)))
                    .writing(new PoissonLoad(500), new UniformKeys(100), 1)
                    .run(i);
            assertThat(eventsOf(result, "promoted")).hasSizeGreaterThan(100);
            assertThat(data(result).acknowledged()).isGreaterThan(1000);
            assertThat(data(result).lost()).isZero();
        }
    }
}
