package dev.brownout.component.database.sharding;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Check of the calls to the nodes of a shard while keys move. Calls for keys of the shard are accepted. Calls for other
 * keys are rejected as unavailable. Writes of keys that are being cut over wait until the cut-over ends.
 */
public final class ShardOwnership {
    /** Metrics of all nodes of the database together. */
    public record Measures(
            @Doc("Writes that waited for the cutover of their key.") @ChartTitle("Writes of {} waiting for a cutover")
            Counter heldWrites,

            @Doc("Waiting time of writes for the cutover of their key.")
            LatencyHistogram cutoverWait,

            @Doc("Calls that reached a shard that no longer had their key, and were redirected.")
            @ChartTitle("Redirected calls of {}")
            Counter sentOn) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final KeyLocations homes;
    private final int group;
    private final Measures measures;

    /** Creates the ownership check for the nodes of one group. */
    public ShardOwnership(ComponentContext context, KeyLocations homes, int group) {
        this.context = context;
        this.simulation = context.simulation();
        this.homes = homes;
        this.group = group;
        this.measures = context.metrics().instruments(Measures.class);
    }

    /** Returns whether a key is on another shard. */
    public boolean isElsewhere(int key) {
        return key != 0 && homes.of(key) != group;
    }

    /** Returns a service of a node that checks ownership before it forwards a call to {@code inside}. */
    public Service guard(Host host, Service inside) {
        return new Door(host, inside);
    }

    /** A write that waits for the end of a cut-over. */
    private record HeldWrite(Request request, Reply reply, long since, Trail trail) {}

    /** Ownership check in front of one service of a node. */
    private final class Door implements Service, Host.Resident {
        private final Host host;
        private final Service inside;
        private final ArrayDeque<HeldWrite> held = new ArrayDeque<>();
        private long acquired;
        private long released;
        private boolean awaiting;

        Door(Host host, Service inside) {
            this.host = host;
            this.inside = inside;
            host.attach(this);
            AuditRegistry audit = context.audit();
            audit.reportMemoryUse("writes waiting for a cutover", 150, held::size);
            audit.overdue(new OverdueWaits(
                            context.grid(),
                            List.of(measures.cutoverWait()),
                            List.of(),
                            open -> held.forEach(write -> open.open(write.since, 1)))
                    .atTheirEnd());
            audit.identity(
                    "/" + host.node() + ": writes held for a cutover = released + waiting",
                    () -> acquired,
                    () -> released + held.size());
        }

        @Override
        public void call(Request request, Reply reply) {
            if (isElsewhere(request.key())) {
                reply.accept(Outcome.UNAVAILABLE, context.number());
            } else if (request.key() != 0
                    && request.operation() == Operation.WRITE
                    && homes.isCuttingOver(request.key())) {
                if (!awaiting) {
                    awaiting = true;
                    homes.await(() -> host.schedule(0, this::open));
                }
                acquired++;
                measures.heldWrites().add(simulation.now());
                held.add(new HeldWrite(request, reply, simulation.now(), simulation.trail()));
            } else {
                inside.call(request, reply);
            }
        }

        /** Releases the held writes. A write is held again if its key is part of the next cut-over. */
        private void open() {
            awaiting = false;
            Trail own = simulation.trail();
            for (int left = held.size(); left > 0; left--) {
                HeldWrite next = held.poll();
                released++;
                measures.cutoverWait().record(simulation.now(), simulation.now() - next.since);
                simulation.resume(next.trail, RequestPhase.WAITING);
                call(next.request, next.reply);
            }
            simulation.restore(own);
        }

        @Override
        public void onCrash() {
            released += held.size();
            held.clear();
            awaiting = false;
        }
    }
}
