package dev.brownout.capacity;

import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.ConnectionHandling.ServerConnections;
import dev.brownout.spi.component.HostProvisioning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Concurrency limit of calls: a bulkhead on each calling node or around whole requests of users, or a connection pool.
 *
 * @param callee the called component; empty for whole requests
 * @param calls the calls that pass the limit; for visits that keep a connection, with the steps from the first one that
 *     needs it
 * @param each maximum number of concurrent calls per node
 * @param kind the kind of the limit
 */
record ConcurrencyLimitModel(Optional<String> callee, List<OfferedDemand> calls, int each, Kind kind) {
    enum Kind {
        BULKHEAD,
        CONNECTIONS_OF_CALLS,
        CONNECTIONS_OF_VISITS
    }

    ConcurrencyLimitModel {
        calls = List.copyOf(calls);
    }

    /**
     * Returns the limits of a component or of users: the bulkheads around calls, the connection pools, and the
     * bulkheads around whole requests.
     */
    static List<ConcurrencyLimitModel> on(Scenario scenario, ComponentCapacityModel componentModel) {
        List<ConcurrencyLimitModel> gates = new ArrayList<>();
        if (!componentModel.hasElasticProcesses(componentModel.name())) {
            gates.addAll(modelsAround(componentModel.calls()));
        }
        componentModel
                .calls()
                .forEach((callee, all) ->
                        pooled(scenario, componentModel, callee, all).ifPresent(gates::add));
        serverConnections(scenario, componentModel)
                .ifPresent(own -> componentModel
                        .calls()
                        .forEach((callee, all) -> gates.add(new ConcurrencyLimitModel(
                                Optional.of(callee), all, own.eachNode(), Kind.CONNECTIONS_OF_CALLS))));
        Optional.ofNullable(scenario.workload().requests().get(componentModel.name()))
                .filter(spec -> componentModel.ofUsers())
                .ifPresent(spec -> gates.addAll(of(spec.policies(), Optional.empty(), componentModel.demands())));
        return gates;
    }

    /**
     * Returns the bulkheads around calls, by callee. Calls to one component with the same policies share a bulkhead.
     */
    static List<ConcurrencyLimitModel> modelsAround(Map<String, List<OfferedDemand>> calls) {
        List<ConcurrencyLimitModel> gates = new ArrayList<>();
        calls.forEach((callee, all) -> gates.addAll(modelsAround(callee, all)));
        return gates;
    }

    private static List<ConcurrencyLimitModel> modelsAround(String callee, List<OfferedDemand> calls) {
        List<ConcurrencyLimitModel> gates = new ArrayList<>();
        callsByPolicies(calls).forEach((policies, group) -> gates.addAll(of(policies, Optional.of(callee), group)));
        return gates;
    }

    /** Returns the limits around the calls of a component to one other: the bulkheads and the connection pool. */
    static List<ConcurrencyLimitModel> modelsBetween(Scenario scenario, ComponentCapacityModel caller, String callee) {
        List<OfferedDemand> calls = caller.calls().get(callee);
        List<ConcurrencyLimitModel> gates = new ArrayList<>();
        if (!caller.hasElasticProcesses(caller.name())) {
            gates.addAll(modelsAround(callee, calls));
        }
        pooled(scenario, caller, callee, calls).ifPresent(gates::add);
        return gates;
    }

    /**
     * Groups the calls of one node to another by the policies around them. Calls with the same policies share these.
     */
    static Map<List<FilterSpec>, List<OfferedDemand>> callsByPolicies(List<OfferedDemand> calls) {
        Map<List<FilterSpec>, List<OfferedDemand>> samePolicies = new LinkedHashMap<>();
        calls.forEach(call -> samePolicies
                .computeIfAbsent(call.route().policies(), policies -> new ArrayList<>())
                .add(call));
        return samePolicies;
    }

    /**
     * Returns the connection pool through which a component calls another; empty if the callee needs no connections. A
     * component with elastic processes has as many pools as calls, so that only the connections of all pools together
     * limit it.
     */
    static Optional<ConcurrencyLimitModel> pooled(
            Scenario scenario, ComponentCapacityModel componentModel, String callee, List<OfferedDemand> calls) {
        ComponentEntry component = scenario.components().get(componentModel.name());
        ComponentEntry other = scenario.components().get(callee);
        if (componentModel.ofUsers() || component == null || other == null) {
            return Optional.empty();
        }
        int machines = componentModel.callers().size();
        boolean elastic = HostProvisioning.of(component.spec()).hasElasticProcesses();
        return ConnectionHandling.of(other.spec())
                .pooledConnections()
                .map(pool -> elastic ? pool.pool() : pool)
                .filter(pool -> pool.each() < Integer.MAX_VALUE)
                .map(pool -> keptConnections(pool, machines, callee, component.spec(), componentModel.demands())
                        .orElseGet(() -> pool(pool, machines, callee, calls)));
    }

    /** Returns the connections that a component shares among the calls of its callers; empty if it has none. */
    static Optional<ServerConnections> serverConnections(Scenario scenario, ComponentCapacityModel componentModel) {
        return Optional.ofNullable(scenario.components().get(componentModel.name()))
                .filter(entry -> !componentModel.ofUsers())
                .flatMap(entry -> ConnectionHandling.of(entry.spec()).serverConnections());
    }

    /** Returns the connection pool for single calls to a component. */
    private static ConcurrencyLimitModel pool(
            ConnectionHandling.Connections pool, int machines, String callee, List<OfferedDemand> calls) {
        return new ConcurrencyLimitModel(Optional.of(callee), calls, pool.eachOf(machines), Kind.CONNECTIONS_OF_CALLS);
    }

    /** Returns the pool for visits that keep a connection; empty if, according to the steps, no visit keeps one. */
    private static Optional<ConcurrencyLimitModel> keptConnections(
            ConnectionHandling.Connections pool,
            int machines,
            String callee,
            ComponentSpec caller,
            List<OfferedDemand> visits) {
        List<OfferedDemand> keeping = new ArrayList<>();
        for (OfferedDemand visit : visits) {
            keeping(callee, caller, visit).ifPresent(keeping::add);
        }
        return pool.kept() && !keeping.isEmpty()
                ? Optional.of(new ConcurrencyLimitModel(
                        Optional.of(callee), keeping, pool.eachOf(machines), Kind.CONNECTIONS_OF_VISITS))
                : Optional.empty();
    }

    private static Optional<OfferedDemand> keeping(String callee, ComponentSpec caller, OfferedDemand visit) {
        List<Step> steps = visit.route().endpoint().isEmpty() ? visit.route().rest() : List.of();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean isRequested = Step.targetOf(step)
                    .filter(target -> target.component().equals(callee))
                    .isPresent();
            if (isRequested && ConnectionHandling.of(caller).keepsConnection(step)) {
                return Optional.of(visit.withRest(steps.subList(i, steps.size()))
                        .withRate(visit.perSecond() * step.options().share()));
            }
        }
        return Optional.empty();
    }

    /** Returns the bulkheads among the given policies around the given calls. */
    static List<ConcurrencyLimitModel> of(
            List<FilterSpec> policies, Optional<String> callee, List<OfferedDemand> calls) {
        return policies.stream()
                .flatMap(policy -> policy.concurrentCalls().stream())
                .map(limit -> new ConcurrencyLimitModel(callee, calls, limit, Kind.BULKHEAD))
                .toList();
    }

    /** Returns a description of the limited calls, for display. */
    String description() {
        if (kind != Kind.BULKHEAD) {
            return "connections to " + callee.orElseThrow();
        }
        return callee.map(name -> "calls to " + name).orElse("requests") + " at a time";
    }

    double perSecond() {
        return calls.stream().mapToDouble(OfferedDemand::perSecond).sum();
    }
}
