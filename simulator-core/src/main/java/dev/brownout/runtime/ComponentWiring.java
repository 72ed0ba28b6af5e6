package dev.brownout.runtime;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.network.TierEdges;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.random.KeyedRandom;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.service.LossLog;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.Selector;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The context of one component in an assembly. */
final class ComponentWiring implements ComponentContext {

    private final Assembly assembly;
    private final String name;
    private final int number;
    private final CallConnector calls;
    private final EdgeRegistry edges;
    private final HostFactory hostFactory;

    ComponentWiring(Assembly assembly, String name) {
        this.assembly = assembly;
        this.name = name;
        this.number = assembly.names.indexOf(name) + 1;
        this.calls = new CallConnector(assembly, this);
        this.edges = new EdgeRegistry(assembly, this);
        this.hostFactory = new HostFactory(assembly, name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CallCounts callCountsTo(String consumer) {
        return assembly.giving(name, consumer);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Simulation simulation() {
        return assembly.simulation;
    }

    @Override
    public TimeGrid grid() {
        return assembly.grid;
    }

    @Override
    public void toUser(Request request) {
        assembly.deliveries.get(request.source()).pushed(assembly.simulation.now(), request.sizeBytes());
    }

    @Override
    public Network network() {
        return assembly.network;
    }

    @Override
    public List<Location> sites() {
        return assembly.sites(name);
    }

    @Override
    public List<String> regions() {
        return assembly.regions.names();
    }

    @Override
    public List<String> requests() {
        return new ArrayList<>(assembly.scenario.requests().keySet());
    }

    @Override
    public IntUnaryOperator classNumbers() {
        int[] numbers = assembly.keySpaces.classNumbers();
        return source -> numbers[source];
    }

    @Override
    public double userShare(String region) {
        return assembly.regions.userShare(region);
    }

    @Override
    public KeyedRandom random(String parameter) {
        return assembly.draws(name + "." + parameter);
    }

    @Override
    public KeyedRandom stream(String purpose) {
        return assembly.draws(name + " stream " + purpose);
    }

    @Override
    public KeyNames keyNames() {
        return assembly.keySpaces.names(name);
    }

    @Override
    public boolean calledBehind(String other) {
        return assembly.keySpaces.leads(other, name);
    }

    @Override
    public KeySpace keySpace() {
        return assembly.keySpaces.of(name);
    }

    @Override
    public Optional<KeySampler> keys(Step step) {
        return assembly.keySpaces
                .ofStep(step)
                .map(keys -> keys.sampler(keyNames(), assembly.created(assembly.keySpaces.tableOf(step, name))));
    }

    @Override
    public Host host(String node, Location site) {
        return hostFactory.add(node, site, resized());
    }

    @Override
    public Cores cores(Host host, int cores, int queueCapacity, Occupancy busy, FifoQueue queue) {
        return host.machine() == host
                ? ComponentContext.super.cores(host, cores, queueCapacity, busy, queue)
                : hostFactory.cores(host, queueCapacity, busy, queue);
    }

    private boolean hits(FaultEntry fault) {
        return fault.hits(name);
    }

    @Override
    public long clockErrorNanos() {
        long end = assembly.scenario.durationNanos();
        return assembly.scenario.strikes().stream()
                .mapToLong(fault ->
                        fault.spec().clockErrorNanos(fault.durationNanos().orElse(end)))
                .sum();
    }

    @Override
    public boolean isFaultTarget() {
        return assembly.scenario.strikes().stream().anyMatch(this::hits);
    }

    @Override
    public int maxScheduledNodes() {
        return assembly.scenario.strikes().stream()
                .filter(this::hits)
                .mapToInt(fault -> fault.spec().nodesWanted().orElse(0))
                .max()
                .orElse(0);
    }

    @Override
    public int maxSpareNodes(int nodes) {
        return assembly.scenario.strikes().stream()
                .filter(this::hits)
                .mapToInt(fault -> fault.spec().spares(nodes))
                .max()
                .orElse(0);
    }

    @Override
    public boolean hasDrainFaults() {
        return assembly.scenario.strikes().stream()
                .filter(fault -> fault.spec().takesMachines())
                .anyMatch(fault ->
                        hits(fault) || fault.target().filter(Selector::ofPlace).isPresent());
    }

    @Override
    public boolean resized() {
        return assembly.scenario.strikes().stream()
                .anyMatch(fault -> fault.spec().coresWanted().isPresent() && hits(fault));
    }

    @Override
    public void resized(Host host, int cores) {
        hostFactory.resize(host, cores);
    }

    @Override
    public List<ReshardCommand> shardOrders() {
        return assembly.scenario.shardOrders(name);
    }

    @Override
    public <R extends Record> R measures(Class<R> type) {
        return instruments().make(type);
    }

    @Override
    public <R extends Record> R measures(Class<R> type, Host host) {
        return host.component().equals(name)
                ? instruments().make(type, host)
                : instruments().makeAt(type, host);
    }

    @Override
    public <R extends Record> R measures(Class<R> type, String part) {
        return instruments().make(type, part);
    }

    private InstrumentRegistry instruments() {
        InstrumentRegistry instruments = assembly.instruments.get(name);
        return instruments != null
                ? instruments
                : assembly.policyInstruments.computeIfAbsent(
                        called(), request -> new InstrumentRegistry(assembly.grid));
    }

    /** Returns the visible name: of the component, or of the request class that has the policies. */
    private String called() {
        return name.startsWith(Assembly.REQUESTS) ? name.substring(Assembly.REQUESTS.length()) : name;
    }

    @Override
    public <T> T sharedInstance(Class<?> type, Supplier<T> factory) {
        @SuppressWarnings("unchecked")
        T instance = (T) assembly.common.get(name + " " + type.getName());
        if (instance == null) {
            instance = factory.get();
            assembly.common.put(name + " " + type.getName(), instance);
        }
        return instance;
    }

    @Override
    public Edge edge(Host caller, Host callee, CallTarget route, Supplier<Service> service) {
        return edges.to(caller, callee, route, service);
    }

    @Override
    public TierEdges edges(Host caller, CallTarget route, List<Host> all, Function<Host, Service> service) {
        return edges.toEach(caller, route, all, service);
    }

    @Override
    public Service service(Host callee, CallTarget route, Function<CallTarget, Service> service) {
        return edges.service(callee, route, service);
    }

    @Override
    public List<Host> near(Host caller, CallTarget route, List<Host> all) {
        return assembly.near(route.region().orElse(caller.site().region()), all);
    }

    @Override
    public double roundTripNanos(String from, String to) {
        return assembly.roundTripNanos(from, to);
    }

    @Override
    public Service connect(Host caller, Step step, CallTarget route) {
        return connect(caller, step, route, Component::connect);
    }

    @Override
    public Service connect(Host caller, Step step, CallTarget route, Client client) {
        return calls.to(caller, step, List.of(), route, client);
    }

    @Override
    public Service connect(Host caller, List<Step> steps, CallTarget route) {
        return connect(caller, steps, route, Component::connect);
    }

    @Override
    public Service connect(Host caller, List<Step> steps, CallTarget route, Client client) {
        return calls.to(caller, steps, route, client);
    }

    @Override
    public Service connect(Host caller, String component, CallTarget route) {
        return calls.to(caller, component, route, Step.Options.NONE, Component::connect);
    }

    @Override
    public long admittedCalls(Host host) {
        return host.present().calls() - assembly.guards.heldAtDoor(host);
    }

    @Override
    public void reportMemoryUse(String collection, int bytesEach, LongSupplier count) {
        assembly.growing.add(new Watchdog.Growth(collection + " of " + name, bytesEach, count));
    }

    @Override
    public boolean isInMessageCycle() {
        return assembly.onCircles.contains(name);
    }

    @Override
    public LossLog losses() {
        return assembly.losses.computeIfAbsent(name, component -> {
            LossLog log = new LossLog();
            assembly.growing.add(new Watchdog.Growth("lost writes of " + component, 40, log::length));
            return log;
        });
    }

    @Override
    public VersionRegistry versions() {
        return assembly.versions;
    }

    @Override
    public Duration betweenTiers() {
        return assembly.scenario.betweenTiers();
    }

    @Override
    public Component component(String component) {
        Component found = assembly.components.get(component);
        if (found == null) {
            throw new ScenarioException(
                    "components." + name,
                    "unknown component '" + component + "'",
                    component,
                    new ArrayList<>(assembly.components.keySet()));
        }
        return found;
    }

    @Override
    public void note(String event, String node, String text, Map<String, Object> data) {
        assembly.chronicle.note(event, called(), node, text, data);
    }

    @Override
    public void role(String node, String role) {
        assembly.chronicle.role(called(), node, role);
    }

    @Override
    public void identity(String equation, LongSupplier left, LongSupplier right) {
        assembly.identities.add(new Assembly.Identity(name + equation, left, right));
    }

    @Override
    public void overdue(OverdueWaits overdueWaits) {
        assembly.waits.add(overdueWaits);
    }

    @Override
    public void ledger(Ledger ledger) {
        assembly.ledgers.put(name, ledger);
    }
}
