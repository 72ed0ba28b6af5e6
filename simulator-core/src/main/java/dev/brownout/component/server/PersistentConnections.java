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
    private final int maximum;
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
        this.maximum = spec.most();
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
        Line line = connect(user);
        line.markPresent();
        List<Place> local = near.computeIfAbsent(region, this::nearestPlaces);
        for (int i = 0; i < local.size() && !line.isOpen(); i++) {
            Place place = local.get(seated++ % local.size());
            if (place.hasCapacity()) {
                place.atFirst++;
                place.add(line);
            }
        }
        return line;
    }

    @Override
    public Line connect(PersistentConnection.User user) {
        return new Line(user);
    }

    private List<Place> nearestPlaces(int region) {
        String name = context.topology().regions().isEmpty()
                ? ""
                : context.topology().regions().get(region);
        List<Place> all = new ArrayList<>(places.values());
        all.removeIf(place -> !place.host.membership().inService());
        List<Place> existing = new ArrayList<>(all);
        existing.removeIf(place -> !place.host.site().region().equals(name));
        return existing.isEmpty() ? all : existing;
    }

    /** Returns the present users, each with its connection, open or not. */
    List<Line> users() {
        return lines;
    }

    /** Wraps a service of a host so that requests that open a connection reserve capacity. */
    Service wrap(Host host, Service work) {
        Place place = places.get(host);
        return (request, reply) -> {
            Line line = lineOf(request.logical());
            if (line == null || line.isOpen() || line.reserve(place)) {
                work.call(request, reply);
            } else {
                reply.accept(Outcome.REJECTED, context.number());
            }
        };
    }

    private Line lineOf(LogicalRequest logical) {
        return logical.opens() instanceof Line line && line.connections() == this ? line : null;
    }

    /** Connections of one host. */
    private final class Place implements Host.Resident {
        private final Host host;
        private final Measures measures;
        private final MachineMemory memory;
        private final List<Line> open = new ArrayList<>();
        /** Reservations by requests in progress. */
        private int reservations;

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

        boolean hasCapacity() {
            return open.size() + reservations < maximum;
        }

        void refuse() {
            measures.connectionsRefused().add(openConnections());
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
            measures.connections().add(openConnections(), change);
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
            List<Line> removed = new ArrayList<>(open);
            reservations = 0;
            if (removed.isEmpty()) {
                return;
            }
            boolean silently = host.state() == Host.State.DARK;
            lost += removed.size();
            measures.connectionsLost().add(openConnections(), removed.size());
            removed.forEach(this::remove);
            context.timeline()
                    .note(
                            "connections-lost",
                            host.node(),
                            Sentence.of(
                                    "{} connections to {} lost", removed.size(), host.component() + "/" + host.node()),
                            TimelineEvent.facts("connections", (long) removed.size()));
            removed.forEach(line -> line.user.onConnectionLost(silently));
        }

        @Override
        public void stateChanged() {
            if (!host.isUp() && host.membership().isAlive()) {
                new ArrayList<>(open).forEach(line -> line.user.silent());
            }
        }

        /** Keeps a draining host working until its connections end or its grace period does. */
        @Override
        public boolean isWorking() {
            return !open.isEmpty();
        }

        private long openConnections() {
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

        private PersistentConnections connections() {
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
        private boolean reserve(Place next) {
            free();
            if (!next.hasCapacity()) {
                next.refuse();
                return false;
            }
            next.reservations++;
            place = next;
            incarnation = next.host.incarnation();
            state = State.OPENING;
            return true;
        }

        @Override
        public void markPresent() {
            number = lines.size();
            lines.add(this);
        }

        @Override
        public void markAbsent() {
            abandon();
            close();
            Line last = lines.remove(lines.size() - 1);
            if (last != this) {
                lines.set(number, last);
                last.number = number;
            }
        }

        @Override
        public boolean isOpened() {
            if (state != State.OPENING) {
                return isOpen();
            }
            boolean exists = place.host.incarnation() == incarnation;
            free();
            if (exists) {
                place.opened++;
                place.measures.connectionsOpened().add(context.simulation().now());
                place.add(this);
            }
            return exists;
        }

        @Override
        public void abandon() {
            free();
            leaveRelays();
        }

        private void leaveRelays() {
            relays.forEach(relay -> relay.remove(this));
            relays.clear();
        }

        @Override
        public void addRelay(Relay relay) {
            for (int i = 0; i < relays.size(); i++) {
                if (relays.get(i).component().equals(relay.component())) {
                    Relay before = relays.set(i, relay);
                    if (before != relay) {
                        before.remove(this);
                    }
                    return;
                }
            }
            relays.add(relay);
        }

        @Override
        public void cut(boolean silently) {
            if (isOpen()) {
                onConnectionLost();
                user.onConnectionLost(silently);
            }
        }

        private void onConnectionLost() {
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
                    place.reservations--;
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
        public boolean onUserTimeout() {
            if (!isOpen() || place.host.isUp() && relays.stream().allMatch(Relay::isUp)) {
                return false;
            }
            onConnectionLost();
            return true;
        }
    }
}
