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
            @Doc("Visitors in the queue, time-weighted.")
            @Display(Display.As.LINE)
            @ChartTitle("Waiting-room queue of {}")
            TimeWeighted queued,

            @Doc("Admitted visitors.") @ChartTitle("Visitors admitted by {}")
            Counter admitted,

            @Doc("Requests of visitors with an active session, which pass without a wait.")
            @ChartTitle("Requests within active sessions of" + " {}")
            Counter passed,

            @Doc("Visitors that left the queue without admission: they abandoned it, or the process of the waiting"
                    + " room ended.")
            @ChartTitle("Visitors abandoning the queue of {}")
            Counter left,

            @Doc("Active sessions, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Active sessions of {}")
            TimeWeighted inside,

            @Doc("Waiting time of admitted visitors, recorded at admission. Percentiles become a range if visitors"
                    + " are overdue at the end of the run: they have waited longer than usual, or behind a longer"
                    + " queue than ever before.")
            LatencyHistogram waitTime) {}

    private final ComponentContext context;
    private final Map<Host, WaitingQueue> capacities = new LinkedHashMap<>();

    WaitingRoom(WaitingRoomSpec spec, ComponentContext context) {
        this.context = context;
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(capacities.size() + 1), site);
            capacities.put(
                    host,
                    new WaitingQueue(spec, context, host, context.metrics().instruments(Measures.class, host)));
        }
    }

    @Override
    public List<Host> hosts() {
        return new ArrayList<>(capacities.keySet());
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
        WaitingQueue waitingRoom = capacities.get(self);
        if (route.rest().isEmpty()) {
            return waitingRoom::enter;
        }
        Service next = context.client(self, route.forwarded()).connect(route.rest());
        return (request, reply) -> waitingRoom.enter(request, (outcome, detail) -> {
            if (outcome.good()) {
                next.call(request, reply);
            } else {
                reply.accept(outcome, detail);
            }
        });
    }
}
