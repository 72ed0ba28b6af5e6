package dev.brownout.component.loadbalancer;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import java.util.List;
import java.util.Optional;

/** Selection of a host for each call. */
public record HostSelection(
        @Doc("How it picks a machine.") @Default("round-robin") @DefaultSource("nginx, HAProxy, Envoy: round robin")
        BalancingAlgorithm algorithm,

        @Doc("For weighted: the share of each machine in the order of their numbers, such as [5, 1, 1].")
        @AtLeast(1)
        @AtMost(1_000_000)
        List<Integer> weights,

        @Doc("For power-of-two: how many machines are drawn.")
        @Default("2")
        @AtLeast(2)
        @DefaultSource("HAProxy configuration manual: random(2)")
        @AtMost(MachineCount.MOST)
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
        @DefaultSource("nginx, upstream module: hash ... consistent")
        int virtual_nodes,

        @Doc("For ring-hash and maglev: no machine gets more calls in flight than so many times the mean of those that "
                + "are in, such as x1.25, to three decimals; what is more goes on to the next.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("HAProxy: hash-balance-factor 0; Envoy: hash_balance_factor is not set")
        Optional<Factor> hash_balance_factor) {
    /** Copies the list. */
    public HostSelection {
        weights = List.copyOf(weights);
    }
}
