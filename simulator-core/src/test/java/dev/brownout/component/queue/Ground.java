package dev.brownout.component.queue;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Grid;
import dev.brownout.measure.Instrument;
import dev.brownout.measure.Meter;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.random.Constant;
import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.service.Outcome;
import dev.brownout.service.Service;
import dev.brownout.service.Versions;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Two regions with half a millisecond of round trip, and all that a queue needs to stand in one of them. */
class Ground implements Wiring {
    static final long MILLI = 1_000_000;
    static final Site EAST = new Site("east", "");
    private static final Site WEST = new Site("west", "");

    final Simulation simulation = new Simulation();
    final Grid grid;
    final Network network = new Network(
            simulation,
            new Network.Fabric(new Constant(0.5 * MILLI), new Constant(0), Double.POSITIVE_INFINITY, 0, 0),
            (one, other) -> new Constant(0.5 * MILLI),
            name -> new Draws(Draws.key(0, 0, name)));
    final List<Host> hosts = new ArrayList<>();
    private final Map<String, Instrument> measured = new LinkedHashMap<>();
    private final Map<String, LongSupplier[]> identities = new LinkedHashMap<>();

    Ground(double seconds) {
        grid = new Grid((long) (seconds * 1e9), (long) (seconds * 1e9), List.of());
    }

    final double measure(String name) {
        return measure(name, "");
    }

    final double measure(String name, String stat) {
        Instrument instrument = measured.get(name);
        instrument.settle(simulation.now());
        return instrument.value(grid.span(0, grid.end()), stat);
    }

    /** Checks all identities that were asked for. */
    final void balance() {
        identities.forEach((what, sides) -> {
            if (sides[0].getAsLong() != sides[1].getAsLong()) {
                throw new AssertionError(what + ": " + sides[0].getAsLong() + " is not " + sides[1].getAsLong());
            }
        });
    }

    final Host machine(String component, String node, Site site) {
        return new Host(simulation, component, node, site, new Meter(grid, Outcome.count() + 1));
    }

    @Override
    public Edge way(Host from, Host callee, Service service, Route route) {
        return new Edge(
                simulation,
                network.link(from, callee),
                network.link(callee, from),
                callee,
                number(),
                service,
                route.patienceNanos(),
                route.handshakes(),
                new Versions(),
                new Draws(1),
                from -> new CallCounts[] {new CallCounts(grid())});
    }

    @Override
    public Service connect(Host from, String component, Route route) {
        throw new UnsupportedOperationException("a queue calls nobody");
    }

    @Override
    public Service connect(Host from, List<Step> steps, Route route) {
        throw new UnsupportedOperationException("a queue calls nobody");
    }

    @Override
    public Host host(String node, Site site) {
        Host host = machine(name(), node, site);
        hosts.add(host);
        return host;
    }

    @Override
    public <R extends Record> R measures(Class<R> type) {
        try {
            var components = type.getRecordComponents();
            Object[] made = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < made.length; i++) {
                types[i] = components[i].getType();
                made[i] = types[i].getConstructor(Grid.class).newInstance(grid);
                measured.put(components[i].getName(), (Instrument) made[i]);
            }
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <R extends Record> R measures(Class<R> type, Host host) {
        return measures(type);
    }

    @Override
    public String name() {
        return "photos";
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public Simulation simulation() {
        return simulation;
    }

    @Override
    public Grid grid() {
        return grid;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public List<Site> sites() {
        return List.of(WEST);
    }

    @Override
    public List<String> regions() {
        return List.of("east", "west");
    }

    @Override
    public double userShare(String region) {
        return 0.5;
    }

    @Override
    public Draws draws(String parameter) {
        return new Draws(Draws.key(0, 0, parameter));
    }

    @Override
    public Draws stream(String purpose) {
        return draws(purpose);
    }

    @Override
    public KeyNames keyNames() {
        return new KeyNames(List.of());
    }

    @Override
    public List<Host> near(Host from, Route route, List<Host> all) {
        return all;
    }

    @Override
    public double roundTripNanos(String one, String other) {
        return 0.5 * MILLI;
    }

    @Override
    public Component component(String name) {
        throw new UnsupportedOperationException("a queue asks for no other component");
    }

    @Override
    public void note(String what, String node, String text, Map<String, Object> data) {
        throw new UnsupportedOperationException(text);
    }

    @Override
    public void role(String node, String role) {
        throw new UnsupportedOperationException(role);
    }

    @Override
    public void identity(String what, LongSupplier left, LongSupplier right) {
        identities.put(what, new LongSupplier[] {left, right});
    }

    @Override
    public void ledger(Ledger ledger) {
        throw new UnsupportedOperationException("a queue keeps no ledger");
    }
}
