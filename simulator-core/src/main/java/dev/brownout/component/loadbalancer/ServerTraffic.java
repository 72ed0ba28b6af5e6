package dev.brownout.component.loadbalancer;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls that the hosts of a load balancer send to each server behind it. */
final class ServerTraffic {
    @RequiresParameter("backends")
    record Measures(
            @Doc("Calls sent to the nodes of a server in 'backends', redispatched ones included.")
            @ChartTitle("Calls forwarded by {}")
            Counter forwarded) {}

    @RequiresParameter("backends")
    record Shares(
            @Doc("Calls sent to the nodes of a server in 'backends' divided by the calls sent to all of them. For the"
                    + " whole balancer: the share of the server with the most calls.")
            @InstrumentUnit("ratio")
            DerivedGauge trafficShare) {}

    private final ComponentContext context;
    private final Map<String, Counter> counters = new LinkedHashMap<>();
    private long sent;

    /** Creates the metrics of each server. */
    ServerTraffic(ComponentContext context, Collection<String> servers) {
        this.context = context;
        for (String server : servers) {
            Counter own = context.metrics().instruments(Measures.class, server).forwarded();
            counters.put(server, own);
            context.metrics().instruments(Shares.class, server).trafficShare().is(span -> share(own, span));
        }
        context.metrics()
                .instruments(Shares.class)
                .trafficShare()
                .is(span -> counters.values().stream()
                        .mapToDouble(server -> share(server, span))
                        .max()
                        .orElse(Double.NaN));
        context.audit()
                .identity(
                        ": calls forwarded = those to each of its servers",
                        () -> sent,
                        () -> total(context.grid().span(0, context.grid().end())));
    }

    private double share(Counter server, CellRange span) {
        long total = total(span);
        return total == 0 ? Double.NaN : (double) server.total(span) / total;
    }

    private long total(CellRange span) {
        return counters.values().stream()
                .mapToLong(counter -> counter.total(span))
                .sum();
    }

    /** Returns the counter of the calls to a server. */
    Counter of(String server) {
        return counters.get(server);
    }

    /** Counts a call. */
    void sent(Counter server) {
        sent++;
        server.add(context.simulation().now());
    }
}
