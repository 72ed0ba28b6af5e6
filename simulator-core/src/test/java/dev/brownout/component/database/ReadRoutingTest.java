package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.component.database.DatabaseScene.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.reads.Reads;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadRoutingTest {
    /** Returns a scene with 100 reads/s for 100 s. */
    private static DatabaseScene scene() {
        return new DatabaseScene().withDuration(100).reading(new ConstantIntervalLoad(100), new UniformKeys(100), 1);
    }

    private static DatabaseScene from(ReadFrom from, Reads.Algorithm algorithm, Reads.Fallback fallback) {
        return scene().reads(from, algorithm, fallback, Optional.empty());
    }

    private static double offeredLoad(VariantResult result, String name) {
        return node(result, name, "offered");
    }

    @Test
    void roundRobinReadsFromReplicasOnly() {
        VariantResult result = scene().run();
        assertThat(offeredLoad(result, "primary")).isZero();
        assertThat(offeredLoad(result, "replica-1")).isCloseTo(5000, within(1.0));
        assertThat(offeredLoad(result, "replica-2")).isCloseTo(5000, within(1.0));
    }

    @Test
    void readFromAnyIncludesThePrimary() {
        VariantResult result = from(ReadFrom.ANY, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE)
                .run();
        assertThat(offeredLoad(result, "primary")).isCloseTo(3333, within(1.0));
    }

    @Test
    void randomReadsAreSpreadEvenly() {
        VariantResult result =
                from(ReadFrom.ANY, Reads.Algorithm.RANDOM, Reads.Fallback.NONE).run();
        assertThat(offeredLoad(result, "replica-2")).isBetween(3150.0, 3520.0);
    }

    @Test
    void leastConnectionsLowersTheMeanLatency() {
        DatabaseScene scene = new DatabaseScene()
                .withDuration(100)
                .cores(1)
                .work(new ExponentialDistribution(8e6), new ConstantDistribution(0))
                .reading(new PoissonLoad(100), new UniformKeys(100), 5);
        double inTurn = scene.reads(
                        ReadFrom.REPLICAS, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE, Optional.empty())
                .run()
                .requests()
                .get("read")
                .successes()
                .mean();
        double fewest = scene.reads(
                        ReadFrom.REPLICAS, Reads.Algorithm.LEAST_CONNECTIONS, Reads.Fallback.NONE, Optional.empty())
                .run()
                .requests()
                .get("read")
                .successes()
                .mean();
        assertThat(fewest).isLessThan(inTurn);
    }

    @Test
    void readFromPrimaryIgnoresANearerReplica() {
        VariantResult result = scene().primaryInWest()
                .reads(ReadFrom.PRIMARY, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE, Optional.empty())
                .run();
        // Requests in transit across the country at the end are not included: 100/s for about 30 ms.
        assertThat(offeredLoad(result, "primary")).isCloseTo(10_000, within(5.0));
        assertThat(offeredLoad(result, "replica-1")).isZero();
    }

    @Test
    void aDatabaseWithoutReplicasReadsItsPrimary() {
        VariantResult result = scene().replicas(0).run();
        assertThat(offeredLoad(result, "primary")).isCloseTo(10_000, within(1.0));
    }

    @Test
    void healthChecksEjectAndReturnASilentReplica() {
        VariantResult result = scene().blackhole("replica-1", 20, 40).run();
        double ejected = Scenes.second(result, "ejected");
        double returned = Scenes.second(result, "returned");
        assertThat(ejected).isBetween(25.0, 27.0);
        assertThat(returned).isBetween(62.0, 64.0);
        assertThat(result.requests().get("read").failed() / 50.0).isCloseTo(ejected - 20, within(0.1));
        assertThat(offeredLoad(result, "replica-2")).isCloseTo(5000 + 50 * (returned - ejected), within(3.0));
    }

    @Test
    void crashedReplicaIsEjectedSoonerThanASilentOne() {
        VariantResult result = scene().crash("replica-1", 20, 40).run();
        assertThat(Scenes.second(result, "ejected")).isBetween(24.0, 26.0);
        assertThat(result.requests().get("read").outcomes()).containsKey("refused");
    }

    @Test
    void fallbackToThePrimaryServesReadsWithoutReplicas() {
        Map<String, Long> none = from(ReadFrom.REPLICAS, Reads.Algorithm.ROUND_ROBIN, Reads.Fallback.NONE)
                .crash("replica-*", 20, 40)
                .run()
                .requests()
                .get("read")
                .outcomes();
        assertThat(none.get("unavailable")).isBetween(3500L, 4000L);
        VariantResult stepped = scene().crash("replica-*", 20, 40).run();
        assertThat(offeredLoad(stepped, "primary")).isBetween(3500.0, 4000.0);
        assertThat(stepped.requests().get("read").outcomes()).doesNotContainKey("unavailable");
    }

    @Test
    void replicaBeyondMaxLagReceivesNoReads() {
        DatabaseScene slow = new DatabaseScene()
                .withDuration(100)
                .replicas(1)
                .applying(50, 0)
                .writing(new ConstantIntervalLoad(100), new UniformKeys(1000), 1)
                .reading(new ConstantIntervalLoad(100), new UniformKeys(1000), 1);
        double ungated = measure(slow.run(), "stale_age.max");
        VariantResult gated = slow.reads(
                        ReadFrom.REPLICAS,
                        Reads.Algorithm.ROUND_ROBIN,
                        Reads.Fallback.PRIMARY,
                        Optional.of(Duration.ofSeconds(1)))
                .run();
        assertThat(ungated).isGreaterThan(20 * DatabaseScene.SECOND);
        assertThat(measure(gated, "stale_age.max")).isLessThan(1.2 * DatabaseScene.SECOND);
        assertThat(offeredLoad(gated, "primary")).isGreaterThan(10_000 + 9000);
        assertThat(data(gated).staleReads()).isPositive();
    }

    @Test
    void clientsReadLocallyAndWriteToTheRemotePrimary() {
        VariantResult result = scene().primaryInWest()
                .writing(new PoissonLoad(20), new UniformKeys(100), 1)
                .run();
        assertThat(result.requests().get("read").successes().max()).isCloseTo(0.5e6, within(10.0));
        assertThat(result.requests().get("write").successes().max()).isCloseTo(73e6, within(0.3e6));
        assertThat(offeredLoad(result, "replica-1")).isBetween(4700.0, 5300.0);
        assertThat(node(result, "replica-1", "lag.max")).isBetween(10e6, 36.5e6);
    }

    /**
     * Each of 100 keys without a row is written 0.5 times per second and read once per second. Reads find no row until
     * the first write, after 2 s on average. The number of such reads has a mean of 2 and a variance of 2 + 4 per key.
     * The tolerance is three standard errors.
     */
    @Test
    void missingRowIsNotFoundUntilItIsWritten() {
        AbsentKeys absent = new AbsentKeys(new UniformKeys(100));
        VariantResult result = new DatabaseScene()
                .withDuration(100)
                .writing(new PoissonLoad(50), absent, 1)
                .requesting("read", new PoissonLoad(100), absent, Duration.ofSeconds(1), List.of(), Scenes.visit("db"))
                .run();
        long misses = result.requests().get("read").outcomes().getOrDefault("not_found", 0L);
        assertThat((double) misses).isCloseTo(200, within(3 * Math.sqrt(600)));
        assertThat(result.requests().get("read").availability()).isEqualTo(1);
    }
}
