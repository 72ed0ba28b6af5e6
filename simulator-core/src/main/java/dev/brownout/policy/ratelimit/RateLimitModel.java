package dev.brownout.policy.ratelimit;

import dev.brownout.spi.OfferedDemand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Analytical model of a rate limit: the long-run rate of admitted calls, at most the limit for each quota. */
final class RateLimitModel {
    private RateLimitModel() {}

    /** Returns the admitted calls under one shared quota of {@code most} calls per second. */
    static List<OfferedDemand> sharedQuotaCalls(List<OfferedDemand> calls, double most) {
        return shared(calls, call -> "", subject -> most);
    }

    /**
     * Returns the admitted calls with {@code most} per second for each request class; calls without a known class share
     * the sum.
     */
    static List<OfferedDemand> ofEachClient(List<OfferedDemand> calls, double most, Set<String> clients) {
        return shared(
                calls,
                call -> clients.contains(call.client()) ? call.client() : "",
                subject -> subject.isEmpty() ? most * clients.size() : most);
    }

    /** Returns the admitted calls; calls with equal quota names share that quota. */
    private static List<OfferedDemand> shared(
            List<OfferedDemand> calls, Function<OfferedDemand, String> ownerName, ToDoubleFunction<String> most) {
        Map<String, Double> sums = new TreeMap<>();
        calls.forEach(call -> sums.merge(ownerName.apply(call), call.perSecond(), Double::sum));
        return calls.stream()
                .map(call -> {
                    String name = ownerName.apply(call);
                    double passes = most.applyAsDouble(name) / sums.get(name);
                    return passes < 1 ? call.withRate(call.perSecond() * passes) : call;
                })
                .toList();
    }
}
