package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares of the calls to components that fail in one stage. Causes are faults, missing machines, limits, timeouts
 * shorter than any response, overload, and failures of downstream components. Caches do not store failures, so failed
 * calls reach the components behind a cache again.
 */
final class FailureShares {
    /** Shares of failing calls that differ by less are the same. */
    private static final double SHARE_PRECISION = 0x1p-30;

    private final TrafficEquations flows;
    private final Map<String, Double> shares = new TreeMap<>();

    private FailureShares(TrafficEquations flows) {
        this.flows = flows;
    }

    /** Returns the shares by component, more than 0 and at most 1. Components without failures are absent. */
    static Map<String, Double> of(TrafficEquations flows) {
        FailureShares all = new FailureShares(flows);
        flows.componentModels().keySet().forEach(all::share);
        all.shares.values().removeIf(share -> share == 0);
        return all.shares;
    }

    private double share(String component) {
        Double knownShare = shares.get(component);
        ComponentCapacityModel componentModel = flows.componentModels().get(component);
        if (knownShare != null || componentModel == null) {
            return knownShare == null ? 0 : knownShare;
        }
        shares.put(component, 0.0);
        double succeeds = 1 - ownFailureShare(componentModel);
        double calls = componentModel.demands().stream()
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
        for (String callee : calls > 0 ? List.copyOf(componentModel.calls().keySet()) : List.<String>of()) {
            for (OfferedDemand call : componentModel.awaited(callee)) {
                double share = Math.min(1, call.perSecond() / calls);
                succeeds *= 1 - share * failing(callee, call);
            }
        }
        double share = Math.max(0, Math.min(1, 1 - succeeds));
        shares.put(component, share);
        return share;
    }

    private double failing(String callee, OfferedDemand call) {
        double once = alwaysLate(callee, call) ? 1 : share(callee);
        int attempts = 1;
        for (FilterSpec policy : call.policies()) {
            attempts *= policy.attempts();
        }
        return ElementaryFunctions.pow(once, attempts);
    }

    /** Returns whether a call cannot complete before its caller times out. */
    private boolean alwaysLate(String callee, OfferedDemand call) {
        double takesNanos = call.patience().isEmpty() || call.perSecond() == 0
                ? Double.NaN
                : flows.idle().exactly(callee, call);
        return Double.isFinite(takesNanos) && takesNanos > call.patience().get().toNanos() && constant(callee);
    }

    /** Returns whether the work of a component takes the same time for each call. */
    private boolean constant(String component) {
        ComponentCapacityModel componentModel = flows.componentModels().get(component);
        return componentModel != null
                && componentModel.stations().stream()
                        .flatMap(station -> station.works().stream())
                        .allMatch(work -> work.length().variance() == 0);
    }

    private static double ownFailureShare(ComponentCapacityModel componentModel) {
        double passingShare = 1 - componentModel.failsAtOnce();
        for (ThroughputLimit throttle : componentModel.throttles()) {
            if (throttle.counting().equals(componentModel.name()) && throttle.offeredPerSecond() > 0) {
                passingShare *= throttle.passesPerSecond() / throttle.offeredPerSecond();
            }
        }
        return 1 - passingShare * componentModel.servedShare();
    }
}
