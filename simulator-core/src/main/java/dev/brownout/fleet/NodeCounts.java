package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/** Numbers of the hosts of a tier over time. */
public final class NodeCounts {
    /** Metrics of a tier with a variable number of hosts. */
    public record Measures(
            @Doc("Nodes in service, time-weighted.") @ChartTitle("Nodes of {} in service")
            TimeWeighted nodes,

            @Doc("Billed nodes, time-weighted: starting, in service and draining.") @ChartTitle("Billed nodes of {}")
            TimeWeighted provisioned) {}

    private final ComponentContext context;
    private final Measures measures;

    NodeCounts(ComponentContext context) {
        this.context = context;
        this.measures = context.metrics().instruments(Measures.class);
    }

    /** Sets the initial number of hosts, all in service. */
    void begin(long atFirst) {
        measures.nodes().set(0, atFirst);
        measures.provisioned().set(0, atFirst);
    }

    /** Updates the numbers. */
    void update(List<Host> hosts) {
        long now = context.simulation().now();
        long in = 0;
        long paid = 0;
        for (Host host : hosts) {
            in += host.membership().inService() ? 1 : 0;
            paid += host.membership().paidFor() ? 1 : 0;
        }
        measures.nodes().set(now, in);
        measures.provisioned().set(now, paid);
    }

    /** Records on the timeline that no further host is starting. */
    void note() {
        long in = measures.nodes().value();
        context.timeline()
                .note(
                        "ready",
                        "",
                        Sentence.of(in == 1 ? "{}: {} node in service" : "{}: {} nodes in service", context.name(), in),
                        TimelineEvent.facts("machines", in));
    }
}
