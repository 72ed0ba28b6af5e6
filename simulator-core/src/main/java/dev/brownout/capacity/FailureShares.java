package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.CapacityProperty.ErrorResponses;
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
    /** Share of late calls that is neglected. */
    private static final double RARE = 1e-6;

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
        double once = Math.max(share(callee), alwaysLate(callee, call) ? 1 : lateShare(callee, call));
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

    /** Returns the share of the calls with work that takes longer than the timeout of the caller. */
    private double lateShare(String callee, OfferedDemand call) {
        ComponentCapacityModel componentModel = flows.componentModels().get(callee);
        if (call.patience().isEmpty() || componentModel == null) {
            return 0;
        }
        double timeoutNanos = call.patience().get().toNanos();
        return componentModel.stations().stream()
                .flatMap(station -> station.works().stream())
                .filter(work -> work.awaited() && work.perSecond() > 0)
                .mapToDouble(work -> 1 - work.length().cumulative(timeoutNanos))
                .filter(late -> late > RARE)
                .max()
                .orElse(0);
    }

    /** Returns whether the work of a component takes the same time for each call. */
    private boolean constant(String component) {
        ComponentCapacityModel componentModel = flows.componentModels().get(component);
        return componentModel != null
                && componentModel.stations().stream()
                        .flatMap(station -> station.works().stream())
                        .allMatch(work -> work.length().variance() == 0);
    }

    private double ownFailureShare(ComponentCapacityModel componentModel) {
        double passingShare = (1 - componentModel.failsAtOnce())
                * (1
                        - componentModel
                                .first(ErrorResponses.class)
                                .map(ErrorResponses::share)
                                .orElse(0.0));
        for (ThroughputLimit throttle : componentModel.throttles()) {
            if (throttle.counting().equals(componentModel.name()) && throttle.offeredPerSecond() > 0) {
                passingShare *= throttle.passesPerSecond() / throttle.offeredPerSecond();
            }
        }
        return 1 - passingShare * (flows.takes(componentModel.name()) ? 1 : ServedShare.of(componentModel));
    }
}
