package dev.brownout.component.loadbalancer;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Share;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Parameters of a balancer for tests: the defaults of the language but no checks, and what a test says otherwise. */
public final class LoadBalancerSpecs {
    public List<Integer> weights = List.of();
    public Optional<HealthSpec> health = Optional.empty();
    public int redispatch;
    public Optional<Factor> factor = Optional.empty();

    private LoadBalancerSpecs() {}

    /** A balancer that checks nobody. */
    public static LoadBalancerSpec of(BalancingAlgorithm algorithm) {
        return of(algorithm, b -> {});
    }

    /** A balancer. */
    public static LoadBalancerSpec of(BalancingAlgorithm algorithm, Consumer<LoadBalancerSpecs> otherwise) {
        LoadBalancerSpecs b = new LoadBalancerSpecs();
        otherwise.accept(b);
        return new LoadBalancerSpec(
                algorithm,
                b.weights,
                2,
                10_000,
                160,
                b.factor,
                b.health,
                b.redispatch,
                RedispatchCause.REFUSED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Share(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Share(0),
                new Factor(1),
                Optional.empty());
    }
}
