package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.loadbalancer.BalancingAlgorithm;
import dev.brownout.component.loadbalancer.LoadBalancerSpecs;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.spec.Quorum;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.Tier;
import dev.brownout.step.ParallelStep;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Common random numbers: a request has the same demands under every design, and additions elsewhere change none of
 * them.
 */
class CommonRandomNumbersTest {
    /** Tier that records the demand of each request of class 0, by the number of the request. */
    private record RecorderSpec(Map<Long, Long> demands) implements ComponentSpec {
        @Override
        public Component build(ComponentContext context) {
            return new Recorder(context, demands);
        }
    }

    private static final class Recorder implements Tier {
        private final ComponentContext context;
        private final List<Host> hosts = new ArrayList<>();
        private final Service service;

        Recorder(ComponentContext context, Map<Long, Long> demands) {
            this.context = context;
            for (int node = 1; node <= 3; node++) {
                hosts.add(context.hosts()
                        .addHost(
                                Integer.toString(node),
                                context.topology().sites().get(0)));
            }
            Sampler work = new ExponentialDistribution(5e6).sampler();
            KeyedRandom random = context.random("service");
            this.service = (request, reply) -> {
                long demand = work.sampleNanos(random.withIdentity(request.identity()));
                if (request.source().number() == 0) {
                    assertThat(demands.put(request.number(), demand)).isNull();
                }
                context.simulation().scheduleAfter(demand, step -> reply.accept(Outcome.OK, 0), 0);
            };
        }

        @Override
        public List<Edge> edges(Host caller, CallTarget route) {
            return List.of(context.client(caller, route).edgesToAll(hosts, host -> service));
        }

        @Override
        public Service connect(Host caller, CallTarget route) {
            TierEdges edges = new TierEdges(edges(caller, route), context.simulation(), 0);
            return new UnbalancedClient(caller, edges, context.random("node"));
        }

        @Override
        public List<Host> hosts() {
            return hosts;
        }
    }

    private static Scenes downstreamOf(BalancingAlgorithm algorithm, Map<Long, Long> demands) {
        return Scenes.scene()
                .networked()
                .withDuration(20, 0)
                .seededBy("paired draws")
                .with("lb", LoadBalancerSpecs.spec(algorithm))
                .with("web", new RecorderSpec(demands))
                .requesting(
                        "page",
                        new PoissonLoad(200),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("lb"),
                        Scenes.visit("web"));
    }

    @Test
    void requestDemandsDoNotDependOnTheBalancer() {
        Map<Long, Long> inTurn = new TreeMap<>();
        Map<Long, Long> leastBusy = new TreeMap<>();
        downstreamOf(BalancingAlgorithm.ROUND_ROBIN, inTurn).run();
        downstreamOf(BalancingAlgorithm.LEAST_CONNECTIONS, leastBusy).run();
        assertThat(inTurn).hasSizeGreaterThan(3000).isEqualTo(leastBusy);
    }

    @Test
    void aScatterGatherElsewhereChangesNoDemand() {
        Map<Long, Long> alone = new TreeMap<>();
        Map<Long, Long> together = new TreeMap<>();
        downstreamOf(BalancingAlgorithm.ROUND_ROBIN, alone).run();
        Step scatter = new ParallelStep(
                List.of(Scenes.read("web"), Scenes.read("web"), Scenes.read("web")),
                new Quorum("all"),
                Step.Options.NONE);
        downstreamOf(BalancingAlgorithm.ROUND_ROBIN, together)
                .with("app", server())
                .requesting(
                        "search",
                        new PoissonLoad(50),
                        null,
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("app"),
                        scatter)
                .run();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void unusedComponentsDoNotChangeOtherResults() {
        VariantResult before =
                downstreamOf(BalancingAlgorithm.POWER_OF_TWO, new TreeMap<>()).run();
        VariantResult after = downstreamOf(BalancingAlgorithm.POWER_OF_TWO, new TreeMap<>())
                .with("aardvark", server())
                .with("zebra", server())
                .run();
        assertThat(after.requests()).isEqualTo(before.requests());
        assertThat(after.run().simulatedEvents()).isEqualTo(before.run().simulatedEvents());
        assertThat(after.components()).containsAllEntriesOf(before.components());
        assertThat(after.history().timeline()).isEqualTo(before.history().timeline());
    }

    private static ServerSpec server() {
        return ServerSpecs.working(new ExponentialDistribution(1e6), s -> s.nodes = 2);
    }
}
