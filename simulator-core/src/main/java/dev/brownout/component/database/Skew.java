package dev.brownout.component.database;

import dev.brownout.measure.Figure;
import dev.brownout.measure.Span;
import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Wiring;
import java.util.List;

/** How unevenly the work is spread over the nodes. */
record Skew(
        @Doc("Requests offered to the busiest node over the mean of all nodes.")
        Figure skew) {

    /** Measures some machines. */
    static void measure(Wiring wiring, List<Host> hosts) {
        wiring.measures(Skew.class).skew().is("1", span -> of(hosts, span));
    }

    private static double of(List<Host> hosts, Span span) {
        long most = 0;
        long sum = 0;
        for (Host host : hosts) {
            long offered = host.meter().offered(span);
            most = Math.max(most, offered);
            sum += offered;
        }
        return sum == 0 ? Double.NaN : (double) most * hosts.size() / sum;
    }
}
