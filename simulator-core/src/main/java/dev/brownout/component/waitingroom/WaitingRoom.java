package dev.brownout.component.waitingroom;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behaviour of a waiting room component: one waiting room in each region. */
final class WaitingRoom implements Component {
    record Measures(
            @Doc("Visitors who wait until they are let in, time-weighted.")
            @Display(Display.As.LINE)
            @ChartTitle("Line before {}")
            TimeWeighted queued,

            @Doc("Visitors who were let in.") @ChartTitle("Visitors let in by {}")
            Counter admitted,

            @Doc("Requests of visitors who were inside already.") @ChartTitle("Requests of visitors inside {}")
            Counter passed,

            @Doc("Visitors who left the line: they had waited for too long, or the room's process ended.")
            @ChartTitle("Visitors who leave the line before {}")
            Counter left,

            @Doc("Visitors inside: those whose session lasts, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Visitors inside {}")
            TimeWeighted inside,

            @Doc("How long visitors had waited who were let in, by when they were. Visitors in line at the end of the"
                    + " run, for longer than usual or behind more than ever before, leave it a range.")
            LatencyHistogram wait_time) {}

    private final ComponentContext context;
    private final Map<Host, WaitingQueue> rooms = new LinkedHashMap<>();

    WaitingRoom(WaitingRoomSpec spec, ComponentContext context) {
        this.context = context;
        for (Location site : context.sites()) {
            Host host = context.host(Integer.toString(rooms.size() + 1), site);
            rooms.put(host, new WaitingQueue(spec, context, host, context.measures(Measures.class, host)));
        }
    }

    @Override
    public List<Host> hosts() {
        return new ArrayList<>(rooms.keySet());
    }

    /**
     * Connects a caller to the room of its region without a timeout, since the client timeout does not run in the
     * queue. The timeout of the call applies after admission.
     */
    @Override
    public Service connect(Host caller, CallTarget route) {
        CallTarget endless = route.withPatience(Optional.empty());
        return context.client(caller, endless)
                .nearest(hosts(), self -> holding(self, route))
                .from(caller);
    }

    private Service holding(Host self, CallTarget route) {
        WaitingQueue room = rooms.get(self);
        if (route.rest().isEmpty()) {
            return room::enter;
        }
        Service behind = context.client(self, route.forwarded()).to(route.rest());
        return (request, reply) -> room.enter(request, (outcome, detail) -> {
            if (outcome.good()) {
                behind.call(request, reply);
            } else {
                reply.accept(outcome, detail);
            }
        });
    }
}
