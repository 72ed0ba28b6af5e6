package dev.brownout.component.loadbalancer;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Shares of the calls of each server behind a balancer in one stage, for the analytical model. An algorithm that
 * ignores the load gives each node a share in proportion to its weight.
 *
 * @param shares share of each server in 'backends'; the sum is 1
 * @param spread distribution over the nodes of a server; empty if it is even
 * @param unknown the reason why the shares are an assumption; empty if they are known
 */
record BackendShares(Map<String, Double> shares, Optional<CallDistribution> spread, Sentence unknown) {
    /** Rounding tolerance of the share of a server. */
    private static final double ROUNDING = 1e-9;

    /** Returns the shares of a balancer; no shares without 'backends'. */
    static BackendShares of(LoadBalancerSpec spec, CapacityModel model) {
        Map<String, Integer> weights = spec.selection().backends();
        if (weights.size() <= 1) {
            Map<String, Double> all = new LinkedHashMap<>();
            weights.keySet().forEach(server -> all.put(server, 1.0));
            return new BackendShares(all, spec.spread(), Sentence.EMPTY);
        }
        Map<String, Map<String, Integer>> hosts = new LinkedHashMap<>();
        boolean scales = false;
        for (String server : weights.keySet()) {
            hosts.put(server, model.hostsOf(server));
            scales |= model.scalesItself(server);
        }
        Map<String, Double> shares = sharesByNode(Optional.empty(), weights, hosts);
        boolean isSimilar = model.places().stream()
                .allMatch(place -> areEqual(shares, sharesByNode(Optional.of(place), weights, hosts)));
        String names = String.join(" and ", weights.keySet());
        Sentence reason =
                scales ? Sentence.of("the shares of {} follow their numbers of nodes", names) : unknown(spec, names);
        return new BackendShares(
                shares,
                BalancedSpread.ofServer(spec),
                reason.isEmpty() && !isSimilar
                        ? Sentence.of("the shares of {} differ between the regions", names)
                        : reason);
    }

    private static Sentence unknown(LoadBalancerSpec spec, String names) {
        BalancingAlgorithm algorithm = spec.selection().algorithm();
        if (algorithm.hashes()) {
            return Sentence.of("the shares of {} follow the hashes", names);
        }
        if (algorithm.counts()) {
            return Sentence.of("the shares of {} follow the calls in flight", names);
        }
        return spec.slowStart().slowStart().isPresent()
                ? Sentence.of("the shares of {} follow the slow start", names)
                : Sentence.EMPTY;
    }

    /** Returns the shares by the nodes in one place; in all places if it is empty. */
    private static Map<String, Double> sharesByNode(
            Optional<String> place, Map<String, Integer> weights, Map<String, Map<String, Integer>> hosts) {
        Map<String, Double> shares = new LinkedHashMap<>();
        double sum = 0;
        for (Map.Entry<String, Integer> server : weights.entrySet()) {
            Map<String, Integer> own = hosts.get(server.getKey());
            int nodes = place.map(name -> own.getOrDefault(name, 0))
                    .orElseGet(() ->
                            own.values().stream().mapToInt(Integer::intValue).sum());
            shares.put(server.getKey(), (double) server.getValue() * nodes);
            sum += (double) server.getValue() * nodes;
        }
        double all = sum;
        shares.replaceAll((server, share) -> all == 0 ? 0 : share / all);
        return shares;
    }

    private static boolean areEqual(Map<String, Double> some, Map<String, Double> others) {
        return others.entrySet().stream()
                .allMatch(other -> Math.abs(other.getValue() - some.get(other.getKey())) < ROUNDING);
    }

    /** Forwards calls to each server. */
    void forward(OfferedDemand calls, CapacityModel model) {
        shares.forEach((server, share) -> model.callComponent(
                server, calls.withRate(calls.perSecond() * share).balanced(spread, unknown)));
    }
}
