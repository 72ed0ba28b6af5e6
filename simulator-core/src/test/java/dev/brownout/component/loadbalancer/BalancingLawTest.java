package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.fault.Slow;
import dev.brownout.load.Steady;
import dev.brownout.node.Cores;
import dev.brownout.random.Exponential;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Selector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Response times behind a balancer against theory: M/M/1 and E_n/M/1 for random and round robin, exact Markov chains of
 * the shortest queue, the mean field of d choices. A tolerance is four standard deviations of a run of two million
 * requests and grows with the root of what a shorter run leaves out.
 */
class BalancingLawTest {
    private static final double FULL = 2e6;
    private static final double SHORT = 3e5;

    private record Row(String id, Algorithm algorithm, int choices, int servers, double perSecond) {
        Scenes scene(double requests) {
            double warmup = 10;
            ServerSpec web = new ServerSpec(
                    servers,
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Cores.Scheduling.FIFO,
                    new Exponential(1e7),
                    Optional.empty(),
                    Map.of());
            LoadBalancerSpec lb = new LoadBalancerSpec(algorithm, List.of(), choices, Optional.empty(), 0);
            return Scenes.scene()
                    .seededBy(id)
                    .lasting(warmup + requests / perSecond, warmup)
                    .with("web", web)
                    .with("lb", lb)
                    .requesting(
                            "job",
                            new Steady(perSecond),
                            null,
                            null,
                            List.of(),
                            Scenes.visit("lb"),
                            Scenes.visit("web"));
        }
    }

    private static void check(
            Row row, double requests, double meanMillis, double meanTolerance, double p99Millis, double p99Tolerance) {
        VariantResult result = row.scene(requests).run();
        double wider = Math.sqrt(FULL / requests);
        var latency = result.requests().get("job").successes();
        assertThat(latency.mean() / 1e6).as("mean").isCloseTo(meanMillis, withinPercentage(meanTolerance * wider));
        assertThat(latency.p99() / 1e6).as("p99").isCloseTo(p99Millis, withinPercentage(p99Tolerance * wider));
    }

    @ParameterizedTest
    @CsvSource({
        "lb.jsq2,     LEAST_CONNECTIONS, 2,  160, 29.55737, 3, 130.844,  4",
        "lb.jsq2.pod, POWER_OF_TWO,      2,  160, 29.55737, 3, 130.844,  4",
        "lb.jsq4,     LEAST_CONNECTIONS, 4,  320, 19.53131, 3, 83.76285, 4",
        "lb.pod3,     POWER_OF_TWO,      3,  240, 25.1,     3, 104.1933, 4",
        "lb.random.a, RANDOM,            4,  320, 50,       3, 230.2585, 6",
        "lb.rr.a,     ROUND_ROBIN,       4,  320, 32.67384, 3, 150.4686, 5",
        "lb.rr.b,     ROUND_ROBIN,       10, 800, 29.22269, 3, 134.5755, 5",
    })
    void aShortRunAgreesWithTheory(
            String id,
            Algorithm algorithm,
            int servers,
            double perSecond,
            double mean,
            double meanTol,
            double p99,
            double p99Tol) {
        check(new Row(id, algorithm, 2, servers, perSecond), SHORT, mean, meanTol, p99, p99Tol);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "lb.jsq2,     LEAST_CONNECTIONS, 2, 2,   160,   29.55737, 3, 130.844,  4",
        "lb.jsq4,     LEAST_CONNECTIONS, 2, 4,   320,   19.53131, 3, 83.76285, 4",
        "lb.pod3,     POWER_OF_TWO,      2, 3,   240,   25.1,     3, 104.1933, 4",
        "lb.random.a, RANDOM,            2, 4,   320,   50,       3, 230.2585, 6",
        "lb.random.b, RANDOM,            2, 10,  800,   50,       3, 230.2585, 6",
        "lb.rr.a,     ROUND_ROBIN,       2, 4,   320,   32.67384, 3, 150.4686, 5",
        "lb.rr.b,     ROUND_ROBIN,       2, 10,  800,   29.22269, 3, 134.5755, 5",
        "lb.pod.a,    POWER_OF_TWO,      2, 500, 45000, 26.14057, 3, 87.9097,  3",
        "lb.pod.b,    POWER_OF_TWO,      2, 500, 47500, 33.83046, 3, 102.1769, 3",
        "lb.pod.c,    POWER_OF_TWO,      3, 500, 45000, 20.27856, 3, 73.09383, 3",
    })
    void aLongRunAgreesWithTheory(
            String id,
            Algorithm algorithm,
            int choices,
            int servers,
            double perSecond,
            double mean,
            double meanTol,
            double p99,
            double p99Tol) {
        check(new Row(id, algorithm, choices, servers, perSecond), FULL, mean, meanTol, p99, p99Tol);
    }

    @ParameterizedTest
    @CsvSource({"lb.het.a, 41.83838, 3, 0.637071, 1"})
    void leastConnectionsOverUnequalMachinesFollowsItsMarkovChain(
            String id, double mean, double meanTol, double share, double shareTol) {
        FaultEntry half = new FaultEntry(
                0,
                Optional.empty(),
                "fault",
                Optional.of(new Selector("web", List.of("2"))),
                Optional.empty(),
                new Slow(new Factor(2)),
                "slow web/2 x2");
        VariantResult result = new Row(id, Algorithm.LEAST_CONNECTIONS, 2, 2, 120)
                .scene(SHORT)
                .struckBy(half)
                .run();
        double wider = Math.sqrt(FULL / SHORT);
        var nodes = result.components().get("web").nodes();
        double first = nodes.get("1").get("offered").value();
        double second = nodes.get("2").get("offered").value();
        assertThat(result.requests().get("job").successes().mean() / 1e6)
                .isCloseTo(mean, withinPercentage(meanTol * wider));
        assertThat(first / (first + second)).isCloseTo(share, withinPercentage(shareTol * wider));
    }
}
