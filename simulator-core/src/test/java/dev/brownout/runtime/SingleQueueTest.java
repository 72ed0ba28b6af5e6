package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.host.Cores;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.VariantResult;
import dev.brownout.workload.PoissonLoad;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SingleQueueTest {
    private static VariantResult mm1(Cores.Scheduling scheduling) {
        ServerSpec box = ServerSpecs.working(new ExponentialDistribution(1e6), s -> {
            s.cores = 1;
            s.queue = Optional.empty();
            s.scheduling = scheduling;
        });
        return Scenes.scene()
                .withDuration(400, 10)
                .seededBy("single queue " + scheduling)
                .with("box", box)
                .requesting("job", new PoissonLoad(500), null, null, List.of(), Scenes.visit("box"))
                .run();
    }

    @Test
    void meanResponseTimeOfOneServerMatchesTheory() {
        VariantResult result = mm1(Cores.Scheduling.FIFO);
        assertThat(result.requests().get("job").successes().mean()).isCloseTo(2e6, within(0.08e6));
        assertThat(result.components().get("box").measures().get("utilization").value())
                .isCloseTo(0.5, within(0.02));
        assertThat(result.accounting().audit())
                .allSatisfy(line -> assertThat(line.left()).isLessThanOrEqualTo(line.right()));
    }

    @Test
    void processorSharingDoesNotChangeTheMean() {
        VariantResult result = mm1(Cores.Scheduling.PS);
        assertThat(result.requests().get("job").successes().mean()).isCloseTo(2e6, within(0.1e6));
    }

    @Test
    void repeatedRunsGiveIdenticalResults() {
        VariantResult once = mm1(Cores.Scheduling.FIFO);
        VariantResult repeated = mm1(Cores.Scheduling.FIFO);
        assertThat(repeated.requests()).isEqualTo(once.requests());
        assertThat(repeated.components()).isEqualTo(once.components());
        assertThat(repeated.run().simulatedEvents()).isEqualTo(once.run().simulatedEvents());
    }
}
