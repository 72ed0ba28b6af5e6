package dev.brownout.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpec;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.TrafficFault;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import dev.brownout.workload.PoissonLoad;
import dev.brownout.workload.StepLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityForecastTest {
    private static final long MINUTE = 60_000_000_000L;

    private static ServerSpec server(int nodes, int cores, Integer queue, Distribution service) {
        return ServerSpecs.working(service, s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.queue = Optional.ofNullable(queue);
        });
    }

    private static Scenes oneBox(Integer queue) {
        return Scenes.scene()
                .withDuration(360, 30)
                .with("box", server(1, 4, queue, new ExponentialDistribution(20e6)))
                .requesting(
                        "page",
                        new StepLoad(List.of(100.0, 180.0, 240.0), 2 * MINUTE),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("box"));
    }

    private static FaultEntry fault(long instant, long duration, String component, String node, FaultSpec spec) {
        Optional<Selector> target =
                component.isEmpty() ? Optional.empty() : Optional.of(new Selector(component, List.of(node)));
        return new FaultEntry(
                instant, Optional.of(duration), "fault", target, Optional.empty(), spec, "as the test says");
    }

    @Test
    void oneServerUnderGrowingLoadMatchesErlangUntilSaturation() {
        Analysis analysis = CapacityForecast.of(oneBox(null).scenario()).analysis();
        assertThat(analysis.stations())
                .extracting(Station::fromNanos)
                .containsExactly(MINUTE / 2, 2 * MINUTE, 4 * MINUTE);
        assertThat(analysis.stations()).extracting(Station::utilization).containsExactly(0.5, 0.9, 1.2);
        assertThat(analysis.stations()).extracting(Station::capacityPerSecond).allMatch(c -> Math.abs(c - 200) < 1e-9);
        assertThat(analysis.stations().get(0).meanNanos()).isCloseTo(21.7e6, within(0.05e6));
        assertThat(analysis.stations().get(0).p99Nanos()).isCloseTo(95e6, within(0.6e6));
        assertThat(analysis.stations().get(1).meanNanos()).isCloseTo(59.4e6, within(0.05e6));
        assertThat(analysis.stations().get(1).p99Nanos()).isCloseTo(243.9e6, within(0.05e6));
        assertThat(analysis.stations().get(2).meanNanos()).isNaN();
        assertThat(analysis.stations().get(2).formula().toString())
                .isEqualTo("no steady state: the queue grows by 40/s");
        assertThat(analysis.bottleneck()).isEqualTo("box");
        assertThat(analysis.saturationPerSecond()).isCloseTo(200, within(1e-9));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("box overloaded from 4m: 240/s offered, capacity 200/s (120 %)");
    }

    @Test
    void boundedQueueHasAFormulaUnderOverload() {
        Station crowded = CapacityForecast.of(oneBox(100).scenario())
                .analysis()
                .stations()
                .get(2);
        assertThat(crowded.p99Nanos()).isNaN();
        assertThat(crowded.formula().toString()).isEqualTo("M/M/4/104; no formula for the p99");
    }

    @Test
    void survivingInstanceCarriesTheWholeLoad() {
        LoadBalancerSpec balancer =
                LoadBalancerSpecs.spec(BalancingAlgorithm.RANDOM, b -> b.health = Optional.of(HealthSpec.DEFAULT));
        Scenes scene = Scenes.scene()
                .withDuration(720, 30)
                .with("lb", balancer)
                .with("web", server(2, 8, 200, new ExponentialDistribution(10e6)))
                .withFault(fault(4 * MINUTE, 72_000_000_000L, "web", "1", new CrashFault()))
                .requesting(
                        "page",
                        new PoissonLoad(720),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"));
        Analysis analysis = CapacityForecast.of(scene.scenario()).analysis();
        assertThat(analysis.stations()).extracting(Station::station).containsOnly("web");
        assertThat(analysis.stations()).extracting(Station::utilization).containsExactly(0.45, 0.9, 0.45);
        assertThat(analysis.stations().get(1).p99Nanos()).isCloseTo(70.9e6, within(0.5e6));
        assertThat(analysis.saturationPerSecond()).isCloseTo(1600, within(1e-6));
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
    }

    @Test
    void crashOfTheOnlyInstanceLeavesNoCapacity() {
        Scenes scene = oneBox(20).withFault(fault(MINUTE, MINUTE / 2, "box", "1", new CrashFault()));
        Analysis analysis = CapacityForecast.of(scene.scenario()).analysis();
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .contains("box: no node up from 1m to 1m30s (box/1 crashed), 100/s arriving")
                .hasSize(2);
        assertThat(analysis.bottleneck()).isEqualTo("box");
        assertThat(analysis.stations())
                .extracting(station -> station.formula().toString())
                .contains("no estimate: calls of an earlier overload of box may still wait");
        assertThat(analysis.saturationPerSecond()).isCloseTo(200, within(1e-9));
    }

    @Test
    void trafficFaultMultipliesTheLoadForItsDuration() {
        Scenes scene = oneBox(20).withFault(fault(MINUTE, MINUTE / 2, "", "", new TrafficFault(new Factor(3))));
        assertThat(CapacityForecast.of(scene.scenario()).analysis().warnings())
                .extracting(Object::toString)
                .contains("box overloaded from 1m to 1m30s (traffic x3): 300/s offered, capacity 200/s (150 %)");
    }

    @Test
    void warnsOfTimeoutsBelowTheResponseTime() {
        Scenes scene = Scenes.scene()
                .with("db", server(1, 1, 10, new ConstantDistribution(20e6)))
                .with("web", server(1, 1, 10, new ConstantDistribution(1e6)))
                .requesting(
                        "page",
                        new PoissonLoad(10),
                        null,
                        Duration.ofMillis(15),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.visit("db"));
        assertThat(CapacityForecast.of(scene.scenario()).analysis().warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "timeout 15ms of page -> web is below the unloaded response time of web (21ms)",
                        "page times out after 15ms, but web waits 1s for db");
    }

    @Test
    void runAddsMeasurementsToEachStage() {
        Analysis analysis =
                oneBox(null).seededBy("predicted and measured").run().analysis();
        Station calm = analysis.stations().get(0);
        assertThat(calm.measuredUtilization()).isCloseTo(calm.utilization(), within(0.02));
        assertThat(calm.measuredMeanNanos() / calm.meanNanos()).isCloseTo(1, within(0.05));
        assertThat(calm.measuredP99Nanos() / calm.p99Nanos()).isCloseTo(1, within(0.08));
        assertThat(analysis.stations().get(2).measuredUtilization()).isCloseTo(1, within(0.001));
    }
}
