package dev.brownout.component.server;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.PersistentConnection;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Persistent connections from users to the hosts of a tier, one host each: a connection takes capacity there when the
 * opening request arrives, until the user closes it, the host's process ends, or the user detects that the host is
 * gone.
 */
final class PersistentConnections implements PersistentConnection.Holder {
    @RequiresParameter("connections")
    record Measures(
            @Doc("Open persistent connections of users, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Open connections to {}")
            TimeWeighted connections,

            @Doc("Connections opened after the start of the run.") @ChartTitle("Connections opened to {}")
            Counter connectionsOpened,

            @Doc("Connections that users closed.") @ChartTitle("Connections closed to {}")
            Counter connectionsClosed,

            @Doc("Connections that ended because the process of the node or of a load balancer "
                    + "before it ended, or because one of the two did not respond for too long.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Lost connections of {}")
            @Loss("lost connections")
            Counter connectionsLost,

            @Doc("Requests refused at the connection limit.") @ChartTitle("Connections refused by {}")
            Counter connectionsRefused) {}

    private final ComponentContext context;
    private final int most;
    private final Map<Host, Place> places = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Integer, List<Place>> near = new LinkedHashMap<>();
    private int seated;

    /**
     * Creates an instance without connections.
     *
     * @param memories memory of the hosts; empty without a limit
     */
    PersistentConnections(
            ConnectionsSpec spec, ComponentContext context, List<Host> hosts, Map<Host, MachineMemory> memories) {
        this.context = context;
        this.most = spec.most();
        hosts.forEach(host -> places.put(host, new Place(host, memories.get(host))));
        AuditRegistry audit = context.audit();
        audit.identity(
                ": users with a connection = connections of its nodes",
                () -> lines.stream().filter(Line::isOpen).count(),
                () -> places.values().stream()
                        .mapToLong(place -> place.open.size())
                        .sum());
    }

    @Override
    public PersistentConnection join(PersistentConnection.User user, int region) {
        Line line = meet(user);
        line.come();
        List<Place> here = near.computeIfAbsent(region, this::near);
        for (int i = 0; i < here.size() && !line.isOpen(); i++) {
            Place place = here.get(seated++ % here.size());
            if (place.room()) {
                place.atFirst++;
                place.add(line);
            }
        }
        return line;
    }

    @Override
    public Line meet(PersistentConnection.User user) {
        return new Line(user);
    }

    private List<Place> near(int region) {
        String name = context.topology().regions().isEmpty()
                ? ""
                : context.topology().regions().get(region);
        List<Place> all = new ArrayList<>(places.values());
        all.removeIf(place -> !place.host.membership().inService());
        List<Place> there = new ArrayList<>(all);
        there.removeIf(place -> !place.host.site().region().equals(name));
        return there.isEmpty() ? all : there;
    }

    /** Returns the present users, each with its connection, open or not. */
    List<Line> users() {
        return lines;
    }

    /** Wraps a service of a host so that requests that open a connection reserve capacity. */
    Service around(Host host, Service work) {
        Place place = places.get(host);
        return (request, reply) -> {
            Line line = mine(request.logical());
            if (line == null || line.isOpen() || line.take(place)) {
                work.call(request, reply);
            } else {
                reply.accept(Outcome.REJECTED, context.number());
            }
        };
    }

    private Line mine(LogicalRequest logical) {
        return logical.opens() instanceof Line line && line.holder() == this ? line : null;
    }

    /** Connections of one host. */
    private final class Place implements Host.Resident {
        private final Host host;
        private final Measures measures;
        private final MachineMemory memory;
        private final List<Line> open = new ArrayList<>();
        /** Reservations by requests in progress. */
        private int taken;

        private long atFirst;
        private long opened;
        private long closed;
        private long lost;

        Place(Host host, MachineMemory memory) {
            this.host = host;
            this.memory = memory;
            this.measures = context.metrics().instruments(Measures.class, host);
            host.attach(this);
            if (memory != null) {
                memory.audit(() -> memory.bytesOfConnections(open.size()));
            }
            AuditRegistry audit = context.audit();
            audit.identity(
                    "/" + host.node() + ": connections at the start + opened = open + closed + lost",
                    () -> atFirst + opened,
                    () -> open.size() + closed + lost);
            audit.identity(
                    "/" + host.node() + ": connections = connections counted",
                    open::size,
                    () -> measures.connections().value());
        }

        boolean room() {
            return open.size() + taken < most;
        }

        void refuse() {
            measures.connectionsRefused().add(now());
        }

        void add(Line line) {
            line.place = this;
            line.incarnation = host.incarnation();
            line.state = State.OPEN;
            line.index = open.size();
            open.add(line);
            count(1);
        }

        private void count(int change) {
            measures.connections().add(now(), change);
            if (memory != null) {
                memory.connections(change);
            }
        }

        /** Removes a connection; the last one takes its index. */
        void remove(Line line) {
            Line last = open.remove(open.size() - 1);
            if (last != line) {
                open.set(line.index, last);
                last.index = line.index;
            }
            line.state = State.NONE;
            line.epoch++;
            line.leaveRelays();
            count(-1);
            host.workEnded();
        }

        /** Ends the connections with the process; pending ones fail with their requests. */
        @Override
        public void onCrash() {
            List<Line> gone = new ArrayList<>(open);
            taken = 0;
            if (gone.isEmpty()) {
                return;
            }
            boolean silently = host.state() == Host.State.DARK;
            lost += gone.size();
            measures.connectionsLost().add(now(), gone.size());
            gone.forEach(this::remove);
            context.timeline()
                    .note(
                            "connections-lost",
                            host.node(),
                            Sentence.of("{} connections to {} lost", gone.size(), host.component() + "/" + host.node()),
                            TimelineEvent.facts("connections", (long) gone.size()));
            gone.forEach(line -> line.user.lost(silently));
        }

        @Override
        public void stateChanged() {
            if (!host.up() && host.membership().alive()) {
                new ArrayList<>(open).forEach(line -> line.user.silent());
            }
        }

        /** Keeps a draining host working until its connections end or its grace period does. */
        @Override
        public boolean working() {
            return !open.isEmpty();
        }

        private long now() {
            return context.simulation().now();
        }
    }

    private enum State {
        NONE,
        OPENING,
        OPEN
    }

    /** Connection of one user. */
    final class Line implements PersistentConnection {
        private final User user;
        private State state = State.NONE;
        private Place place;
        private int incarnation;
        private int index;
        /** Index of the user among those present. */
        private int number;
        /** Number of ended connections of the user. */
        private int epoch;
        /** Hosts that relay the connection. */
        private final List<Relay> relays = new ArrayList<>(1);

        Line(User user) {
            this.user = user;
        }

        private PersistentConnections holder() {
            return PersistentConnections.this;
        }

        boolean isOpen() {
            return state == State.OPEN;
        }

        /** Returns the host; only valid while open. */
        Host host() {
            return place.host;
        }

        int epoch() {
            return epoch;
        }

        /** Reserves capacity for an opening request, replacing an earlier attempt's; false if refused. */
        private boolean take(Place next) {
            free();
            if (!next.room()) {
                next.refuse();
                return false;
            }
            next.taken++;
            place = next;
            incarnation = next.host.incarnation();
            state = State.OPENING;
            return true;
        }

        @Override
        public void come() {
            number = lines.size();
            lines.add(this);
        }

        @Override
        public void go() {
            abandon();
            close();
            Line last = lines.remove(lines.size() - 1);
            if (last != this) {
                lines.set(number, last);
                last.number = number;
            }
        }

        @Override
        public boolean open() {
            if (state != State.OPENING) {
                return isOpen();
            }
            boolean there = place.host.incarnation() == incarnation;
            free();
            if (there) {
                place.opened++;
                place.measures.connectionsOpened().add(context.simulation().now());
                place.add(this);
            }
            return there;
        }

        @Override
        public void abandon() {
            free();
            leaveRelays();
        }

        private void leaveRelays() {
            relays.forEach(relay -> relay.forget(this));
            relays.clear();
        }

        @Override
        public void through(Relay relay) {
            for (int i = 0; i < relays.size(); i++) {
                if (relays.get(i).component().equals(relay.component())) {
                    Relay before = relays.set(i, relay);
                    if (before != relay) {
                        before.forget(this);
                    }
                    return;
                }
            }
            relays.add(relay);
        }

        @Override
        public void cut(boolean silently) {
            if (isOpen()) {
                lose();
                user.lost(silently);
            }
        }

        private void lose() {
            place.lost++;
            place.measures.connectionsLost().add(context.simulation().now());
            place.remove(this);
        }

        @Override
        public void silence() {
            if (isOpen()) {
                user.silent();
            }
        }

        private void free() {
            if (state == State.OPENING) {
                if (place.host.incarnation() == incarnation) {
                    place.taken--;
                }
                state = State.NONE;
            }
        }

        @Override
        public void close() {
            if (isOpen()) {
                place.closed++;
                place.measures.connectionsClosed().add(context.simulation().now());
                place.remove(this);
            }
        }

        @Override
        public boolean giveUp() {
            if (!isOpen() || place.host.up() && relays.stream().allMatch(Relay::up)) {
                return false;
            }
            lose();
            return true;
        }
    }
}
