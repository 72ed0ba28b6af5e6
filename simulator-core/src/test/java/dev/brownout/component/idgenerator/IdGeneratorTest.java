package dev.brownout.component.idgenerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.component.idgenerator.IdGeneratorSpec.Scheme;
import dev.brownout.fault.ClockDriftFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.id.ClockRegressionPolicy;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.Share;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.workload.ConstantIntervalLoad;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.PoissonLoad;
import dev.brownout.workload.TraceArrivals;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** ID generators without a network. A commit takes 2 ms, and everything else takes no time. */
class IdGeneratorTest {
    private Scheme scheme = Scheme.SNOWFLAKE;
    private int nodes = 1;
    private List<Integer> workerIds = List.of();
    private int sequenceBits = 12;
    private ClockRegressionPolicy guard = ClockRegressionPolicy.REFUSE;
    private Optional<Integer> step = Optional.empty();
    private int segment = 1;
    private boolean doubled;
    private int length = 7;

    private IdGeneratorSpec spec() {
        return new IdGeneratorSpec(
                scheme,
                nodes,
                workerIds,
                10,
                sequenceBits,
                guard,
                new ConstantDistribution(2e6),
                1000,
                step,
                segment,
                doubled,
                Duration.ofSeconds(5),
                length);
    }

    private Scenes scene(LoadProfile load) {
        return Scenes.scene()
                .withDuration(20, 0)
                .seededBy("identifiers")
                .with("ids", spec())
                .requesting(
                        "create",
                        load,
                        null,
                        Duration.ofSeconds(3),
                        List.of(),
                        new CallComponentStep(
                                "ids",
                                new Step.Options(
                                        Optional.empty(), Optional.of(Duration.ofSeconds(1)), false, List.of())));
    }

    private static LoadProfile loadAt(double... millis) {
        return new TraceArrivals(
                Arrays.stream(millis).mapToLong(m -> (long) (m * 1e6)).toArray());
    }

    private static double measure(VariantResult result, String name) {
        return Scenes.measure(result, "ids", name);
    }

    private static double[] measures(VariantResult result, String... names) {
        return Arrays.stream(names).mapToDouble(name -> measure(result, name)).toArray();
    }

    @Test
    void burstBeyondTheSequenceWaitsForTheNextMilliseconds() {
        sequenceBits = 2;
        VariantResult result = scene(loadAt(5, 5, 5, 5, 5, 5, 5, 5, 5, 6.5)).run();
        assertThat(measures(result, "ids", "duplicate_ids", "delayed_ids")).containsExactly(10, 0, 6);
        assertThat(result.requests().get("create").successes().max()).isEqualTo(2e6);
        assertThat(result.requests().get("create").successes().mean())
                .as("delays: four of 1 ms, one of 2 ms, one of 0.5 ms")
                .isCloseTo(6.5e6 / 10, within(1e3));
    }

    @Test
    void eachClockRegressionPolicyHandlesABackwardJump() {
        LoadProfile load = loadAt(100, 110, 120, 130, 140, 150, 160);
        VariantResult refusing = jumped(ClockRegressionPolicy.REFUSE, load);
        assertThat(measures(refusing, "ids", "refused_ids", "duplicate_ids")).containsExactly(5, 2, 0);
        VariantResult waiting = jumped(ClockRegressionPolicy.WAIT, load);
        assertThat(measures(waiting, "ids", "delayed_ids", "duplicate_ids")).containsExactly(7, 2, 0);
        assertThat(waiting.requests().get("create").successes().max()).isEqualTo(20e6);
        VariantResult naive = jumped(ClockRegressionPolicy.NONE, load);
        assertThat(measures(naive, "ids", "duplicate_ids", "order_inversions")).containsExactly(7, 3, 2);
    }

    /**
     * Sets the clock back by 30 ms at 125 ms. The requests at 130, 140 and 150 ms see the milliseconds 100, 110 and 120
     * again.
     */
    private VariantResult jumped(ClockRegressionPolicy doing, LoadProfile load) {
        guard = doing;
        return scene(load)
                .withFault(new ClockJumpFault(Duration.ofMillis(-30)), "ids", "1", 0.125, 19)
                .run();
    }

    @Test
    void clockRegressionCausesOrderInversions() {
        guard = ClockRegressionPolicy.NONE;
        VariantResult result = scene(loadAt(100, 110, 121, 130, 140, 150, 160))
                .withFault(new ClockJumpFault(Duration.ofMillis(-35)), "ids", "1", 0.125, 19)
                .run();
        assertThat(measures(result, "duplicate_ids", "order_inversions")).containsExactly(0, 3);
    }

    @Test
    void equalWorkerIdsCollideMoreWithClockSkew() {
        nodes = 2;
        workerIds = List.of(7, 7);
        LoadProfile load = new ConstantIntervalLoad(2000);
        double together = measure(scene(load).run(), "duplicate_ids");
        assertThat(together).as("one on each, half the time").isCloseTo(10_000, within(300.0));
        double distinct = measure(
                scene(load)
                        .withFault(new ClockJumpFault(Duration.ofMillis(20)), "ids", "1", 0, 20)
                        .run(),
                "duplicate_ids");
        assertThat(distinct).as("the smaller of two counts").isCloseTo(12_500, within(350.0));
        double drifting = measure(
                scene(load)
                        .withFault(new ClockDriftFault(new Share(0.001)), "ids", "1", 0, 20)
                        .run(),
                "duplicate_ids");
        assertThat(drifting).isCloseTo(12_500, within(350.0));
    }

    @Test
    void ticketServerSerializesCommits() {
        scheme = Scheme.TICKET_SERVER;
        VariantResult result = scene(loadAt(100, 100, 101)).run();
        assertThat(measures(result, "ids", "duplicate_ids", "order_inversions")).containsExactly(3, 0, 0);
        assertThat(result.requests().get("create").successes().max()).isEqualTo(5e6);
        assertThat(result.requests().get("create").successes().mean()).isCloseTo((2 + 4 + 5) / 3.0 * 1e6, within(1e3));
    }

    @Test
    void ticketServerFailsOverToTheOtherNode() {
        scheme = Scheme.TICKET_SERVER;
        nodes = 2;
        VariantResult result = scene(new ConstantIntervalLoad(10))
                .withFault(new PowerOffFault(), "ids", "1", 5, 15)
                .run();
        assertThat(result.requests().get("create").failed()).isZero();
        assertThat(measure(result, "duplicate_ids")).isZero();
        assertThat(result.requests().get("create").successes().max())
                .as("1 s timeout and one or two commits")
                .isBetween(1_002e6, 1_004.1e6);
        assertThat(result.components()
                        .get("ids")
                        .nodes()
                        .get("2")
                        .get("offered")
                        .value())
                .isGreaterThan(100);
    }

    @Test
    void multiMasterStepBelowTheNodeCountCausesDuplicates() {
        scheme = Scheme.MULTI_MASTER;
        nodes = 3;
        assertThat(measure(scene(new ConstantIntervalLoad(100)).run(), "duplicate_ids"))
                .isZero();
        step = Optional.of(2);
        assertThat(measure(scene(new ConstantIntervalLoad(100)).run(), "duplicate_ids"))
                .as("the smaller count of two servers, with a third of 2,000 each")
                .isCloseTo(640, within(50.0));
        step = Optional.of(1);
        nodes = 2;
        assertThat(measure(scene(new ConstantIntervalLoad(100)).run(), "duplicate_ids"))
                .isCloseTo(980, within(50.0));
    }

    @Test
    void segmentsBridgeAnOutageOfTheTicketServer() {
        scheme = Scheme.TICKET_SERVER;
        segment = 10;
        VariantResult once = scene(new ConstantIntervalLoad(10))
                .withFault(new PowerOffFault(), "ids", "", 5.45, 20)
                .run();
        assertThat(measure(once, "ids")).as("the segment is used up at 6 s").isEqualTo(60);
        doubled = true;
        VariantResult twice = scene(new ConstantIntervalLoad(10))
                .withFault(new PowerOffFault(), "ids", "", 5.45, 20)
                .run();
        assertThat(measure(twice, "ids")).as("the next segment was fetched").isEqualTo(70);
        assertThat(measure(twice, "duplicate_ids")).isZero();
    }

    @Test
    void fetchedSegmentSurvivesACrashOfTheTicketServer() {
        scheme = Scheme.TICKET_SERVER;
        nodes = 1;
        segment = 1000;
        VariantResult result = scene(loadAt(100, 200, 300)).run();
        assertThat(result.components().get("ids").measures().get("offered").value())
                .isEqualTo(1);
        VariantResult crashed = scene(loadAt(100, 200, 300))
                .withFault(new CrashFault(), "ids", "1", 0.15, 10)
                .run();
        assertThat(crashed.requests().get("create").failed()).isZero();
    }

    @Test
    @Tag("law")
    void uuidV4IsUnorderedAndUuidV7IsMostlyOrdered() {
        scheme = Scheme.UUID_V4;
        VariantResult random = scene(new PoissonLoad(500)).run();
        double ids = measure(random, "ids");
        assertThat(ids - measure(random, "order_inversions"))
                .as("records: the harmonic number of 10,000 is 9.8")
                .isBetween(2.0, 22.0);
        assertThat(measure(random, "duplicate_probability")).isLessThan(1e-28);
        assertThat(measure(random, "duplicate_ids")).isZero();
        scheme = Scheme.UUID_V7;
        VariantResult timed = scene(new PoissonLoad(500)).run();
        assertThat(measure(timed, "order_inversions") / ids).isBetween(0.05, 0.25);
        assertThat(random.components().get("ids").nodes()).isEmpty();
    }

    /** Ten identifiers in each of two milliseconds are 90 pairs of 74 random bits, whatever else is made before. */
    @Test
    void identifiersOfVersionSevenAreEqualOnlyWithinAMillisecond() {
        scheme = Scheme.UUID_V7;
        assertThat(measure(scene(new ConstantIntervalLoad(500)).run(), "duplicate_probability"))
                .isZero();
        double[] times = new double[120];
        for (int i = 0; i < 120; i++) {
            times[i] = i < 100 ? 1 + 2 * i : 900.05 + (i < 110 ? 0 : 5) + 0.09 * (i % 10);
        }
        assertThat(measure(scene(loadAt(times)).run(), "duplicate_probability"))
                .isCloseTo(90 / 0x1p74, within(1e-12 * 90 / 0x1p74));
    }

    @Test
    @Tag("law")
    void shortCodeCollisionsFollowTheBirthdayProblem() {
        scheme = Scheme.RANDOM_CODE;
        length = 3;
        VariantResult result = scene(new ConstantIntervalLoad(1000)).run();
        double drawn = measure(result, "ids");
        double space = 62 * 62 * 62;
        double expected = drawn - space * (1 - StrictMath.pow(1 - 1 / space, drawn));
        assertThat(measure(result, "duplicate_ids")).isCloseTo(expected, within(4 * StrictMath.sqrt(expected)));
        assertThat(measure(result, "duplicate_probability")).isCloseTo(1, within(1e-9));
    }

    @Test
    void forecastHasTheCapacityOfEachScheme() {
        scheme = Scheme.TICKET_SERVER;
        assertThat(CapacityForecast.of(scene(new PoissonLoad(400)).scenario())
                        .analysis()
                        .stations())
                .anySatisfy(station -> assertThat(station.capacityPerSecond()).isCloseTo(500, within(1e-6)));
        scheme = Scheme.SNOWFLAKE;
        assertThat(CapacityForecast.of(scene(new PoissonLoad(400)).scenario())
                        .analysis()
                        .stations())
                .anySatisfy(station -> assertThat(station.capacityPerSecond()).isCloseTo(4_096_000, within(1e-3)));
    }

    @Test
    void rejectsSettingsThatDoNotFitTheScheme() {
        segment = 10;
        assertThatThrownBy(this::spec).hasMessageContaining("'segment' and 'double_buffer' require");
        segment = 1;
        workerIds = List.of(1024);
        assertThatThrownBy(this::spec).hasMessageContaining("each of 'worker_ids' must be from 0 to 1023");
        workerIds = List.of(1, 2, 3);
        assertThatThrownBy(() -> scene(loadAt(1)).run()).hasMessageContaining("3 worker_ids for 1 nodes");
        workerIds = List.of();
        scheme = Scheme.TICKET_SERVER;
        assertThatThrownBy(() -> scene(loadAt(1))
                        .withFault(new ClockJumpFault(Duration.ofMillis(5)), "ids", "1", 1, 2)
                        .run())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("clock-jump applies to nodes with clocks");
    }
}
