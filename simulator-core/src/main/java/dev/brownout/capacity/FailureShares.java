package dev.brownout.capacity;

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
    /** Maximum depth of the calls that are followed. */
    private static final int DEEPEST = 20;

    private final TrafficEquations flows;
    private final Map<String, Double> shares = new TreeMap<>();

    private FailureShares(TrafficEquations flows) {
        this.flows = flows;
    }

    /** Returns the shares by component, more than 0 and at most 1. Components without failures are absent. */
    static Map<String, Double> of(TrafficEquations flows) {
        FailureShares all = new FailureShares(flows);
        flows.pages().keySet().forEach(name -> all.share(name, 0));
        all.shares.values().removeIf(share -> share == 0);
        return all.shares;
    }

    private double share(String component, int depth) {
        Double known = shares.get(component);
        ComponentCapacityModel page = flows.pages().get(component);
        if (known != null || page == null || depth > DEEPEST) {
            return known == null ? 0 : known;
        }
        shares.put(component, 0.0);
        double succeeds = 1 - own(page);
        double calls =
                page.demands().stream().mapToDouble(OfferedDemand::perSecond).sum();
        for (String callee : calls > 0 ? List.copyOf(page.calls().keySet()) : List.<String>of()) {
            for (OfferedDemand call : page.awaited(callee)) {
                double each = Math.min(1, call.perSecond() / calls);
                succeeds *= 1 - each * failing(callee, call, depth);
            }
        }
        double share = Math.max(0, Math.min(1, 1 - succeeds));
        shares.put(component, share);
        return share;
    }

    private double failing(String callee, OfferedDemand call, int depth) {
        double once = late(callee, call) ? 1 : share(callee, depth + 1);
        int attempts = 1;
        for (FilterSpec policy : call.policies()) {
            attempts *= policy.attempts();
        }
        return StrictMath.pow(once, attempts);
    }

    /** Returns whether a call cannot complete before its caller times out. */
    private boolean late(String callee, OfferedDemand call) {
        double takes = call.patience().isEmpty() || call.perSecond() == 0
                ? Double.NaN
                : HoldingTimes.idle(flows).exactly(callee, call);
        return Double.isFinite(takes) && takes > call.patience().get().toNanos() && constant(callee);
    }

    /** Returns whether the work of a component takes the same time for each call. */
    private boolean constant(String component) {
        ComponentCapacityModel page = flows.pages().get(component);
        return page != null
                && page.stations().stream()
                        .flatMap(station -> station.works().stream())
                        .allMatch(work -> work.length().variance() == 0);
    }

    private static double own(ComponentCapacityModel page) {
        double passes = 1 - page.failsAtOnce();
        for (ThroughputLimit throttle : page.throttles()) {
            if (throttle.counting().equals(page.name()) && throttle.offeredPerSecond() > 0) {
                passes *= throttle.passesPerSecond() / throttle.offeredPerSecond();
            }
        }
        return 1 - passes * page.servedShare();
    }
}
