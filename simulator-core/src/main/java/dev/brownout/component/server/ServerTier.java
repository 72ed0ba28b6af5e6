package dev.brownout.component.server;

import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.Autoscaler;
import dev.brownout.fleet.Deployments;
import dev.brownout.fleet.Fleet;
import dev.brownout.fleet.Resizing;
import dev.brownout.fleet.Terms;
import dev.brownout.fleet.WarmUp;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.network.Edge;
import dev.brownout.network.MachineRoutes;
import dev.brownout.network.Outbound;
import dev.brownout.node.Census;
import dev.brownout.node.Host;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.service.KeptConnection;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.steps.Compiler;
import dev.brownout.steps.Program;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Affinity;
import dev.brownout.wiring.Backlog;
import dev.brownout.wiring.Elastic;
import dev.brownout.wiring.Given;
import dev.brownout.wiring.MessageSource;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Skew;
import dev.brownout.wiring.Tier;
import dev.brownout.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** A tier of machines with cores, workers and queues. */
final class ServerTier implements Tier, Elastic.Replaceable {
    record NodeMeasures(
            @Doc("Busy cores over the cores of the nodes that are up, time-weighted.") @Shown(Shown.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores over the cores of all nodes in service or draining, dead ones too, time-weighted.")
            Occupancy provisioned_utilization,

            @Doc("Requests waiting for a core or a worker, those in service not counted.") @Shown(Shown.As.LINE)
            TimeWeighted queue) {}

    @Given("workers")
    record WorkerMeasures(
            @Doc("Workers held over the workers of the nodes that are up, time-weighted.") @Titled("Workers held at {}")
            Occupancy workers_held) {}

    private final ServerSpec spec;
    private final Wiring wiring;
    private final Fleet fleet;
    private final Optional<Deployments> deployments;
    private final Optional<Resizing> resizing;
    private final Optional<Autoscaler> autoscaler;
    private final Optional<Logins> logins;
    private final Optional<KeptConnections> connections;
    private final Optional<Pushes> pushes;
    private final Map<Host, Occupancy> utilizations = new LinkedHashMap<>();
    private final Map<Host, MachineMemory> memories = new LinkedHashMap<>();
    private final Map<Host, Equipment> equipment = new LinkedHashMap<>();
    private final Map<Host, Program.Workplace> workplaces = new LinkedHashMap<>();
    private final Map<String, LocalCaches> localCaches = new LinkedHashMap<>();
    private final Map<Host, Census> waiting = new LinkedHashMap<>();
    private final Map<Host, IdleStop> stops = new LinkedHashMap<>();
    private final Map<String, Idempotency> idempotency = new TreeMap<>();
    private final List<Consumer> consumers = new ArrayList<>();

    ServerTier(ServerSpec spec, Wiring wiring) {
        this.spec = spec;
        this.wiring = wiring;
        this.fleet = new Fleet(
                wiring,
                spec.nodes(),
                spec.autoscale().map(AutoscaleSpec::max).orElse(0),
                spec.autoscale().map(AutoscaleSpec::terms).orElse(Terms.AT_ONCE));
        for (Host host : fleet.hosts()) {
            spec.warm_up().ifPresent(cold -> new WarmUp(cold, wiring.simulation(), host));
            spec.memory().ifPresent(memory -> memories.put(host, new MachineMemory(spec, wiring, host)));
            workplaces.put(host, equip(host));
            spec.local_cache()
                    .ifPresent(cache ->
                            localCaches.put(host.node(), new LocalCaches(cache, wiring, host, memories.get(host))));
        }
        LocalCaches.measure(wiring, localCaches.values());
        this.deployments = spec.versions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Deployments(spec.versions(), wiring, fleet));
        this.resizing = wiring.resized()
                ? Optional.of(new Resizing(wiring, fleet, spec.cores(), host -> equipment.get(host)::resize))
                : Optional.empty();
        fleet.start();
        resizing.ifPresent(Resizing::start);
        Skew.measure(wiring, fleet.hosts());
        this.autoscaler = spec.autoscale().map(this::autoscaler);
        this.logins = spec.sessions().map(sessions -> new Logins(sessions, wiring, fleet.hosts(), memories));
        this.connections = spec.connections().map(kept -> new KeptConnections(kept, wiring, fleet.hosts(), memories));
        this.pushes = connections.map(kept -> new Pushes(wiring, kept, fleet.hosts()));
    }

    private Autoscaler autoscaler(AutoscaleSpec rules) {
        Simulation simulation = wiring.simulation();
        return new Autoscaler(
                rules,
                wiring,
                fleet,
                host -> utilizations.get(host).busyAreaTo(simulation.now()),
                host -> resizing.map(sizes -> sizes.cores(host)).orElse(spec.cores()));
    }

    @Override
    public void start() {
        Optional<Backlog> backlog = spec.consumes()
                .filter(its -> wiring.component(its.queue()) instanceof MessageSource)
                .map(its -> source(its.queue()).backlog(its.group().orElse(wiring.name())));
        autoscaler.ifPresent(scaler -> scaler.start(backlog));
        consumers.forEach(Consumer::ask);
    }

    @Override
    public void scale(int nodes) {
        fleet.scale(nodes);
    }

    @Override
    public void unscale(int nodes) {
        fleet.unscale(nodes);
    }

    @Override
    public void drain(List<Host> machines, long graceNanos) {
        machines.forEach(host -> fleet.hold(host, graceNanos));
    }

    @Override
    public void undrain(List<Host> machines) {
        machines.forEach(fleet::release);
    }

    @Override
    public void resize(int cores, Deployment how) {
        resizing.orElseThrow().scale(cores, how);
    }

    @Override
    public void unresize(int cores, Deployment how) {
        resizing.orElseThrow().unscale(cores, how);
    }

    @Override
    public Collection<String> versions() {
        return spec.versions().keySet();
    }

    @Override
    public void deploy(List<Host> machines, Deployment how) {
        deployments.orElseThrow().deploy(machines, how);
    }

    @Override
    public void rollBack(List<Host> machines, int by, long everyNanos) {
        deployments.orElseThrow().rollBack(machines, by, everyNanos);
    }

    private Program.Workplace equip(Host host) {
        NodeMeasures measures = wiring.measures(NodeMeasures.class, host);
        utilizations.put(host, measures.utilization());
        Census census = new Census(host);
        LongSupplier inside = census::inside;
        if (spec.kept().findAny().isPresent()) {
            Census recognized = new Census(host);
            waiting.put(host, recognized);
            inside = () -> census.inside() + recognized.inside();
        }
        if (spec.scale_to_zero_after().isPresent()) {
            LongSupplier working = inside;
            IdleStop stop = idleStop(host);
            inside = () -> working.getAsLong() + stop.waiting();
        }
        wiring.identity("/" + host.node() + ": visits = calls inside", inside, () -> wiring.passedDoor(host));
        Equipment its = new Equipment(spec, wiring, host, memories.get(host));
        if (wiring.resized()) {
            equipment.put(host, its);
        }
        return its.workplace(measures, census);
    }

    private IdleStop idleStop(Host host) {
        if (host.machine() != host) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".scale_to_zero_after",
                    "a process that stops saves nothing of " + host.machine().component() + ", which is paid for: leave"
                            + " 'scale_to_zero_after' or 'host' out");
        }
        IdleStop stop = new IdleStop(spec, wiring, host, fleet::rested);
        stops.put(host, stop);
        return stop;
    }

    @Override
    public List<Host> hosts() {
        return fleet.hosts();
    }

    @Override
    public void flush() {
        localCaches.values().forEach(LocalCaches::forget);
    }

    @Override
    public void attach() {
        logins.ifPresent(Logins::attach);
        spec.consumes().ifPresent(consumption -> {
            MessageSource source = source(consumption.queue());
            refuseStrangers(consumption, source);
            fleet.hosts().forEach(host -> consumers.add(consumer(host, consumption, source)));
        });
    }

    private void refuseStrangers(ConsumptionSpec consumption, MessageSource source) {
        if (consumption.group().isPresent() && !source.hasGroups()) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".consumes.group",
                    consumption.queue() + " is a queue, of which each message goes to one consumer, whoever it is;"
                            + " groups that get every message each read a topic (kind: topic)");
        }
        if (consumption.extend() && source.hasGroups()) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".consumes.extend",
                    consumption.queue() + " is a topic, whose messages have no visibility that could be extended;"
                            + " its 'max_poll_interval' says how long work may take");
        }
    }

    private MessageSource source(String queue) {
        if (wiring.component(queue) instanceof MessageSource source) {
            return source;
        }
        throw new ScenarioException(
                "components." + wiring.name(),
                queue + " hands out no messages that " + wiring.name() + " could consume");
    }

    private Consumer consumer(Host host, ConsumptionSpec consumption, MessageSource source) {
        Route behind = Route.waiting(Request.Operation.READ, Optional.of(wiring.betweenTiers()));
        Service work = compiler(host, behind)
                .work("service", spec.service())
                .steps(consumption.steps())
                .program();
        Service poisoned = compiler(host, behind)
                .work("poison", source.poison().orElse(new Constant(0)))
                .program();
        int atATime = spec.workers().orElse(spec.cores());
        return new Consumer(
                wiring,
                host,
                consumption,
                source,
                source.hasGroups() ? atATime : consumption.prefetch().orElse(atATime),
                source.hasGroups() ? consumption.prefetch().orElse(0) : 0,
                wiring.onCircle() ? Rounds.each(this, work) : work,
                (request, reply) -> poisoned.call(
                        request,
                        (outcome, detail) -> reply.accept(
                                outcome.good() ? Outcome.FAILED : outcome, outcome.good() ? wiring.number() : detail)));
    }

    @Override
    public Optional<KeptConnection.Holder> connections() {
        return connections.map(kept -> kept);
    }

    @Override
    public Service connect(Host caller, Route route) {
        if (route.endpoint().equals(Route.PUSH)) {
            return pushes.orElseThrow().from(caller, all(caller, route), route.fanOut());
        }
        MachineRoutes routes = from(caller, route);
        Outbound anywhere = new Outbound(caller, routes, wiring.draws("node"));
        return affinity()
                .<Service>map(cookies -> new StickyClient(caller, routes, cookies, anywhere))
                .orElse(anywhere);
    }

    @Override
    public Optional<Affinity> affinity() {
        return logins.flatMap(Logins::affinity);
    }

    @Override
    public List<Edge> ways(Host caller, Route route) {
        return from(caller, route).all();
    }

    /** The ways to all machines, wherever they stand. */
    private Map<Host, Edge> all(Host caller, Route route) {
        Map<Host, Edge> ways = new LinkedHashMap<>();
        fleet.hosts()
                .forEach(host -> ways.put(
                        host,
                        wiring.way(
                                caller,
                                host,
                                route,
                                () -> wiring.service(host, route, anyCallers -> program(host, anyCallers)))));
        return ways;
    }

    private MachineRoutes from(Host caller, Route route) {
        return wiring.ways(
                caller,
                route,
                fleet.hosts(),
                host -> wiring.service(host, route, anyCallers -> program(host, anyCallers)));
    }

    private Compiler compiler(Host host, Route behind) {
        return new Compiler(wiring, host, workplaces.get(host), behind)
                .reads(component ->
                        Optional.ofNullable(localCaches.get(host.node())).map(caches -> caches.of(component)));
    }

    /** What a node does on a route, while it works. */
    private Service program(Host host, Route route) {
        Service work = work(host, route);
        IdleStop stop = stops.get(host);
        return stop == null ? work : stop.before(work);
    }

    private Service work(Host host, Route route) {
        Route behind = route.behind(route.operation(), List.of());
        Compiler compiler = compiler(host, behind);
        if (route.endpoint().equals(Route.PUSH)) {
            Distribution each = spec.connections().orElseThrow().push();
            return pushes.orElseThrow().on(host, compiler.work("push", each).program());
        }
        if (route.endpoint().isEmpty()) {
            logins.ifPresent(sessions -> sessions.before(compiler, host, behind));
            Program work =
                    compiler.work("service", spec.service()).steps(route.rest()).program();
            Service served = recognizing(host, "", spec.deduplicate(), work);
            return connections.map(kept -> kept.around(host, served)).orElse(served);
        }
        ServerSpec.Endpoint endpoint = spec.endpoints().get(route.endpoint());
        if (endpoint == null) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    wiring.name() + " has no endpoint '" + route.endpoint() + "'; it has "
                            + spec.endpoints().keySet());
        }
        Program work = compiler.work(route.endpoint(), endpoint.service())
                .steps(endpoint.steps())
                .program();
        return recognizing(host, route.endpoint(), endpoint.deduplicate(), work);
    }

    /** The same service, which knows what it has done for so long, if it is to know that. */
    private Service recognizing(Host host, String endpoint, Optional<Duration> kept, Program work) {
        return kept.<Service>map(time -> idempotency
                        .computeIfAbsent(
                                endpoint,
                                its -> new Idempotency(
                                        wiring, fleet.hosts(), time.toNanos(), spec.cancellation(), endpoint))
                        .around(host, waiting.get(host), work))
                .orElse(work);
    }
}
