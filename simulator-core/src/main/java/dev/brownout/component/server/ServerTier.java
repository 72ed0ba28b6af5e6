package dev.brownout.component.server;

import dev.brownout.component.server.channel.ClientConnections;
import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.Autoscaler;
import dev.brownout.fleet.Deployments;
import dev.brownout.fleet.Fleet;
import dev.brownout.fleet.FleetTier;
import dev.brownout.fleet.VerticalScaler;
import dev.brownout.fleet.WarmUp;
import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Host;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.service.Outcome;
import dev.brownout.service.PersistentConnection;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.FlushableCache;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.MessageSource.Backlog;
import dev.brownout.spi.component.Tier;
import dev.brownout.spi.component.Tier.Affinity;
import dev.brownout.spi.component.UserConnections;
import dev.brownout.step.StepCompiler;
import dev.brownout.step.StepProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A tier of hosts with cores, workers and queues. */
final class ServerTier implements Tier, FleetTier, UserConnections, FlushableCache {
    record NodeMeasures(
            @Doc("Requests waiting for a core or a worker, excluding those in service.") @Display(Display.As.LINE)
            TimeWeighted queue) {}

    @RequiresParameter("workers")
    record WorkerMeasures(
            @Doc("Busy workers divided by the workers of the nodes that are up, time-weighted.")
            @ChartTitle("Busy workers of {}")
            @LimitMetric("workers")
            Occupancy workersHeld) {}

    private final ServerSpec spec;
    private final ComponentContext context;
    private final Fleet fleet;
    private final Optional<Deployments> deployments;
    private final Optional<VerticalScaler> resizing;
    private final Optional<Autoscaler> autoscaler;
    private final Optional<SessionFilter> logins;
    private final Optional<PersistentConnections> connections;
    private final Optional<PushSender> pushes;
    private final Optional<ClientConnections> clientConnections;
    private final Map<Host, Occupancy> utilizations = new LinkedHashMap<>();
    private final Map<Host, MachineMemory> memories = new LinkedHashMap<>();
    private final Map<Host, ServerResources> equipment = new LinkedHashMap<>();
    private final Map<Host, StepProgram.Workplace> workplaces = new LinkedHashMap<>();
    private final Map<String, LocalCaches> localCaches = new LinkedHashMap<>();
    private final Map<Host, ComponentInFlightCount> waiting = new LinkedHashMap<>();
    private final Map<Host, IdleStop> stops = new LinkedHashMap<>();
    private final Map<String, Idempotency> idempotency = new LinkedHashMap<>();
    private final List<Consumer> consumers = new ArrayList<>();

    ServerTier(ServerSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.fleet = new Fleet(context, spec.nodes(), spec.maxNodes(), spec.terms());
        for (Host host : fleet.hosts()) {
            spec.lifecycle().warmUp().ifPresent(cold -> new WarmUp(cold, context.simulation(), host));
            spec.hostMemory()
                    .memory()
                    .ifPresent(memory -> memories.put(
                            host, new MachineMemory(memory, spec.lifecycle().bootTime(), context, host)));
            workplaces.put(host, equip(host));
            spec.hostMemory()
                    .localCache()
                    .ifPresent(cache ->
                            localCaches.put(host.node(), new LocalCaches(cache, context, host, memories.get(host))));
        }
        LocalCaches.measure(context, localCaches.values());
        this.deployments = spec.lifecycle().versions().isEmpty()
                ? Optional.empty()
                : Optional.of(new Deployments(spec.lifecycle().versions(), context, fleet));
        this.resizing = context.faults().resizesHosts()
                ? Optional.of(new VerticalScaler(
                        context, fleet, spec.processing().cores(), host -> equipment.get(host)::resize))
                : Optional.empty();
        fleet.start();
        resizing.ifPresent(VerticalScaler::start);
        LoadSkew.measure(context, fleet.hosts());
        this.autoscaler = spec.lifecycle().autoscale().map(this::autoscaler);
        this.logins = spec.sessions().map(sessions -> new SessionFilter(sessions, context, fleet.hosts(), memories));
        this.connections =
                spec.connections().map(kept -> new PersistentConnections(kept, context, fleet.hosts(), memories));
        this.clientConnections =
                spec.clientConnections().map(kept -> new ClientConnections(kept, context, fleet.hosts()));
        this.pushes = connections.map(kept -> new PushSender(context, kept, fleet.hosts()));
    }

    private Autoscaler autoscaler(AutoscaleSpec rules) {
        Simulation simulation = context.simulation();
        return new Autoscaler(
                rules,
                context,
                fleet,
                host -> utilizations.get(host).busyAreaTo(simulation.now()),
                host -> resizing.map(sizes -> sizes.cores(host))
                        .orElse(spec.processing().cores()));
    }

    @Override
    public void start() {
        Optional<Backlog> backlog = spec.consumes()
                .filter(its -> context.component(its.queue()) instanceof MessageSource)
                .map(its -> source(its.queue()).backlog(its.group().orElse(context.name())));
        autoscaler.ifPresent(scaler -> scaler.start(backlog));
        consumers.forEach(Consumer::poll);
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public void resize(int cores, Deployment deployment) {
        resizing.orElseThrow().scale(cores, deployment);
    }

    @Override
    public void cancelResize(int cores, Deployment deployment) {
        resizing.orElseThrow().cancelScale(cores, deployment);
    }

    @Override
    public Collection<String> versions() {
        return spec.lifecycle().versions().keySet();
    }

    @Override
    public void deploy(List<Host> machines, Deployment deployment) {
        deployments.orElseThrow().deploy(machines, deployment);
    }

    @Override
    public void rollBack(List<Host> machines, int factor, long everyNanos) {
        deployments.orElseThrow().rollBack(machines, factor, everyNanos);
    }

    private StepProgram.Workplace equip(Host host) {
        CoreMetrics use = context.metrics().instruments(CoreMetrics.class, host);
        TimeWeighted queue =
                context.metrics().instruments(NodeMeasures.class, host).queue();
        utilizations.put(host, use.utilization());
        ComponentInFlightCount census = new ComponentInFlightCount(host);
        LongSupplier inside = census::callsInside;
        if (spec.retentionTimes().findAny().isPresent()) {
            ComponentInFlightCount recognized = new ComponentInFlightCount(host);
            waiting.put(host, recognized);
            inside = () -> census.callsInside() + recognized.callsInside();
        }
        if (spec.lifecycle().scaleToZeroAfter().isPresent()) {
            LongSupplier working = inside;
            IdleStop stop = IdleStop.of(spec, context, host, fleet::updateIdleMetrics);
            stops.put(host, stop);
            inside = () -> working.getAsLong() + stop.waiting();
        }
        AuditRegistry audit = context.audit();
        audit.identity("/" + host.node() + ": visits = calls inside", inside, () -> audit.admittedCalls(host));
        ServerResources its =
                new ServerResources(spec.processing(), spec.hostMemory().heap(), context, host, memories.get(host));
        if (context.faults().resizesHosts()) {
            equipment.put(host, its);
        }
        return its.workplace(use, queue, census);
    }

    @Override
    public boolean caches() {
        return !localCaches.isEmpty();
    }

    @Override
    public void flush() {
        localCaches.values().forEach(LocalCaches::discard);
    }

    @Override
    public void attach() {
        logins.ifPresent(SessionFilter::attach);
        spec.lifecycle().onStart().ifPresent(start -> StartSteps.attach(start, context, fleet.hosts()));
        spec.consumes().ifPresent(consumption -> {
            MessageSource source = source(consumption.queue());
            consumption.check(source, context.name());
            fleet.hosts().forEach(host -> consumers.add(consumer(host, consumption, source)));
        });
    }

    private MessageSource source(String queue) {
        if (context.component(queue) instanceof MessageSource source) {
            return source;
        }
        throw new ScenarioException(
                "components." + context.name(), "{} has no messages that {} could consume", queue, context.name());
    }

    private Consumer consumer(Host host, ConsumptionSpec consumption, MessageSource source) {
        CallTarget downstream = CallTarget.waiting(
                Request.Operation.READ, Optional.of(context.topology().betweenTiers()));
        Service work = compiler(host, downstream)
                .work("service", spec.processing().service())
                .steps(consumption.steps())
                .program();
        Service poisoned = compiler(host, downstream)
                .work("poison", source.poison().orElse(new ConstantDistribution(0)))
                .program();
        int atATime = spec.processing().workers().orElse(spec.processing().cores());
        return new Consumer(
                context,
                host,
                consumption,
                source,
                source.hasGroups() ? atATime : consumption.prefetch().orElse(atATime),
                source.hasGroups() ? consumption.prefetch().orElse(0) : 0,
                context.workload().isInMessageCycle() ? MessageLoopGuard.repeat(this, work) : work,
                (request, reply) -> poisoned.call(
                        request,
                        (outcome, detail) -> reply.accept(
                                outcome.good() ? Outcome.FAILED : outcome,
                                outcome.good() ? context.number() : detail)));
    }

    @Override
    public Optional<PersistentConnection.Holder> connectionHolder() {
        return connections.map(kept -> kept);
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        if (route.endpoint().equals(CallTarget.PUSH)) {
            return pushes.orElseThrow().from(caller, all(caller, route), route.fanOut());
        }
        TierEdges routes = from(caller, clientConnections.isPresent() ? route.withoutHandshakes() : route);
        UnbalancedClient unpinned = new UnbalancedClient(caller, routes, context.random("node"));
        if (clientConnections.isPresent()) {
            return clientConnections.get().from(caller, routes, route.patienceNanos(), unpinned);
        }
        return affinity()
                .<Service>map(cookies -> new StickyClient(caller, routes, cookies, unpinned))
                .orElse(unpinned);
    }

    @Override
    public Optional<Affinity> affinity() {
        return logins.flatMap(SessionFilter::affinity);
    }

    @Override
    public boolean keepsSessions() {
        return spec.sessions().filter(SessionSpec::inMemory).isPresent();
    }

    @Override
    public List<Step> steps(String endpoint) {
        return spec.stepLists().getOrDefault("endpoints." + endpoint + ".steps", List.of());
    }

    @Override
    public List<Edge> edges(Host caller, CallTarget route) {
        clientConnections.ifPresent(kept -> kept.rejectBalancer(caller));
        return from(caller, route).all();
    }

    /** Returns the edges to every host, in any location. */
    private Map<Host, Edge> all(Host caller, CallTarget route) {
        Map<Host, Edge> edges = new LinkedHashMap<>();
        for (Edge edge : context.client(caller, route).edgesToAll(fleet.hosts(), host -> served(host, route))) {
            edges.put(edge.callee(), edge);
        }
        return edges;
    }

    private TierEdges from(Host caller, CallTarget route) {
        return context.client(caller, route).edges(fleet.hosts(), host -> served(host, route), spec.discoveryNanos());
    }

    private Service served(Host host, CallTarget route) {
        return context.service(host, route, anyCallers -> program(host, anyCallers));
    }

    private StepCompiler compiler(Host host, CallTarget downstream) {
        return new StepCompiler(context, host, workplaces.get(host), downstream)
                .reads(component ->
                        Optional.ofNullable(localCaches.get(host.node())).map(caches -> caches.of(component)));
    }

    /** Returns the program of a node on a route, behind its scale-to-zero gate. */
    private Service program(Host host, CallTarget route) {
        Service work = work(host, route);
        IdleStop stop = stops.get(host);
        return stop == null ? work : stop.wrap(work);
    }

    private Service work(Host host, CallTarget route) {
        CallTarget downstream = route.downstream(route.operation(), List.of());
        StepCompiler compiler = compiler(host, downstream);
        if (route.endpoint().equals(CallTarget.PUSH)) {
            Distribution each = spec.connections().orElseThrow().push();
            return pushes.orElseThrow().on(host, compiler.work("push", each).program());
        }
        if (route.endpoint().isEmpty()) {
            logins.ifPresent(sessions -> sessions.addSteps(compiler, host, downstream));
            StepProgram work = compiler.work("service", spec.processing().service())
                    .steps(route.rest())
                    .program();
            Service served = recognizing(host, "", spec.deduplicate(), work);
            return connections.map(kept -> kept.wrap(host, served)).orElse(served);
        }
        ServerSpec.Endpoint endpoint = spec.endpoints().get(route.endpoint());
        if (endpoint == null) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{} has no endpoint '{}'; available: {}",
                    context.name(),
                    route.endpoint(),
                    spec.endpoints().keySet());
        }
        StepProgram work = compiler.work(route.endpoint(), endpoint.service())
                .steps(endpoint.steps())
                .program();
        return recognizing(host, route.endpoint(), endpoint.deduplicate(), work);
    }

    /** Wraps work by idempotency keys if their retention is configured. */
    private Service recognizing(Host host, String endpoint, Optional<Duration> kept, StepProgram work) {
        return kept.<Service>map(time -> idempotency
                        .computeIfAbsent(
                                endpoint,
                                its -> new Idempotency(
                                        context,
                                        fleet.hosts(),
                                        time.toNanos(),
                                        spec.processing().cancellation(),
                                        endpoint))
                        .wrap(host, waiting.get(host), work))
                .orElse(work);
    }
}
