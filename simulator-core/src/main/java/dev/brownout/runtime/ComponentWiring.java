package dev.brownout.runtime;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Network;
import dev.brownout.random.KeyedRandom;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.WorkloadProfile;
import dev.brownout.typetable.TypeTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The context of one component of a run. */
final class ComponentWiring
        implements ComponentContext,
                ComponentContext.RunTopology,
                ComponentContext.RunSetup,
                ComponentContext.InstrumentProvider,
                ComponentContext.EventTimeline,
                ComponentContext.HostProvider,
                ComponentContext.DeliveryCounts {

    private final RunBuilder builder;
    private final RunEnvironment run;
    private final ComponentRuntime own;
    private final String name;
    private final FaultSchedule faults;
    private final WorkloadProfile workload;
    private final AuditRegistry audit;
    private final EdgeRegistry edges;
    private final HostFactory hostFactory;
    private final SharedInstances shared = new SharedInstances();

    ComponentWiring(RunBuilder builder, ComponentRuntime own) {
        this.builder = builder;
        this.run = builder.run;
        this.own = own;
        this.name = own.name;
        this.faults = new ComponentFaultSchedule(run.scenario, name);
        this.workload = new ComponentWorkload(run, name);
        this.audit = new ComponentAudit(run.audit, builder.filters, own);
        this.edges = new EdgeRegistry(builder, own);
        this.hostFactory = new HostFactory(builder, own);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RunTopology topology() {
        return this;
    }

    @Override
    public RunSetup setup() {
        return this;
    }

    @Override
    public InstrumentProvider metrics() {
        return this;
    }

    @Override
    public EventTimeline timeline() {
        return this;
    }

    @Override
    public HostProvider hosts() {
        return this;
    }

    @Override
    public DeliveryCounts deliveries() {
        return this;
    }

    @Override
    public CallCounts callCountsTo(String consumer) {
        return builder.calls.deliveries(name, consumer);
    }

    @Override
    public int number() {
        return own.number;
    }

    @Override
    public FaultSchedule faults() {
        return faults;
    }

    @Override
    public WorkloadProfile workload() {
        return workload;
    }

    @Override
    public AuditRegistry audit() {
        return audit;
    }

    @Override
    public Simulation simulation() {
        return run.simulation;
    }

    @Override
    public TimeGrid grid() {
        return run.grid;
    }

    @Override
    public void toUser(Request request) {
        builder.classes.get(request.source().number()).onPushed(run.simulation.now(), request.sizeBytes());
    }

    @Override
    public void checkCallers(Runnable check) {
        builder.checks.add(check);
    }

    @Override
    public void declareEffects(Consumer<SettingEffects> declaration) {
        builder.effects.add(declaration);
    }

    @Override
    public Network network() {
        return run.network;
    }

    @Override
    public List<Location> sites() {
        return run.sites(name);
    }

    @Override
    public List<String> regions() {
        return run.regions.names();
    }

    @Override
    public KeyedRandom random(String parameter) {
        return run.random(name + "." + parameter);
    }

    @Override
    public KeyedRandom stream(String purpose) {
        return run.random(name + " stream " + purpose);
    }

    @Override
    public Host addHost(String node, Location site) {
        return hostFactory.add(node, site, faults.resizesHosts());
    }

    @Override
    public Cores cores(Host host, int cores, int queueCapacity, Occupancy busy, FifoQueue queue) {
        return host.machine() == host
                ? new FifoCores(run.simulation, host, cores, queueCapacity, busy, queue)
                : hostFactory.cores(host, queueCapacity, busy, queue);
    }

    @Override
    public Cores cores(Host host, int cores, int queueCapacity, Occupancy busy, TimeWeighted queue) {
        FifoQueue waiting = new FifoQueue(run.simulation, host, queue);
        recordWaits(host, waiting);
        return cores(host, cores, queueCapacity, busy, waiting);
    }

    @Override
    public void recordWaits(Host host, FifoQueue queue) {
        requestedInstruments(QueueWaitMetrics.class, host)
                .ifPresent(measures -> audit.overdue(queue.recordWaits(measures.queueWait(), run.grid)));
    }

    @Override
    public boolean isNamed(String metric) {
        return run.requested.contains(metric);
    }

    @Override
    public void billCores(Host host, int cores) {
        hostFactory.resize(host, cores);
    }

    @Override
    public <R extends Record> R instruments(Class<R> type) {
        return own.instruments.create(type);
    }

    @Override
    public <R extends Record> R instruments(Class<R> type, Host host) {
        return host.component().equals(name) ? own.instruments.create(type, host) : own.instruments.makeAt(type, host);
    }

    @Override
    public <R extends Record> Optional<R> requestedInstruments(Class<R> type, Host host) {
        return TypeTables.table(type).fields().stream()
                        .anyMatch(field -> run.requested.contains(name, field.yamlName()))
                ? Optional.of(instruments(type, host))
                : Optional.empty();
    }

    @Override
    public <R extends Record> R instruments(Class<R> type, String part) {
        return own.instruments.create(type, part);
    }

    /** Returns the visible name: of the component, or of the request class that has the policies. */
    private String displayName() {
        return name.startsWith(KeySpaces.REQUESTS) ? name.substring(KeySpaces.REQUESTS.length()) : name;
    }

    @Override
    public <T> T sharedInstance(Class<?> type, Supplier<T> factory) {
        return shared.get(type, factory);
    }

    @Override
    public <T> T scenarioInstance(Class<T> type, Supplier<T> factory) {
        return builder.shared.get(type, factory);
    }

    @Override
    public HostClient client(Host caller, CallTarget route) {
        return new CallConnector(builder, this, edges, caller, route, Component::connect);
    }

    @Override
    public Service service(Host callee, CallTarget route, Function<CallTarget, Service> service) {
        return edges.service(callee, route, service);
    }

    @Override
    public double roundTripNanos(String from, String to) {
        return run.roundTripNanos(from, to);
    }

    @Override
    public VersionRegistry versions() {
        return run.versions;
    }

    @Override
    public Duration betweenTiers() {
        return run.scenario.betweenTiers();
    }

    @Override
    public Component component(String component) {
        Component found = builder.component(component);
        if (found == null) {
            throw new ScenarioException(
                    "components." + name,
                    Sentence.of("unknown component '{}'", component),
                    component,
                    new ArrayList<>(builder.components.keySet()));
        }
        return found;
    }

    @Override
    public void note(String event, String node, Sentence text, Map<String, Object> data) {
        run.chronicle.note(event, displayName(), node, text, data);
    }

    @Override
    public void role(String node, String role) {
        run.chronicle.role(displayName(), node, role);
    }
}
