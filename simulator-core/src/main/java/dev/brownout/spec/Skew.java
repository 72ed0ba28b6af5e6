package dev.brownout.spec;

import dev.brownout.measure.Figure;
import dev.brownout.measure.Span;
import dev.brownout.node.Host;
import java.util.List;

/**
 * How unevenly the work of a component is spread over its machines.
 *
 * @param skew requests offered to the busiest machine over the mean of all
 */
public record Skew(
        @Doc("Requests offered to the busiest node over the mean of all nodes.")
        Figure skew) {

    /** Measures some machines of a component; those that were never in service do not count. */
    public static void measure(Wiring wiring, List<Host> hosts) {
        wiring.measures(Skew.class).skew().is("1", span -> of(hosts, span));
    }

    private static double of(List<Host> hosts, Span span) {
        long most = 0;
        long sum = 0;
        int machines = 0;
        for (Host host : hosts) {
            long offered = host.meter().offered(span);
            most = Math.max(most, offered);
            sum += offered;
            machines += host.membership().everManned() ? 1 : 0;
        }
        return sum == 0 ? Double.NaN : (double) most * machines / sum;
    }
}
