package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.queue.QueueSpec;
import dev.brownout.component.server.ConsumptionSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.policy.bulkhead.BulkheadSpec;
import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.Quorum;
import dev.brownout.spec.Share;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.step.ParallelStep;
import dev.brownout.step.PublishStep;
import dev.brownout.step.WaitStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forecasts for tiers that work little and wait long, which are limited by their number of concurrent calls. */
class SlotCapacityForecastTest {
    private static ServerSpec server(
            int nodes, Integer workers, Distribution service, Optional<ConsumptionSpec> consumes) {
        return ServerSpecs.working(service, s -> {
            s.nodes = nodes;
            s.workers = Optional.ofNullable(workers);
            s.consumes = consumes;
        });
    }

    private static ServerSpec withTimeout(Distribution service) {
        return server(50, null, service, Optional.empty());
    }

    private static QueueSpec queue() {
        return new QueueSpec(
                new ConstantDistribution(0),
                true,
                Optional.empty(),
                QueueSpec.WhenFull.REJECT,
                Duration.ofDays(1),
                Duration.ofSeconds(30),
                QueueSpec.Redelivery.AFTER_VISIBILITY,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                new Backoff.Constant(Duration.ofSeconds(1)),
                Optional.empty());
    }

    private static Scenes consumers(double perSecond, Integer prefetch) {
        Step wait = new WaitStep(new ConstantDistribution(5.5e6), Step.Options.NONE);
        ConsumptionSpec consumes = new ConsumptionSpec(
                "jobs", Optional.ofNullable(prefetch), Optional.empty(), false, Optional.empty(), List.of(wait));
        return Scenes.scene()
                .withDuration(60, 5)
                .seededBy("consumers that wait")
                .with("jobs", queue())
                .with("thumbs", server(4, null, new ExponentialDistribution(5e6), Optional.of(consumes)))
                .requesting(
                        "upload",
                        new PoissonLoad(perSecond),
                        null,
                        null,
                        List.of(),
                        new PublishStep("jobs", Step.Options.NONE));
    }

    private static Station station(Analysis analysis, String name) {
        return analysis.stations().stream()
                .filter(s -> s.station().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void waitingConsumersAreLimitedByTheirConcurrentMessages() {
        Analysis analysis = consumers(2000, null).run().analysis();
        Station thumbs = station(analysis, "thumbs");
        assertThat(thumbs.capacityPerSecond()).isCloseTo(16 / 10.5e-3, within(1e-6));
        assertThat(thumbs.utilization()).isCloseTo(2000 * 10.5e-3 / 16, within(1e-9));
        assertThat(thumbs.measuredUtilization()).isCloseTo(1, within(0.001));
        assertThat(analysis.bottleneck()).isEqualTo("thumbs");
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("thumbs overloaded: 2,000/s offered, capacity 1,524/s (131 %): it has 16 slots"
                        + " (4 messages at a time on each of 4 nodes), each held for at least 10.5ms,"
                        + " including downstream calls");
    }

    @Test
    void measuredSlotUtilizationMatchesLittlesLaw() {
        Analysis analysis = consumers(1200, null).run().analysis();
        Station thumbs = station(analysis, "thumbs");
        assertThat(thumbs.utilization()).isCloseTo(1200 * 10.5e-3 / 16, within(1e-9));
        assertThat(thumbs.measuredUtilization()).isCloseTo(thumbs.utilization(), within(0.02));
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }

    @Test
    void higherPrefetchMakesTheCoresTheLimit() {
        Station thumbs =
                station(CapacityForecast.of(consumers(2000, 40).scenario()).analysis(), "thumbs");
        assertThat(thumbs.capacityPerSecond()).isCloseTo(3200, within(1e-6));
    }

    private static Scenes tier(Integer workers, double perSecond, Step... downstream) {
        Step[] steps = new Step[downstream.length + 1];
        steps[0] = Scenes.visit("web");
        System.arraycopy(downstream, 0, steps, 1, downstream.length);
        return Scenes.scene()
                .withDuration(60, 5)
                .with("web", server(2, workers, new ConstantDistribution(10e6), Optional.empty()))
                .with("a", withTimeout(new ConstantDistribution(40e6)))
                .with("b", withTimeout(new ConstantDistribution(90e6)))
                .requesting("page", new PoissonLoad(perSecond), null, Duration.ofSeconds(1), List.of(), steps);
    }

    private static Step call(String component, Share when) {
        return new CallComponentStep(
                component, new Step.Options(Optional.ofNullable(when), Optional.empty(), false, List.of()));
    }

    @Test
    void workersAreHeldDuringDownstreamCalls() {
        Analysis analysis = CapacityForecast.of(
                        tier(5, 150, call("a", null), call("b", new Share(0.5))).scenario())
                .analysis();
        assertThat(station(analysis, "web").capacityPerSecond()).isCloseTo(10 / 0.095, within(1e-9));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("web overloaded: 150/s offered, capacity 105/s (143 %): it has 10 slots"
                        + " (5 workers on each of 2 nodes), each held for at least 95ms,"
                        + " including downstream calls");
    }

    @Test
    void parallelStepsHoldAWorkerForAnUnknownTime() {
        for (String join : List.of("all", "first")) {
            Step step =
                    new ParallelStep(List.of(call("a", null), call("b", null)), new Quorum(join), Step.Options.NONE);
            assertThat(station(CapacityForecast.of(tier(5, 10, step).scenario()).analysis(), "web")
                            .formula()
                            .toString())
                    .isEqualTo("no estimate: parallel steps overlap");
        }
    }

    @Test
    void downstreamQueuesHoldTheWorkersForAnUnknownTime() {
        Scenes scene = Scenes.scene()
                .with("web", server(1, 5, new ConstantDistribution(1e6), Optional.empty()))
                .with("db", ServerSpecs.working(new ExponentialDistribution(10e6), s -> {
                    s.cores = 1;
                    s.queue = Optional.empty();
                }))
                .requesting(
                        "page",
                        new PoissonLoad(85),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        call("db", null));
        Analysis analysis = CapacityForecast.of(scene.scenario()).analysis();
        assertThat(station(analysis, "web").formula().toString())
                .isEqualTo("no estimate: queues behind it hold its workers for longer");
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }

    @Test
    void bulkheadLimitsTheCallsThatPassIt() {
        Step.Options narrow = new Step.Options(
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(new BulkheadSpec(3, Duration.ZERO, Optional.empty())));
        Analysis analysis = CapacityForecast.of(
                        tier(null, 200, new CallComponentStep("a", narrow)).scenario())
                .analysis();
        assertThat(station(analysis, "web: calls to a at a time").capacityPerSecond())
                .isCloseTo(2 * 3 / 0.04, within(1e-9));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("web: calls to a at a time overloaded");
    }

    private static final BulkheadSpec THREE = new BulkheadSpec(3, Duration.ZERO, Optional.empty());

    private static Step.Options callerOptions(BulkheadSpec bulkhead) {
        return new Step.Options(Optional.empty(), Optional.empty(), false, List.of(bulkhead));
    }

    private static Scenes users(List<FilterSpec> policies, Step... steps) {
        return Scenes.scene()
                .withDuration(60, 5)
                .seededBy("users behind a bulkhead")
                .with("a", withTimeout(new ConstantDistribution(40e6)))
                .with("b", withTimeout(new ConstantDistribution(10e6)))
                .requesting("page", new PoissonLoad(100), null, null, policies, steps);
    }

    @Test
    void bulkheadOfUsersLimitsTheirCalls() {
        Scenes scene = users(
                List.of(),
                new CallComponentStep("a", callerOptions(THREE)),
                new CallComponentStep("b", Step.Options.NONE));
        Analysis analysis = scene.run().analysis();
        Station gate = station(analysis, "page: calls to a at a time");
        assertThat(gate.offeredPerSecond()).isEqualTo(100);
        assertThat(gate.capacityPerSecond()).isCloseTo(3 / 0.04, within(1e-9));
        assertThat(analysis.bottleneck()).isEqualTo("page: calls to a at a time");
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("page: calls to a at a time overloaded: 100/s offered, capacity 75/s (133 %):"
                        + " it has 3 slots (3 calls to a at a time for all users), each held for at least 40ms,"
                        + " including downstream calls");
        assertThat(scene.run().requests().get("page").failed())
                .as("at least a quarter of the calls is rejected")
                .isGreaterThan(100 * 55 / 4);
    }

    @Test
    void bulkheadOfARequestLimitsAllItsSteps() {
        Analysis analysis = CapacityForecast.of(users(
                                List.of(THREE),
                                new CallComponentStep("a", Step.Options.NONE),
                                new CallComponentStep("b", Step.Options.NONE))
                        .scenario())
                .analysis();
        assertThat(station(analysis, "page: requests at a time").capacityPerSecond())
                .isCloseTo(3 / 0.05, within(1e-9));
    }

    @Test
    void callsWithTheSamePoliciesShareTheirSlots() {
        CallComponentStep call = new CallComponentStep("a", callerOptions(THREE));
        Analysis analysis =
                CapacityForecast.of(users(List.of(), call, call).scenario()).analysis();
        assertThat(analysis.stations())
                .filteredOn(s -> s.station().startsWith("page"))
                .hasSize(1);
        assertThat(station(analysis, "page: calls to a at a time").utilization())
                .isCloseTo(200 * 0.04 / 3, within(1e-9));
    }
}
