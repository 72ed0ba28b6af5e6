package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.ReadPolicy;
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
import dev.brownout.random.ZipfKeys;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.Versions;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A cache, a caller and a source with versions: round trips of 0.5 ms, 10 ms for each read and write of the source. */
final class Stage implements Wiring {
    static final long MILLI = 1_000_000;

    private static final Optional<Duration> PATIENCE = Optional.of(Duration.ofMillis(100));
    static final Route ROUTE = new Route(Operation.READ, "", List.of(), PATIENCE, PATIENCE, Optional.empty(), 0);

    static Stage of(Consumer<CacheSpecs> otherwise) {
        return new Stage(CacheSpecs.with(otherwise), ROUTE, 0);
    }

    static Stage of(ReadPolicy policy) {
        return of(c -> c.readPolicy = policy);
    }

    final Simulation simulation = new Simulation();
    final Grid grid = new Grid(1000 * MILLI, 1000 * MILLI, List.of());
    final Network network = new Network(
            simulation,
            new Network.Fabric(new Constant(0.5 * MILLI), new Constant(0), Double.POSITIVE_INFINITY, 0, 0),
            (one, other) -> new Constant(0.5 * MILLI),
            name -> new Draws(Draws.key(0, 0, name)));
    final Host caller = machine("web", "1");
    final Host store = machine("db", "1");
    final Map<Integer, Long> versions = new TreeMap<>();
    private final Noted noted = new Noted();
    final List<String> answers = new ArrayList<>();
    final List<Host> hosts = new ArrayList<>();
    final Component cache;
    int reads;
    int writes;
    private final Map<String, List<Instrument>> measured = new LinkedHashMap<>();
    private final Service reader;
    private final Service writer;
    private final int machinesLater;
    private long newest;
    private int asked;

    Stage(CacheSpec spec, Route route) {
        this(spec, route, 0);
    }

    Stage(CacheSpec spec, Route route, int machinesLater) {
        this.machinesLater = machinesLater;
        cache = spec.build(this);
        reader =
                cache.connect(caller, route.behind(Operation.READ, route.rest()).withPatience(route.patience()));
        writer = cache.connect(
                caller, route.behind(Operation.WRITE, route.rest()).withPatience(route.patience()));
    }

    /** Reads a key at an instant; the answer is noted as {@code read KEY OUTCOME VERSION at MILLISECONDS}. */
    void read(double atMillis, int key) {
        ask("read", atMillis, key, reader, Operation.READ);
    }

    /** Writes a key at an instant. */
    void write(double atMillis, int key) {
        ask("write", atMillis, key, writer, Operation.WRITE);
    }

    private void ask(String what, double atMillis, int key, Service service, Operation operation) {
        long at = (long) (atMillis * MILLI);
        long identity = ++asked;
        simulation.at(
                at,
                step -> service.call(
                        new Request(
                                identity,
                                identity,
                                identity,
                                1,
                                0,
                                0,
                                0,
                                key,
                                operation,
                                100,
                                at,
                                new LogicalRequest()),
                        (outcome, detail) -> answers.add(what + " " + key + " " + outcome.label() + " "
                                + (outcome.good() ? noted.number(detail) : 0) + " at " + simulation.now() / 1e6)),
                0);
    }

    List<String> until(double millis) {
        simulation.runUntil((long) (millis * MILLI));
        List<String> seen = List.copyOf(answers);
        answers.clear();
        return seen;
    }

    double measure(String name) {
        List<Instrument> all = measured.get(name);
        return (all.size() == 1 ? all.get(0) : all.get(0).sum(all)).value(grid.span(0, grid.end()), "");
    }

    private Host machine(String component, String node) {
        return new Host(simulation, component, node, Site.ANYWHERE, new Meter(grid, Outcome.count() + 1));
    }

    /** The source reads when the work begins and writes when it ends. */
    private void serve(Request request, dev.brownout.service.Reply reply) {
        if (request.operation() == Operation.READ) {
            reads++;
            long version = noted.version(versions.getOrDefault(request.key(), 0L));
            store.after(10 * MILLI, () -> reply.accept(Outcome.OK, version));
        } else {
            writes++;
            store.after(10 * MILLI, () -> {
                versions.put(request.key(), ++newest);
                reply.accept(Outcome.OK, noted.version(newest));
            });
        }
    }

    @Override
    public Versions versions() {
        return noted.versions;
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
                versions(),
                new Draws(1),
                from -> new CallCounts[] {new CallCounts(grid())});
    }

    @Override
    public Service connect(Host from, String component, Route route) {
        Edge edge = way(from, store, this::serve, route);
        return noted.way(from, edge, simulation::now);
    }

    @Override
    public Service connect(Host from, List<Step> steps, Route route) {
        return connect(from, "db", route);
    }

    @Override
    public Host host(String node, Site site) {
        Host host = machine(name(), node);
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
                measured.computeIfAbsent(components[i].getName(), name -> new ArrayList<>())
                        .add((Instrument) made[i]);
            }
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(made);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int nodesAskedFor() {
        return machinesLater;
    }

    @Override
    public List<Popularity> popularities() {
        return List.of(new Popularity(new ZipfKeys(1, 1000), 100));
    }

    @Override
    public <R extends Record> R measures(Class<R> type, Host host) {
        return measures(type);
    }

    @Override
    public String name() {
        return "cache";
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
        return List.of(Site.ANYWHERE);
    }

    @Override
    public List<String> regions() {
        return List.of();
    }

    @Override
    public double userShare(String region) {
        return 1;
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
        return cache;
    }

    @Override
    public void note(String what, String node, String text, Map<String, Object> data) {
        answers.add(text);
    }

    @Override
    public void role(String node, String role) {
        answers.add(role);
    }

    @Override
    public void identity(String what, LongSupplier left, LongSupplier right) {}

    @Override
    public void ledger(Ledger ledger) {
        ledger.settle();
    }
}
