package dev.brownout.component.queue;

import dev.brownout.component.queue.QueueSpec.Poison;
import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Grid;
import dev.brownout.measure.Instrument;
import dev.brownout.measure.Meter;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.random.Constant;
import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.service.Errand;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.Component;
import dev.brownout.spec.MessageSource.Care;
import dev.brownout.spec.MessageSource.Delivery;
import dev.brownout.spec.MessageSource.Subscription;
import dev.brownout.spec.Route;
import dev.brownout.spec.Step;
import dev.brownout.spec.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * A queue in the west, a producer and consumers in the east, half a millisecond of round trip; messages are numbered
 * from 1 and stored at once unless the queue says otherwise.
 */
final class Stage implements Wiring {
    static final long MILLI = 1_000_000;
    static final Care PLAIN = new Care(0, false);
    private static final Site EAST = new Site("east", "");
    private static final Site WEST = new Site("west", "");

    /** A queue: everything at its default but for the time to store a message. */
    static final QueueSpec DEFAULTS = new QueueSpec(
            new Constant(0),
            true,
            Optional.empty(),
            WhenFull.REJECT,
            Duration.ofDays(4),
            Duration.ofSeconds(30),
            Redelivery.AFTER_VISIBILITY,
            Optional.empty(),
            Duration.ofSeconds(20),
            Optional.empty());

    static QueueSpec spec(Duration visibility, Redelivery redelivery, Optional<Integer> maxReceives) {
        return new QueueSpec(
                new Constant(0),
                true,
                Optional.empty(),
                WhenFull.REJECT,
                DEFAULTS.retention(),
                visibility,
                redelivery,
                maxReceives,
                DEFAULTS.poll(),
                Optional.empty());
    }

    static QueueSpec bounded(int capacity, WhenFull whenFull) {
        return new QueueSpec(
                new Constant(0),
                true,
                Optional.of(capacity),
                whenFull,
                DEFAULTS.retention(),
                DEFAULTS.visibility(),
                DEFAULTS.redelivery(),
                Optional.empty(),
                DEFAULTS.poll(),
                Optional.empty());
    }

    static QueueSpec of(boolean durable, Duration retention, Optional<Poison> poison) {
        return new QueueSpec(
                new Constant(0),
                durable,
                Optional.empty(),
                WhenFull.REJECT,
                retention,
                DEFAULTS.visibility(),
                DEFAULTS.redelivery(),
                Optional.empty(),
                DEFAULTS.poll(),
                poison);
    }

    /** A machine that works on messages: notes {@code NUMBER at MILLISECONDS} for each that it has worked on. */
    final class Worker implements Host.Resident {
        final Host host;
        private final Subscription subscription;
        private final int room;
        private final UnaryOperator<Long> workNanos;
        private int held;
        private boolean asking;

        Worker(String name, int room, Care care, UnaryOperator<Long> workNanos) {
            this.host = machine(name, "1", EAST);
            this.room = room;
            this.workNanos = workNanos;
            this.subscription = queue.subscribe(host, care, this::take);
            host.house(this);
            ask();
        }

        private void ask() {
            if (!asking && held < room && host.up()) {
                asking = true;
                subscription.receive(room - held);
            }
        }

        private void take(List<Delivery> deliveries) {
            asking = false;
            held += deliveries.size();
            for (Delivery delivery : deliveries) {
                long number = delivery.request().number();
                long nanos = workNanos.apply(number);
                host.after(Math.abs(nanos), () -> {
                    held--;
                    if (nanos >= 0) {
                        worked.computeIfAbsent(number, n -> new ArrayList<>()).add(simulation.now());
                        log.add(number + " at " + simulation.now() / 1e6);
                    }
                    subscription.finished(delivery, nanos >= 0);
                    ask();
                });
            }
            ask();
        }

        @Override
        public void died() {
            held = 0;
            asking = false;
        }

        @Override
        public void restarted() {
            ask();
        }

        @Override
        public void stateChanged() {
            ask();
        }
    }

    final Simulation simulation = new Simulation();
    final Grid grid;
    final Network network = new Network(
            simulation,
            new Network.Fabric(new Constant(0.5 * MILLI), new Constant(0), Double.POSITIVE_INFINITY, 0, 0),
            (one, other) -> new Constant(0.5 * MILLI),
            name -> new Draws(Draws.key(0, 0, name)));
    final List<Host> hosts = new ArrayList<>();
    final Queue queue;
    final Host producer;
    /** The instants at which each message was worked on. */
    final Map<Long, List<Long>> worked = new TreeMap<>();
    /** The outcome of each publication that was answered. */
    final Map<Long, Outcome> answers = new TreeMap<>();

    final List<String> log = new ArrayList<>();
    private final Map<String, Instrument> measured = new LinkedHashMap<>();
    private final Map<String, LongSupplier[]> identities = new LinkedHashMap<>();
    private final Service publisher;

    Stage(QueueSpec spec, double seconds) {
        grid = new Grid((long) (seconds * 1e9), (long) (seconds * 1e9), List.of());
        queue = new Queue(spec, this);
        producer = machine("web", "1", EAST);
        Optional<Duration> patience = Optional.of(Duration.ofSeconds(1));
        publisher = queue.connect(
                producer, new Route(Operation.WRITE, "", List.of(), patience, patience, Optional.empty(), 0));
    }

    Host broker() {
        return hosts.get(0);
    }

    Worker worker(String name, double workMillis) {
        return new Worker(name, 1, PLAIN, number -> (long) (workMillis * MILLI));
    }

    /** Publishes a message at an instant. */
    void publish(double atMillis, long number) {
        publish(atMillis, number, new Errand());
    }

    /** Publishes a message once more or for the first time: of one errand, so that it is known again. */
    void publish(double atMillis, long number, Errand errand) {
        long at = (long) (atMillis * MILLI);
        long identity = Draws.child(number, at, 0, 0);
        Request request =
                new Request(identity, number, number, 1, 0, 0, 0, (int) number, Operation.READ, 100, at, errand);
        simulation.at(
                at,
                step -> publisher.call(request, (outcome, detail) -> {
                    answers.merge(number, outcome, (old, now) -> now == Outcome.OK ? now : old);
                    log.add(number + " " + outcome.label() + " at " + simulation.now() / 1e6);
                }),
                0);
    }

    void at(double millis, Runnable action) {
        simulation.at((long) (millis * MILLI), step -> action.run(), 0);
    }

    /** What happened up to an instant, since it was last asked. */
    List<String> until(double millis) {
        simulation.runUntil((long) (millis * MILLI));
        List<String> seen = List.copyOf(log);
        log.clear();
        identities.forEach((what, sides) -> {
            if (sides[0].getAsLong() != sides[1].getAsLong()) {
                throw new AssertionError(what + ": " + sides[0].getAsLong() + " is not " + sides[1].getAsLong());
            }
        });
        return seen;
    }

    double measure(String name) {
        return measure(name, "");
    }

    double measure(String name, String stat) {
        Instrument instrument = measured.get(name);
        instrument.settle(simulation.now());
        return instrument.value(grid.span(0, grid.end()), stat);
    }

    private Host machine(String component, String node, Site site) {
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
                new Draws(1));
    }

    @Override
    public Service connect(Host from, String component, Route route) {
        return queue.connect(from, route);
    }

    @Override
    public Service connect(Host from, List<Step> steps, Route route) {
        return queue.connect(from, route);
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
        return queue;
    }

    @Override
    public void note(String what, String node, String text) {
        log.add(text);
    }

    @Override
    public void role(String node, String role) {
        log.add(role);
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
