package dev.brownout.component.loadbalancer;

import dev.brownout.health.HealthSpec;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Component;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.Default;
import dev.brownout.spec.Demand;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Measured;
import dev.brownout.spec.NoneWord;
import dev.brownout.spec.Share;
import dev.brownout.spec.Sketch;
import dev.brownout.spec.Source;
import dev.brownout.spec.Step;
import dev.brownout.spec.Still;
import dev.brownout.spec.Surroundings;
import dev.brownout.spec.Wiring;
import java.util.List;
import java.util.Optional;

/** Parameters of a load balancer. */
@Kind("load-balancer")
@Doc("Forwards each call to one machine of the tier behind it, skipping those that its checks hold for dead.")
@Measured(LoadBalancer.Measures.class)
@Example("""
        components:
          lb: { kind: load-balancer, algorithm: least-connections, redispatch: 1 }
        requests:
          page: { path: [lb, web] }
        """)
public record LoadBalancerSpec(
        @Doc("How it picks a machine.") @Default("round-robin") @Source("nginx, HAProxy, Envoy: round robin")
        Algorithm algorithm,

        @Doc("For weighted: the share of each machine in the order of their numbers, such as [5, 1, 1].")
        @AtLeast(1)
        @AtMost(1_000_000)
        List<Integer> weights,

        @Doc("For power-of-two: how many machines are drawn.")
        @Default("2")
        @AtLeast(2)
        @Source("HAProxy configuration manual: random(2)")
        @AtMost(100_000)
        int choices,

        @Doc("Active checks of the machines behind it; none for a balancer that never notices a crash.")
        @Default("{}")
        @NoneWord("none")
        Optional<HealthSpec> health,

        @Doc("How often a call whose connection was refused is tried on another machine.")
        @Default("0")
        @AtLeast(0)
        @Source("HAProxy configuration manual: option redispatch, off")
        @AtMost(1000)
        int redispatch,

        @Doc("Ejects machines by what becomes of the calls themselves.")
        @Default("none")
        @NoneWord("none")
        @Source("Envoy: has to be configured")
        Optional<OutlierSpec> outlier_detection,

        @Doc("Where fewer than this share of the machines are in, checks and ejections are ignored: better some than "
                + "none.")
        @Default("0%")
        @Source("nginx, HAProxy: none; Envoy: healthy_panic_threshold 50%")
        Share panic_threshold)
        implements ComponentSpec {

    /** Refuses weights below 1, and weights that do not go with the algorithm, with an IllegalArgumentException. */
    public LoadBalancerSpec {
        weights = List.copyOf(weights);
        if ((algorithm == Algorithm.WEIGHTED) == weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "'weights' goes with algorithm: weighted, one without the other says nothing");
        }
        if (weights.stream().anyMatch(weight -> weight < 1)) {
            throw new IllegalArgumentException("each of 'weights' is a whole number of at least 1");
        }
    }

    /** A balancer that ejects nobody by what becomes of calls. */
    public LoadBalancerSpec(
            Algorithm algorithm, List<Integer> weights, int choices, Optional<HealthSpec> health, int redispatch) {
        this(algorithm, weights, choices, health, redispatch, Optional.empty(), new Share(0));
    }

    @Override
    public Component build(Wiring wiring) {
        return new LoadBalancer(this, wiring);
    }

    @Override
    public int attempts() {
        return 1 + redispatch;
    }

    @Override
    public void still(Surroundings around, Still still) {
        still.unless(redispatch > 0, "its 'redispatch' is 0", "redispatched");
    }

    /** Waits as long as its own caller does, where the step says nothing else. */
    @Override
    public void sketch(Sketch sketch) {
        for (Demand calls : sketch.demands()) {
            if (!calls.rest().isEmpty() && calls.rest().get(0) instanceof Step.Visit) {
                sketch.follow(calls.withBetween(calls.patience()), calls.rest());
            }
        }
    }
}
