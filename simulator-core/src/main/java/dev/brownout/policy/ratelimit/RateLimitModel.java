package dev.brownout.policy.ratelimit;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Analytical model of a rate limit: the long-run rate of admitted calls, at most the limit for each quota. */
final class RateLimitModel {
    /** Number of most popular keys that are evaluated individually; less popular keys are assumed to pass. */
    private static final int KEYS = 1000;

    /** Maximum number of keys that are sorted if ranks are not in order of popularity. */
    private static final int SORTED = 100_000;

    private RateLimitModel() {}

    /** Returns the admitted calls under one shared quota of {@code most} calls per second. */
    static List<OfferedDemand> together(List<OfferedDemand> calls, double most) {
        return shared(calls, call -> "", whose -> most);
    }

    /**
     * Returns the admitted calls with {@code most} per second for each request class; calls without a known class share
     * the sum.
     */
    static List<OfferedDemand> ofEachClient(List<OfferedDemand> calls, double most, Set<String> clients) {
        return shared(
                calls,
                call -> clients.contains(call.client()) ? call.client() : "",
                whose -> whose.isEmpty() ? most * clients.size() : most);
    }

    /** Returns the admitted calls; calls with equal quota names share that quota. */
    private static List<OfferedDemand> shared(
            List<OfferedDemand> calls, Function<OfferedDemand, String> whose, ToDoubleFunction<String> most) {
        Map<String, Double> sums = new TreeMap<>();
        calls.forEach(call -> sums.merge(whose.apply(call), call.perSecond(), Double::sum));
        return calls.stream()
                .map(call -> {
                    String name = whose.apply(call);
                    double passes = most.applyAsDouble(name) / sums.get(name);
                    return passes < 1 ? call.at(call.perSecond() * passes) : call;
                })
                .toList();
    }

    /** Returns the admitted calls with {@code most} per second for each key. */
    static List<OfferedDemand> ofEachKey(List<OfferedDemand> calls, double most, KeyNames names) {
        double sum = calls.stream().mapToDouble(OfferedDemand::perSecond).sum();
        Map<Integer, Double> loads = new TreeMap<>();
        for (OfferedDemand call : calls) {
            shares(call, sum / most, names)
                    .forEach((key, share) -> loads.merge(key, share * call.perSecond(), Double::sum));
        }
        List<OfferedDemand> passing = new ArrayList<>();
        for (OfferedDemand call : calls) {
            double held = 0;
            for (Map.Entry<Integer, Double> share :
                    shares(call, sum / most, names).entrySet()) {
                double load = loads.get(share.getKey());
                held += load > most ? share.getValue() * (1 - most / load) : 0;
            }
            passing.add(held == 0 ? call : call.at(call.perSecond() * Math.max(0, 1 - held)));
        }
        int keys = calls.stream()
                .mapToInt(call -> call.keys().map(KeyPopularity::size).orElse(1))
                .max()
                .orElse(1);
        return together(passing, most * keys);
    }

    /** Returns the shares of keys of a call that may exceed the limit; at most {@code atMost} keys can. */
    private static Map<Integer, Double> shares(OfferedDemand call, double atMost, KeyNames names) {
        Map<Integer, Double> shares = new TreeMap<>();
        if (call.keys().isEmpty()) {
            shares.put(0, 1.0);
            return shares;
        }
        KeyPopularity keys = call.keys().get();
        int some = (int) Math.min(KEYS, Math.ceil(atMost));
        if (keys.descendingFrom() < KEYS || keys.size() <= SORTED) {
            for (int rank : keys.mostPopular(some)) {
                shares.merge(keys.key(rank, names), keys.probability(rank), Double::sum);
            }
        }
        return shares;
    }
}
