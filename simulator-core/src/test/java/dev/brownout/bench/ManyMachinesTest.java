package dev.brownout.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.PoissonLoad;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Measurements and memory of components with hundreds of machines, each of which serves few requests. */
class ManyMachinesTest {
    private static final String TIER = "web";
    /** Bytes allocated for a machine that serves six requests. A row for each cell of its meters takes 26,000 alone. */
    private static final long MOST_BYTES = 20_000;

    private static Scenes machines(int number, BalancingAlgorithm algorithm) {
        return Scenes.scene()
                .withDuration(60)
                .with("lb", LoadBalancerSpecs.spec(algorithm, b -> b.health = Optional.of(HealthSpec.DEFAULT)))
                .with(TIER, ServerSpecs.working(new ExponentialDistribution(20e6), s -> {
                    s.nodes = number;
                    s.cores = 2;
                    s.queue = Optional.empty();
                }))
                .requesting("get", new PoissonLoad(100), null, null, List.of(), Scenes.visit("lb"), Scenes.visit(TIER));
    }

    private static double sum(ComponentResult tier, String measure) {
        return tier.nodes().values().stream()
                .mapToDouble(node -> node.get(measure).value())
                .sum();
    }

    @Test
    void numbersOfAComponentAreThoseOfItsMachines() {
        int number = 300;
        VariantResult result = machines(number, BalancingAlgorithm.RANDOM).run();
        ComponentResult tier = result.components().get(TIER);
        double offered = tier.measures().get("offered").value();
        assertThat(tier.nodes()).hasSize(number);
        assertThat(sum(tier, "offered")).isEqualTo(offered).isGreaterThan(5000);
        assertThat(sum(tier, "in_flight"))
                .isCloseTo(tier.measures().get("in_flight").value(), within(1e-9));
        assertThat(sum(tier, "utilization") / number)
                .isCloseTo(tier.measures().get("utilization").value(), within(1e-9));
        double busiest = tier.nodes().values().stream()
                .mapToDouble(node -> node.get("offered").value())
                .max()
                .orElseThrow();
        assertThat(tier.measures().get("skew").value()).isCloseTo(busiest * number / offered, within(1e-9));
    }

    @Test
    void machineUsesMemoryOnlyForItsRequests() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        machines(1000, BalancingAlgorithm.ROUND_ROBIN).run();
        long start = threads.getThreadAllocatedBytes(thread);
        machines(1000, BalancingAlgorithm.ROUND_ROBIN).run();
        long middle = threads.getThreadAllocatedBytes(thread);
        machines(2000, BalancingAlgorithm.ROUND_ROBIN).run();
        long end = threads.getThreadAllocatedBytes(thread);
        assertThat((end - middle - (middle - start)) / 1000).isPositive().isLessThanOrEqualTo(MOST_BYTES);
    }
}
