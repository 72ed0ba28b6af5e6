package dev.brownout.capacity;

import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Regions;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.component.UserSessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scenario and stage as seen by the capacity model of a component, or of the users of a request class. */
abstract class StageCapacityModel implements CapacityModel {
    final Scenario scenario;
    final LoadStage stage;
    final String name;
    final List<OfferedDemand> demands;
    final StageMachines machines;
    private final List<CapacityProperty> properties = new ArrayList<>();
    private final Set<String> transactions = new TreeSet<>();

    StageCapacityModel(
            Scenario scenario, LoadStage stage, String name, List<OfferedDemand> demands, StageMachines machines) {
        this.scenario = scenario;
        this.stage = stage;
        this.name = name;
        this.demands = List.copyOf(demands);
        this.machines = machines;
    }

    @Override
    public final void declare(CapacityProperty property) {
        properties.add(property);
    }

    /** Returns the declared properties of one type. */
    final <T extends CapacityProperty> List<T> declared(Class<T> type) {
        return properties.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the first declared property of one type; empty if there is none. */
    final <T extends CapacityProperty> Optional<T> first(Class<T> type) {
        return declared(type).stream().findFirst();
    }

    @Override
    public List<String> places() {
        return Regions.of(scenario).placesOf(scenario.components().get(name));
    }

    @Override
    public boolean keepsUsers(String component) {
        ComponentEntry entry = scenario.components().get(component);
        return entry != null && UserSessions.of(entry.spec()).keepsUsers();
    }

    @Override
    public Map<String, Integer> hostsOf(String component) {
        ComponentCapacityModel other = ComponentCapacityModel.of(scenario, stage, component, List.of());
        Map<String, Integer> hosts = new TreeMap<>();
        other.callers()
                .forEach(node -> hosts.merge(other.machines.site(node, "").place(), 1, Integer::sum));
        return hosts;
    }

    @Override
    public boolean scalesItself(String component) {
        ComponentEntry entry = scenario.components().get(component);
        return entry != null && HostProvisioning.of(entry.spec()).autoscales();
    }

    @Override
    public boolean hasElasticProcesses(String component) {
        ComponentEntry entry = scenario.components().get(component);
        return entry != null && HostProvisioning.of(entry.spec()).hasElasticProcesses();
    }

    @Override
    public List<ReshardCommand> shardOrders() {
        return scenario.shardOrders(name);
    }

    @Override
    public long fromNanos() {
        return stage.fromNanos();
    }

    @Override
    public long toNanos() {
        return stage.toNanos();
    }

    @Override
    public boolean isUp(String node, String location) {
        return machines.isUp(node, location);
    }

    @Override
    public long endNanos() {
        return scenario.durationNanos();
    }

    @Override
    public int hostsPerLocation(int nodes) {
        return stage.nodes(name).orElse(nodes);
    }

    @Override
    public int cores(int cores) {
        return stage.cores(name).orElse(cores);
    }

    @Override
    public int maximumHosts(int nodes) {
        return Stages.maximumNodes(scenario, name, nodes);
    }

    @Override
    public List<String> consumers() {
        return scenario.takersFrom(name);
    }

    @Override
    public Map<String, List<String>> groups() {
        return scenario.groupsOf(name);
    }

    @Override
    public double firstCallsPerSecond() {
        return new OfferedLoad(scenario, stage).arrivalRate(demands);
    }

    @Override
    public boolean fromUsers(OfferedDemand calls) {
        return scenario.workload().requests().containsKey(calls.caller());
    }

    @Override
    public double usersNear(String location) {
        return Regions.of(scenario).usersNear(location, places());
    }

    /** Returns the name of the component, or of the request class of the users. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public List<OfferedDemand> demands() {
        return demands;
    }

    @Override
    public boolean fails(String component) {
        return stage.limits().failing().contains(component);
    }

    @Override
    public boolean mayFail(String component) {
        return stage.limits().uncertain().contains(component);
    }

    @Override
    public boolean calledWithoutHealthChecks() {
        return demands.stream()
                .anyMatch(demand -> demand.perSecond() > 0
                        && Optional.ofNullable(scenario.components().get(demand.caller()))
                                .filter(caller ->
                                        ConnectionHandling.of(caller.spec()).checksHealth())
                                .isEmpty());
    }

    /** Notes that this component calls another one in transactions. */
    final void addTransactions(String callee) {
        transactions.add(callee);
    }

    /** Returns whether this component calls another one in transactions. */
    final boolean transactions(String callee) {
        return transactions.contains(callee);
    }
}
