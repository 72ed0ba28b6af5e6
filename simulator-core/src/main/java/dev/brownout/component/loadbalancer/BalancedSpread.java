package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The distribution of calls for an algorithm that counts in-flight calls, or for slow start. If it compares every host,
 * it keeps their in-flight calls equal, so that each host gets a share proportional to its speed. If it samples d of n
 * hosts per call, k hosts get at least the calls with all samples among them: C(k,d)/C(n,d) (Foss and Chernova, On the
 * stability of a partially accessible multi-station queue, 1998).
 *
 * @param countsCalls whether the algorithm counts in-flight calls
 * @param slowStartNanos duration of slow start after a host enters service
 * @param weights weights of the hosts of each location, by their numbers; empty if they are equal
 * @param regular whether hosts get calls in turns, so that the gaps between calls are regular
 */
record BalancedSpread(boolean countsCalls, long slowStartNanos, List<Integer> weights, boolean regular)
        implements CallDistribution {
    /** Returns the distribution for a balancer; empty if its hosts are equal and random, or if a hash decides. */
    static Optional<CallDistribution> of(LoadBalancerSpec spec) {
        HostSelection selection = spec.selection();
        boolean weighted = selection.weights().stream().distinct().count() > 1;
        return selection.algorithm().hashes()
                        || selection.algorithm() == BalancingAlgorithm.RANDOM
                                && !weighted
                                && spec.slowStart().slowStart().isEmpty()
                ? Optional.empty()
                : Optional.of(of(spec, weighted ? selection.weights() : List.of(), turns(selection)));
    }

    /** Returns the distribution over the hosts of one of several servers, which have the same weight. */
    static Optional<CallDistribution> ofServer(LoadBalancerSpec spec) {
        return turns(spec.selection()) ? Optional.of(of(spec, List.of(), true)) : Optional.empty();
    }

    private static boolean turns(HostSelection selection) {
        return selection.algorithm() == BalancingAlgorithm.ROUND_ROBIN
                || selection.algorithm() == BalancingAlgorithm.WEIGHTED;
    }

    private static BalancedSpread of(LoadBalancerSpec spec, List<Integer> weights, boolean regular) {
        HostSelection selection = spec.selection();
        return new BalancedSpread(
                selection.algorithm().counts(),
                spec.slowStart().slowStart().map(time -> time.toNanos()).orElse(0L),
                weights,
                regular);
    }

    @Override
    public boolean byKey() {
        return false;
    }

    @Override
    public Sentence unknown() {
        return regular
                ? Sentence.of("turns make the gaps between the calls of a node regular")
                : countsCalls ? Sentence.of("nodes with fewer calls in flight are preferred") : Sentence.EMPTY;
    }

    @Override
    public Sentence withheld() {
        return countsCalls && !weights.isEmpty()
                ? Sentence.of("the shares of its nodes follow the calls in flight")
                : Sentence.EMPTY;
    }

    @Override
    public boolean isUniform() {
        return true;
    }

    @Override
    public boolean followsLoad() {
        return countsCalls;
    }

    @Override
    public long growthNanos() {
        return slowStartNanos;
    }

    @Override
    public double[] shares(OfferedDemand calls, List<String> machines, int place, KeyNames names) {
        double[] shares = new double[machines.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        return shares;
    }

    @Override
    public double weightOf(String host) {
        return weights.isEmpty() ? 1 : weights.get((Integer.parseInt(host) - 1) % weights.size());
    }
}
