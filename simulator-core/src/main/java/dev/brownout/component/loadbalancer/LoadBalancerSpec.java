package dev.brownout.component.loadbalancer;

import dev.brownout.health.HealthSpec;
import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Machines;
import dev.brownout.vocabulary.NoneWord;
import dev.brownout.vocabulary.Share;
import dev.brownout.vocabulary.Source;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.Measured;
import dev.brownout.wiring.Sketch;
import dev.brownout.wiring.Still;
import dev.brownout.wiring.Surroundings;
import dev.brownout.wiring.Wiring;
import java.util.List;
import java.util.Optional;

/** Parameters of a load balancer. */
@Kind("load-balancer")
@Doc("Forwards each call to one machine of the tier behind it, skipping those that its checks hold for dead.")
@Measured({LoadBalancer.Measures.class, ByHash.Measures.class})
@Example("""
        components:
          lb: { kind: load-balancer, algorithm: least-connections, redispatch: 1 }
        requests:
          page: { path: [lb, web] }
        """)
public record LoadBalancerSpec(
        @Doc("How it picks a machine.") @Default("round-robin") @Source("nginx, HAProxy, Envoy: round robin")
        BalancingAlgorithm algorithm,

        @Doc("For weighted: the share of each machine in the order of their numbers, such as [5, 1, 1].")
        @AtLeast(1)
        @AtMost(1_000_000)
        List<Integer> weights,

        @Doc("For power-of-two: how many machines are drawn.")
        @Default("2")
        @AtLeast(2)
        @Source("HAProxy configuration manual: random(2)")
        @AtMost(Machines.MOST)
        int choices,

        @Doc("For source-hash: users of each region, each with an address of his own.")
        @Default("10k")
        @AtLeast(1)
        @AtMost(10_000_000)
        int users,

        @Doc("For ring-hash: points of each machine on the ring; more spread the keys more evenly.")
        @Default("160")
        @AtLeast(1)
        @AtMost(10_000)
        @Source("nginx, upstream module: hash ... consistent")
        int virtual_nodes,

        @Doc("For ring-hash and maglev: no machine gets more calls in flight than so many times the mean of those that "
                + "are in, such as x1.25, to three decimals; what is more goes on to the next.")
        @Default("none")
        @NoneWord("none")
        @AtLeast(1)
        @AtMost(1000)
        @Source("HAProxy: hash-balance-factor 0; Envoy: hash_balance_factor is not set")
        Optional<Factor> hash_balance_factor,

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

    /** Refuses weights below 1, and what does not go with the algorithm, with an IllegalArgumentException. */
    public LoadBalancerSpec {
        weights = List.copyOf(weights);
        if ((algorithm == BalancingAlgorithm.WEIGHTED) == weights.isEmpty()) {
            throw new IllegalArgumentException(
                    "'weights' goes with algorithm: weighted, one without the other says nothing");
        }
        if (hash_balance_factor.isPresent() && !algorithm.consistent()) {
            throw new IllegalArgumentException("'hash_balance_factor' goes with ring-hash and maglev alone");
        }
        if (weights.stream().anyMatch(weight -> weight < 1)) {
            throw new IllegalArgumentException("each of 'weights' is a whole number of at least 1");
        }
    }

    /** How many times the mean of calls in flight a machine may have; 0 for any number. */
    double bound() {
        return hash_balance_factor.map(Factor::times).orElse(0.0);
    }

    /** Whether the calls in flight must be counted. */
    boolean counts() {
        return algorithm.counts() || hash_balance_factor.isPresent();
    }

    @Override
    public Component build(Wiring wiring) {
        return new LoadBalancer(this, wiring);
    }

    @Override
    public boolean repeatsWork() {
        return attempts() == 1;
    }

    @Override
    public int attempts() {
        return 1 + redispatch;
    }

    @Override
    public void still(Surroundings around, Still still) {
        still.unless(redispatch > 0, "its 'redispatch' is 0", "redispatched");
        still.unless(hash_balance_factor.isPresent(), "it has no 'hash_balance_factor'", "spilled");
    }

    /** Waits as long as its own caller does, where the step says nothing else; spreads calls as it chooses. */
    @Override
    public void sketch(Sketch sketch) {
        for (Demand calls : sketch.demands()) {
            if (!calls.rest().isEmpty() && calls.rest().get(0).passesOnTo().isPresent()) {
                Demand onwards = calls.withBetween(calls.patience());
                sketch.follow(HashSpread.of(this).map(onwards::spreadingBehind).orElse(onwards), calls.rest());
            }
        }
    }
}
