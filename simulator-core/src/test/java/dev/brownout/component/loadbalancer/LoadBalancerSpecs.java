package dev.brownout.component.loadbalancer;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Share;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builder of load balancer parameters for tests. The defaults are those of the scenario language, but without health
 * checks.
 */
public final class LoadBalancerSpecs {
    public List<Integer> weights = List.of();
    public Map<String, Integer> backends = Map.of();
    public Optional<HealthSpec> health = Optional.empty();
    public int redispatch;
    public Optional<Factor> factor = Optional.empty();

    private LoadBalancerSpecs() {}

    /** Returns a load balancer without health checks. */
    public static LoadBalancerSpec spec(BalancingAlgorithm algorithm) {
        return spec(algorithm, b -> {});
    }

    /** Returns a load balancer with changed parameters. */
    public static LoadBalancerSpec spec(BalancingAlgorithm algorithm, Consumer<LoadBalancerSpecs> otherwise) {
        LoadBalancerSpecs b = new LoadBalancerSpecs();
        otherwise.accept(b);
        return new LoadBalancerSpec(
                new HostSelection(algorithm, b.weights, b.backends, 2, 10_000, 160, b.factor, Optional.empty()),
                b.health,
                new LoadBalancerSpec.CallRedispatch(b.redispatch, RedispatchCause.REFUSED, Optional.empty()),
                new LoadBalancerSpec.HostEjection(Optional.empty(), Optional.empty(), new Share(0)),
                new LoadBalancerSpec.BalancerHosts(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new LoadBalancerSpec.SlowStartSettings(Optional.empty(), new Share(0), new Factor(1)),
                Optional.empty());
    }
}
