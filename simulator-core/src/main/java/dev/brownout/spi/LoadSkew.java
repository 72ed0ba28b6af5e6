package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.host.HostAvailability;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.spec.Doc;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Load imbalance among the hosts of a component with the same role.
 *
 * @param skew requests offered to the busiest host, divided by the mean of the hosts of its role that are up
 */
public record LoadSkew(
        @Doc("Requests of the busiest node over the mean of the running nodes of its role.")
        DerivedGauge skew) {

    /** Roles of the hosts over time. */
    @FunctionalInterface
    public interface Roles {
        /** Returns the name of a host's role at an instant. */
        String roleAt(Host host, long instant);
    }

    /** Registers the metric for hosts of a component that all have the same role. */
    public static void measure(ComponentContext context, List<Host> hosts) {
        measure(context, hosts, (host, instant) -> "");
    }

    /** Registers the metric for hosts of a component with roles. */
    public static void measure(ComponentContext context, List<Host> hosts, Roles roles) {
        Map<Host, HostAvailability> presences = new LinkedHashMap<>();
        hosts.forEach(host -> presences.put(host, new HostAvailability(context.simulation(), host)));
        context.metrics().instruments(LoadSkew.class).skew().is(span -> largestSkew(presences, roles, span));
    }

    /**
     * Returns the largest skew of all roles in a time span. A host counts only in intervals of the run's grid
     * throughout which it was up, with its role at the start of the interval. Partial availability thus does not look
     * like a low load.
     */
    private static double largestSkew(Map<Host, HostAvailability> presences, Roles roles, CellRange span) {
        Map<String, RoleLoad> all = new LinkedHashMap<>();
        List<CellRange> steps = steps(span);
        Map<String, long[]> sumsByRole = new LinkedHashMap<>();
        presences.forEach((host, presence) -> {
            sumsByRole.clear();
            for (CellRange step : steps) {
                if (presence.throughout(step.startAt(), step.endAt())) {
                    long[] sums = sumsByRole.computeIfAbsent(roles.roleAt(host, step.startAt()), role -> new long[2]);
                    sums[0] += host.meter().arrivals(step);
                    sums[1] += step.nanos();
                }
            }
            sumsByRole.forEach((role, sums) ->
                    all.computeIfAbsent(role, r -> new RoleLoad()).add(sums[0], sums[1]));
        });
        return all.values().stream().mapToDouble(RoleLoad::skew).reduce(Double.NaN, LoadSkew::larger);
    }

    /** Returns the grid intervals of a time span; the first and the last may be partial. */
    private static List<CellRange> steps(CellRange span) {
        List<CellRange> steps = new ArrayList<>();
        int first = span.from();
        for (int cell = first; cell < span.to(); cell++) {
            if (cell + 1 == span.to() || span.grid().endsStep(cell)) {
                steps.add(new CellRange(span.grid(), first, cell + 1));
                first = cell + 1;
            }
        }
        return steps;
    }

    private static double larger(double first, double second) {
        return Double.isNaN(first) || second > first ? second : first;
    }

    /** Load of the hosts of one role. */
    private static final class RoleLoad {
        private double maxRate;
        private long offered;
        /** Total available time of the hosts, in nanoseconds; {@link #pendingNanos} is added to it. */
        private BigInteger nanos = BigInteger.ZERO;

        private long pendingNanos;

        void add(long calls, long availableNanos) {
            maxRate = Math.max(maxRate, (double) calls / availableNanos);
            offered += calls;
            if (pendingNanos > Long.MAX_VALUE - availableNanos) {
                nanos = nanos.add(BigInteger.valueOf(pendingNanos));
                pendingNanos = 0;
            }
            pendingNanos += availableNanos;
        }

        double skew() {
            return offered == 0
                    ? Double.NaN
                    : maxRate * nanos.add(BigInteger.valueOf(pendingNanos)).doubleValue() / offered;
        }
    }
}
