package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.AT_ONCE;
import static dev.brownout.component.quorumstore.StoreScene.data;
import static dev.brownout.component.quorumstore.StoreScene.measure;
import static dev.brownout.component.quorumstore.StoreScene.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PartitionFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumStoreTest {
    private static final double MILLI = 1e6;

    private static StoreScene scene() {
        return new StoreScene()
                .writing(new ConstantIntervalLoad(50), new UniformKeys(20))
                .reading(new ConstantIntervalLoad(50), new UniformKeys(20));
    }

    /**
     * The k-th smallest of n exponential times has on average the n-th harmonic number minus that of n - k, in units of
     * the mean.
     */
    @ParameterizedTest
    @CsvSource({"1, 3.333333", "2, 8.333333", "3, 18.333333"})
    @ChosenRows(2)
    void writeLatencyIsThatOfTheSlowestRequiredCopy(int write, double millis) {
        VariantResult result = new StoreScene()
                .quorum(1, write)
                .work(new ExponentialDistribution(10 * MILLI))
                .withDuration(200)
                .writing(new PoissonLoad(100), new UniformKeys(1000))
                .run();
        double mean = result.requests().get("write").successes().mean() / MILLI;
        assertThat(mean).isCloseTo(millis, within(4 * 8.0 / StrictMath.sqrt(20_000)));
    }

    @Test
    void callsFailAndThenAreUnavailableWithTooFewCopies() {
        VariantResult result = scene().quorum(2, 2)
                .withFault(new CrashFault(), "kv", "1", 10, 40)
                .withFault(new CrashFault(), "kv", "2", 10, 40)
                .run();
        assertThat(outcome(result, "write", "unavailable")).isBetween(50 * 26L - 1, 50 * 30L);
        assertThat(outcome(result, "write", "failed")).isPositive();
        assertThat(outcome(result, "write", "timed_out")).isZero();
        assertThat(data(result).lost()).isZero();
        assertThat(data(result).staleReads()).isZero();
    }

    @Test
    void callsToSilentCopiesTimeOutUntilFailureDetection() {
        VariantResult result = scene().quorum(1, 2)
                .timeout(Duration.ofMillis(500))
                .withFault(new BlackholeFault(), "kv", "1", 10, 40)
                .withFault(new BlackholeFault(), "kv", "2", 10, 40)
                .run();
        assertThat(outcome(result, "write", "timed_out")).isPositive();
        assertThat(outcome(result, "write", "unavailable")).isBetween(50 * 25L - 1, 50 * 29L);
        assertThat(outcome(result, "read", "unavailable")).isZero();
    }

    @Test
    void quorumOfTwoToleratesTheLossOfOneOfThreeNodes() {
        VariantResult result = scene().quorum(2, 2)
                .withFault(new PowerOffFault(), "kv", "3", 10, 40)
                .run();
        assertThat(data(result).lost()).isZero();
        assertThat(data(result).staleReads()).isZero();
        assertThat(outcome(result, "write", "unavailable")).isZero();
    }

    @Test
    void returnedNodeServesStaleReadsWithAReadQuorumOfOne() {
        VariantResult result = scene().quorum(1, 2)
                .withFault(new PowerOffFault(), "kv", "3", 10, 40)
                .run();
        assertThat(data(result).staleReads()).isPositive();
        assertThat(measure(result, "stale_reads")).isEqualTo(data(result).staleReads());
    }

    @Test
    void bothSidesOfAPartitionConsiderTheOtherDown() {
        FaultEntry cut = new FaultEntry(
                10_000_000_000L,
                Optional.of(30_000_000_000L),
                "fault",
                Optional.of(new Selector("region", List.of("us-east"))),
                Optional.of(new Selector("region", List.of("us-west"))),
                new PartitionFault(PartitionFault.Direction.BOTH_WAYS),
                "east and west cannot talk");
        VariantResult strict =
                scene().inTwoRegions().quorum(1, 2).withFault(cut).run();
        assertThat(outcome(strict, "write", "unavailable")).isBetween(50 * 25L - 1, 50 * 29L);
        assertThat(data(strict).staleReads()).isZero();
        VariantResult lax = scene().inTwoRegions().withFault(cut).run();
        assertThat(outcome(lax, "write", "unavailable")).isZero();
        assertThat(data(lax).staleReads()).isPositive();
    }

    @Test
    void inMemoryStoreLosesItsDataInACrash() {
        VariantResult result = new StoreScene()
                .nodes(1)
                .copies(1)
                .forgetting()
                .writing(new ConstantIntervalLoad(50), new UniformKeys(1000))
                .reading(new ConstantIntervalLoad(50), new UniformKeys(1000))
                .withFault(new CrashFault(), "kv", "1", 30, 31)
                .run();
        double written = 1000 * -StrictMath.expm1(-1.5);
        assertThat(measure(result, "lost_writes")).isEqualTo(data(result).lost());
        assertThat((double) data(result).lost()).isCloseTo(written, within(4 * 16.0));
        assertThat(measure(result, "not_found_reads")).isGreaterThan(500);
        assertThat(data(result).staleReads()).isZero();
    }

    /**
     * Two nodes of three create writes of a key without having seen a write of the third, which takes 30 ms to arrive.
     * That write is overwritten unseen. Its caller receives the acknowledgement after 50 ms.
     */
    @Test
    void concurrentWritesAreConflicts() {
        VariantResult result = new StoreScene()
                .withDuration(300)
                .legs(new ConstantDistribution(30 * MILLI), new ConstantDistribution(20 * MILLI), AT_ONCE, AT_ONCE)
                .writing(new PoissonLoad(100), new UniformKeys(25))
                .run();
        double share = -StrictMath.expm1(-100.0 / 25 * 2 / 3 * 0.03);
        double conflicts = measure(result, "conflicts");
        assertThat(conflicts / data(result).acknowledged())
                .isCloseTo(share, within(4 * StrictMath.sqrt(share / 30_000)));
        assertThat(measure(result, "clock_losses")).isZero();
        assertThat(data(result).lost()).isZero();
    }

    /**
     * A clock that is ahead hides the writes of other nodes for that time. The other nodes make two thirds of the
     * writes of a key.
     */
    @Test
    void clockAheadHidesWritesOfOtherNodes() {
        VariantResult result = new StoreScene()
                .withDuration(300)
                .quorum(2, 2)
                .writing(new PoissonLoad(100), new UniformKeys(1000))
                .reading(new PoissonLoad(100), new UniformKeys(1000))
                .withFault(new ClockJumpFault(Duration.ofSeconds(2)), "kv", "1", 0)
                .run();
        double hidden = 2.0 / 3 * -StrictMath.expm1(-0.1 * 2 / 3);
        assertThat(measure(result, "clock_losses") / data(result).acknowledged())
                .isCloseTo(hidden, within(4 * StrictMath.sqrt(hidden / 30_000)));
        assertThat(measure(result, "clock_losses")).isEqualTo(measure(result, "conflicts"));
        assertThat(data(result).staleReads()).isPositive();
    }

    @Test
    void rejectsMoreCopiesThanNodes() {
        StoreScene scene = scene().nodes(2).copies(3);
        assertThatThrownBy(scene::run).isInstanceOf(ScenarioException.class).hasMessageContaining("copies");
    }

    /**
     * Each of 100 keys without a value is written 0.5 times per second and read once per second. Reads find no value
     * until the first write, after 2 s on average. The number of such reads has a mean of 2 and a variance of 2 + 4 per
     * key. The tolerance is three standard errors.
     */
    @Test
    void missingKeyIsNotFoundUntilItIsWritten() {
        AbsentKeys absent = new AbsentKeys(new UniformKeys(100));
        VariantResult result = new StoreScene()
                .withDuration(100)
                .writing(new PoissonLoad(50), absent)
                .reading(new PoissonLoad(100), absent)
                .run();
        assertThat(measure(result, "not_found_reads")).isCloseTo(200, within(3 * Math.sqrt(600)));
        assertThat(result.requests().get("read").availability()).isEqualTo(1);
    }
}
