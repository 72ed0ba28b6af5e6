package dev.brownout.component.uplink;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.host.ProcessorSharingCores;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.host.Task;
import dev.brownout.instrument.ByteCounter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MeasuredOnRequest;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Behaviour of an uplink: one shared line for each region, modelled as one core of a host. */
final class Uplink implements Component {
    record Measures(
            @Doc("Share of its uptime in which the link transmits bytes.") @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Share of all time in which the link transmits bytes.")
            Occupancy provisionedUtilization,

            @Doc("Responses that share the link with another response, time-weighted.") @Display(Display.As.LINE)
            TimeWeighted queue,

            @Doc("Transmitted bytes, unfinished responses included.") @ChartTitle("Bytes transmitted by" + " {}")
            ByteCounter bytes) {}

    @MeasuredOnRequest(beside = "queue")
    record DelayMeasures(
            @Doc("Delay of a transfer: its duration minus that on an idle link, at its end; 0 if it was alone on the "
                    + "link. Pauses of the link count too. " + QueueWaitMetrics.SHARES)
            @ChartTitle(QueueWaitMetrics.TITLE)
            LatencyHistogram queueWait) {}

    private final UplinkSpec spec;
    private final ComponentContext context;
    private final List<Host> hosts = new ArrayList<>();
    private final Map<Host, Line> lines = new LinkedHashMap<>();

    private record Line(Cores cores, SharedLine flow) {}

    Uplink(UplinkSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(hosts.size() + 1), site);
            Measures measures = context.metrics().instruments(Measures.class, host);
            hosts.add(host);
            CapacityTracker.whileProvisioned(
                    context.simulation(), host, measures.utilization(), measures.provisionedUtilization(), 1);
            ProcessorSharingCores cores = new ProcessorSharingCores(
                    context.simulation(), host, 1, Integer.MAX_VALUE, measures.utilization(), measures.queue());
            context.metrics()
                    .requestedInstruments(DelayMeasures.class, host)
                    .ifPresent(
                            delays -> context.audit().overdue(cores.recordDelays(delays.queueWait(), context.grid())));
            lines.put(host, new Line(cores, new SharedLine(context, host, measures.bytes())));
        }
    }

    @Override
    public void finish() {
        lines.values().forEach(line -> line.flow.updateBytes());
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return context.client(caller, route)
                .nearest(hosts, self -> carrying(self, route))
                .from(caller);
    }

    private Service carrying(Host self, CallTarget route) {
        Service site =
                context.client(self, route.forwarded()).connect(route.rest(), spec.source(), "no next component");
        Line line = lines.get(self);
        return (request, reply) -> {
            if (request.operation() == Operation.WRITE) {
                new Transfer(line, self, request, () -> site.call(request, reply)).begin();
            } else {
                site.call(request, (outcome, detail) -> answer(line, self, request, outcome, detail, reply));
            }
        };
    }

    private void answer(Line line, Host self, Request request, Outcome outcome, long detail, Reply reply) {
        if (outcome.good() && request.sizeBytes() > 0) {
            new Transfer(line, self, request, () -> reply.accept(outcome, detail)).begin();
        } else {
            reply.accept(outcome, detail);
        }
    }

    /** Transfer of one object over the line. */
    private final class Transfer extends Task {
        private final Line line;
        private final Host self;
        private final Request request;
        private final Runnable continuation;
        private final int incarnation;
        private long nanos;

        Transfer(Line line, Host self, Request request, Runnable next) {
            this.line = line;
            this.self = self;
            this.request = request;
            this.continuation = next;
            this.incarnation = self.incarnation();
        }

        void begin() {
            long work = spec.bandwidth().transferNanos(request.sizeBytes());
            nanos = self.slowedNanos(work);
            line.flow.begin(request.sizeBytes(), nanos);
            line.cores.enqueueUnbounded(this, work);
        }

        @Override
        protected void onWorked() {
            line.flow.end(request.sizeBytes(), nanos);
            if (self.incarnation() == incarnation) {
                continuation.run();
            }
        }
    }
}
