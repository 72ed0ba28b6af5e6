package dev.brownout.component.database;

import static dev.brownout.component.database.DatabaseScene.data;
import static dev.brownout.component.database.DatabaseScene.measure;
import static dev.brownout.runtime.Fixture.eventsOf;
import static dev.brownout.runtime.Fixture.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.ConstantIntervalLoad;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailoverTest {
    /** Returns a scene with 10 writes/s to a primary with two replicas, for 200 s. */
    private static DatabaseScene scene(double patienceSeconds) {
        return new DatabaseScene()
                .withDuration(200)
                .writing(new ConstantIntervalLoad(10), new UniformKeys(100), patienceSeconds);
    }

    private static long outcome(VariantResult result, String outcome) {
        return result.requests().get("write").outcomes().getOrDefault(outcome, 0L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aPauseShorterThanTheLeaseChangesNothing(int replication) {
        VariantResult result = scene(60).leased(true).pause("primary", 60, 15).run(replication);
        assertThat(eventsOf(result, "lease-expired")).isEmpty();
        assertThat(eventsOf(result, "promoted")).isEmpty();
        assertThat(data(result).acknowledged()).isEqualTo(data(result).attempted());
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void fencingRejectsLateWritesAfterAPauseLongerThanTheLease() {
        VariantResult result = scene(100).leased(true).pause("primary", 60, 40).run();
        assertThat(eventsOf(result, "promoted")).hasSize(1);
        assertThat(second(result, "lease-expired")).isBetween(80.0, 90.0);
        assertThat(second(result, "promoted")).isCloseTo(second(result, "lease-expired") + 3, within(1e-6));
        assertThat(eventsOf(result, "late-write-rejected")).hasSize(1);
        assertThat(second(result, "late-write-rejected")).isCloseTo(100, within(1e-6));
        assertThat(outcome(result, "unavailable")).isBetween(225L, 335L);
        assertThat(data(result).dualPrimaryNanos()).isZero();
        assertThat(data(result).lost()).isZero();
        assertThat(data(result).applied()).isEqualTo(data(result).durable());
    }

    @Test
    void withoutFencingTheLateWritesAreAcceptedAndLost() {
        VariantResult result = scene(100).leased(false).pause("primary", 60, 40).run();
        assertThat(eventsOf(result, "late-write-accepted")).hasSize(1);
        assertThat(outcome(result, "unavailable")).isZero();
        assertThat(data(result).lost()).isBetween(225L, 335L);
        assertThat(measure(result, "lost_writes")).isEqualTo(data(result).lost());
        assertThat(data(result).applied())
                .isEqualTo(data(result).durable() + data(result).lost());
        double dual = measure(result, "dual_primary_seconds");
        assertThat(dual).isBetween(0.001, 10.0);
        assertThat(dual).isCloseTo(second(result, "stepped-down") - 100, within(1e-6));
    }

    @Test
    void primaryStepsDownWithoutTheLeaseStoreAndNoReplicaIsPromoted() {
        VariantResult result = scene(1).leased(true).blackhole("lease", 60, 60).run();
        assertThat(second(result, "stepped-down")).isBetween(80.0, 90.0);
        assertThat(eventsOf(result, "promoted")).hasSize(1);
        assertThat(second(result, "promoted")).isCloseTo(123, within(1e-6));
        assertThat(eventsOf(result, "promoted").get(0).node()).isEqualTo("primary");
        double refused = 10 * (123 - second(result, "stepped-down"));
        assertThat((double) outcome(result, "unavailable")).isCloseTo(refused, within(1.5));
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void unfencedPrimaryContinuesWithoutTheLeaseStore() {
        VariantResult result = scene(1).leased(false).blackhole("lease", 60, 60).run();
        assertThat(eventsOf(result, "promoted")).isEmpty();
        assertThat(data(result).acknowledged()).isEqualTo(data(result).attempted());
    }

    @Test
    void restartBeforeLeaseExpiryKeepsThePrimary() {
        VariantResult result = scene(1).leased(true).crash("primary", 60, 15).run();
        assertThat(eventsOf(result, "promoted")).isEmpty();
        assertThat(outcome(result, "refused")).isBetween(149L, 151L);
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void aHungPrimaryLosesItsLease() {
        VariantResult result = scene(1).leased(true).hang("primary", 60, 40).run();
        assertThat(second(result, "promoted")).isBetween(83.0, 93.0);
        assertThat(data(result).lost()).isZero();
        assertThat(data(result).dualPrimaryNanos()).isZero();
    }

    @Test
    void anotherReplicaIsPromotedIfTheCandidateFails() {
        double expired = second(scene(1).leased(true).powerOff("primary", 60).run(), "lease-expired");
        VariantResult result = scene(1).leased(true)
                .powerOff("primary", 60)
                .powerOff("replica-1", expired + 1)
                .run();
        assertThat(eventsOf(result, "promoted").get(0).node()).isEqualTo("replica-2");
        assertThat(second(result, "promoted")).isCloseTo(expired + 6, within(1e-6));
    }

    @Test
    void promotionWaitsUntilReceivedWritesAreApplied() {
        VariantResult result = scene(1).leased(true)
                .replicas(1)
                .applying(5, 0)
                .powerOff("primary", 60)
                .run();
        assertThat(second(result, "promoted")).isCloseTo(120, within(1.0));
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void unreachableCandidatesArePromotedWhenReachableAgain() {
        VariantResult result = scene(1).leased(true)
                .blackhole("replica-*", 40, 90)
                .powerOff("primary", 60)
                .run();
        assertThat(second(result, "promoted")).isCloseTo(133, within(1e-6));
    }

    @Test
    void mostAdvancedReplicaIsPromoted() {
        VariantResult result = scene(1).leased(true)
                .blackhole("replica-1", 50, 20)
                .powerOff("primary", 60)
                .run();
        assertThat(eventsOf(result, "promoted").get(0).node()).isEqualTo("replica-2");
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void promotingANamedLaggingReplicaLosesItsMissingWrites() {
        VariantResult result = scene(1).reading(new ConstantIntervalLoad(100), new UniformKeys(100), 1)
                .failover(true, "replica-1", Optional.empty())
                .blackhole("replica-1", 50, 20)
                .powerOff("primary", 60)
                .run();
        assertThat(eventsOf(result, "promoted").get(0).node()).isEqualTo("replica-1");
        assertThat(data(result).lost()).isBetween(99L, 101L);
        assertThat(data(result).acknowledged() - data(result).lost())
                .isEqualTo(data(result).durable());
        assertThat(measure(result, "lost_writes")).isEqualTo(data(result).lost());
    }

    @Test
    void onlyWritesInTheBacklogAreLostAtFailover() {
        VariantResult result = scene(1).leased(true)
                .backlog(new ConstantDistribution(500_000_000))
                .powerOff("primary", 60.05)
                .run();
        assertThat(data(result).lost()).isEqualTo(5);
        assertThat(data(result).phantom()).isZero();
    }

    @Test
    void oldPrimaryReturnsAsACaughtUpReplica() {
        VariantResult result = scene(1).reading(new ConstantIntervalLoad(100), new UniformKeys(100), 1)
                .leased(true)
                .powerOff("primary", 60.05, 60)
                .run();
        assertThat(result.history().roles())
                .filteredOn(span -> span.node().equals("primary"))
                .extracting(VariantResult.RoleSpan::role)
                .containsExactly("primary", "down", "replica");
        assertThat(DatabaseScene.node(result, "primary", "offered")).isGreaterThan(600 + 3000);
        assertThat(data(result).staleReads()).isZero();
        assertThat(data(result).dualPrimaryNanos()).isZero();
    }

    @Test
    void readsMissUnreplicatedWritesUntilThePromotion() {
        VariantResult result = scene(1).reading(new ConstantIntervalLoad(100), new UniformKeys(10), 1)
                .leased(true)
                .backlog(new ConstantDistribution(500_000_000))
                .powerOff("primary", 60.05)
                .run();
        double promotedAt = second(result, "promoted");
        assertThat(data(result).lost()).isEqualTo(5);
        assertThat(measure(result, "stale_age.max") / DatabaseScene.SECOND).isCloseTo(promotedAt - 59.6, within(1.0));
    }

    @Test
    void withoutFailoverWritesTimeOutUntilThePrimaryReturns() {
        VariantResult result = scene(1).powerOff("primary", 60, 60).run();
        assertThat(eventsOf(result, "promoted")).isEmpty();
        assertThat(outcome(result, "timed_out")).isBetween(585L, 601L);
        assertThat(data(result).lost()).isZero();
    }

    @Test
    void scriptedPromotionDelayStartsAtTheFault() {
        DatabaseScene scripted = scene(1).failover(true, "replica-2", Optional.of(Duration.ofSeconds(60)));
        VariantResult result = scripted.powerOff("primary", 70).run();
        assertThat(second(result, "promoted")).isCloseTo(130, within(1e-6));
        assertThat(eventsOf(result, "promoted").get(0).node()).isEqualTo("replica-2");
    }

    @Test
    void scriptedPromotionIsCancelledIfThePrimaryReturnsInTime() {
        VariantResult result = scene(1).failover(true, Failover.MOST_ADVANCED, Optional.of(Duration.ofSeconds(60)))
                .powerOff("primary", 70, 59)
                .run();
        assertThat(eventsOf(result, "promoted")).isEmpty();
    }

    @Test
    void rejectsPromotionOfAnUnknownNode() {
        DatabaseScene scene = scene(1).failover(true, "replica-9", Optional.empty());
        assertThatThrownBy(scene::run).isInstanceOf(ScenarioException.class).hasMessageContaining("replica-9");
    }

    @Test
    void repeatedRunsGiveIdenticalResults() {
        DatabaseScene scene = scene(1).leased(false).pause("primary", 60, 40);
        VariantResult once = scene.run(3);
        VariantResult repeated = scene.run(3);
        assertThat(repeated.accounting().data()).isEqualTo(once.accounting().data());
        assertThat(repeated.history().timeline()).isEqualTo(once.history().timeline());
        assertThat(Map.copyOf(repeated.requests())).isEqualTo(once.requests());
    }
}
