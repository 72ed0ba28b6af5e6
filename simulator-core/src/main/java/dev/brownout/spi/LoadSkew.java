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
        context.metrics().instruments(LoadSkew.class).skew().isForEach(spans -> skews(presences, roles, spans));
    }

    /**
     * Returns the largest skew of all roles in each of several time spans. A host counts only in intervals of the run's
     * grid throughout which it was up, with its role at the start of the interval. Partial availability thus does not
     * look like a low load.
     */
    private static double[] skews(Map<Host, HostAvailability> presences, Roles roles, List<CellRange> spans) {
        List<SpanLoad> loads = spans.stream().map(SpanLoad::new).toList();
        presences.forEach((host, presence) -> loads.forEach(load -> load.add(host, presence, roles)));
        return loads.stream().mapToDouble(SpanLoad::largestSkew).toArray();
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

    /** Load of the hosts in a time span, by role. */
    private static final class SpanLoad {
        private final CellRange[] steps;
        private final Map<String, RoleLoad> all = new LinkedHashMap<>();
        /** Role of the last interval with a host that was up, and its load. Nearly always that of the next one. */
        private String role = "";

        private RoleLoad ofRole;

        SpanLoad(CellRange span) {
            this.steps = steps(span).toArray(CellRange[]::new);
        }

        void add(Host host, HostAvailability presence, Roles roles) {
            for (CellRange step : steps) {
                if (presence.throughout(step.startAt(), step.endAt())) {
                    load(roles.roleAt(host, step.startAt())).add(host.meter().arrivals(step), step.nanos());
                }
            }
            all.values().forEach(RoleLoad::endHost);
        }

        private RoleLoad load(String next) {
            if (ofRole == null || !next.equals(role)) {
                ofRole = all.computeIfAbsent(next, name -> new RoleLoad());
                role = next;
            }
            return ofRole;
        }

        double largestSkew() {
            return all.values().stream().mapToDouble(RoleLoad::skew).reduce(Double.NaN, LoadSkew::larger);
        }
    }

    /** Load of the hosts of one role. */
    private static final class RoleLoad {
        private double maxRate;
        private long offered;
        /** Total available time of the hosts, in nanoseconds; {@link #pendingNanos} is added to it. */
        private BigInteger nanos = BigInteger.ZERO;

        private long pendingNanos;
        /** Calls to the present host, and the time in which it was available. */
        private long hostCalls;

        private long hostNanos;

        void add(long calls, long availableNanos) {
            hostCalls += calls;
            hostNanos += availableNanos;
        }

        /** Counts the load of the present host. The next one follows. */
        void endHost() {
            if (hostNanos == 0) {
                return;
            }
            maxRate = Math.max(maxRate, (double) hostCalls / hostNanos);
            offered += hostCalls;
            if (pendingNanos > Long.MAX_VALUE - hostNanos) {
                nanos = nanos.add(BigInteger.valueOf(pendingNanos));
                pendingNanos = 0;
            }
            pendingNanos += hostNanos;
            hostCalls = 0;
            hostNanos = 0;
        }

        double skew() {
            return offered == 0
                    ? Double.NaN
                    : maxRate * nanos.add(BigInteger.valueOf(pendingNanos)).doubleValue() / offered;
        }
    }
}
