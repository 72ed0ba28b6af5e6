package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.network.TierEdges;
import dev.brownout.policy.AttemptScope;
import dev.brownout.scenario.CallWalk;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.service.Service;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.AppliedPolicy;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.HostClient;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.StoreComponent;
import dev.brownout.spi.component.UserConnections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of one host, or of the users of one request class, for one route: edges to the hosts of a component, and calls
 * to other components with the policies of each call.
 *
 * @param context context of the component or request class that composes the calls
 * @param edges edges to the component's own hosts
 */
record CallConnector(
        RunBuilder builder,
        ComponentContext context,
        EdgeRegistry edges,
        Host caller,
        CallTarget route,
        Connector connector)
        implements HostClient {
    @Override
    public Edge edge(Host callee, Supplier<Service> service) {
        return edges.edge(caller, callee, route, service);
    }

    @Override
    public Edge nearest(List<Host> hosts, Function<Host, Service> service) {
        Host callee = nearby(hosts).get(0);
        return edge(callee, () -> service.apply(callee));
    }

    @Override
    public TierEdges edges(List<Host> hosts, Function<Host, Service> service, long discoveryNanos) {
        return edges.toEach(caller, route, hosts, service, discoveryNanos);
    }

    @Override
    public Edge[] edgesToAll(List<Host> hosts, Function<Host, Service> service) {
        return hosts.stream()
                .map(callee -> edge(callee, () -> service.apply(callee)))
                .toArray(Edge[]::new);
    }

    @Override
    public List<Host> nearby(List<Host> hosts) {
        return edges.nearby(caller, route, hosts);
    }

    @Override
    public HostClient withConnector(Connector other) {
        return new CallConnector(builder, context, edges, caller, route, other);
    }

    @Override
    public Service connect(String component) {
        return connect(component, route, Step.Options.NONE);
    }

    @Override
    public Service connect(Step step) {
        return connect(step, List.of());
    }

    @Override
    public Service connect(List<Step> steps) {
        try {
            return forwardTo(steps);
        } catch (ScenarioException error) {
            throw error.withStep(steps.get(0));
        }
    }

    @Override
    public Service connect(List<Step> steps, Optional<String> source, String missing) {
        if (!steps.isEmpty()) {
            return connect(steps);
        }
        return connect(source.orElseThrow(() -> new ScenarioException(
                "components." + context.name(), "{} has {}; add a 'source'", context.name(), missing)));
    }

    private Service forwardTo(List<Step> steps) {
        Step first = steps.get(0);
        if (first.options().when().isPresent()) {
            throw new ScenarioException(
                    "requests",
                    "{} forwards every request, so '{}' after it cannot have 'when'; put the step after " + "a server",
                    context.name(),
                    verb(first));
        }
        if (first.options().times().maximum() > 1 || first.options().key().isPresent()) {
            throw new ScenarioException(
                    "requests",
                    "{} forwards each request once and with its own key, so '{}' after it cannot have "
                            + "'times' or 'key'; put the step after a server",
                    context.name(),
                    verb(first));
        }
        if (Step.BatchStep.of(first).isPresent()) {
            throw new ScenarioException(
                    "requests",
                    "{} forwards each request separately, so '{}' after it cannot have 'batch'; put the "
                            + "step after a server",
                    context.name(),
                    verb(first));
        }
        if (steps.size() > 1
                && Step.targetOf(first).isPresent()
                && Step.passesOnTo(first).isEmpty()) {
            throw new ScenarioException(
                    "requests",
                    "{} executes no steps itself, so only '{}' can follow it, not also '{}'; put the "
                            + "steps after a server",
                    context.name(),
                    verb(first),
                    verb(steps.get(1)));
        }
        return connect(first, steps.subList(1, steps.size()));
    }

    /** Connects the host to the target of a step. The remaining steps are executed behind it. */
    private Service connect(Step step, List<Step> remainingSteps) {
        Step.Target target = Step.targetOf(step).orElseThrow(() -> notCallable(step));
        return connect(target.component(), target.route(route, remainingSteps), step.options());
    }

    private static ScenarioException notCallable(Step step) {
        return new ScenarioException("requests", "only a call of a component is allowed here, not '{}'", verb(step));
    }

    private static String verb(Step step) {
        return SpecFields.kind(step.getClass()).orElseThrow();
    }

    /**
     * Connects the host to a component. Options of the caller take precedence over the component's options for its
     * calls.
     */
    private Service connect(String component, CallTarget target, Step.Options stepOptions) {
        if (builder.callPath.size() >= CallWalk.DEEPEST) {
            throw tooDeep(component);
        }
        builder.callPath.add(component);
        try {
            Step.Options componentOptions = component(component);
            Component callee = context.component(component);
            rejectUserCalls(component);
            if (target.from().isPresent() && !StoreComponent.hasRoles(callee)) {
                throw new ScenarioException(
                        "requests",
                        "'from' selects nodes of a database, and {} has no primary and no replicas",
                        component);
            }
            rejectPushWithoutConnections(callee, component, target);
            Service called = connector.connect(callee, caller, withCallTimeout(target, stepOptions, componentOptions));
            return withPolicies(component, stepOptions, componentOptions, measure(component, called));
        } finally {
            builder.callPath.remove(builder.callPath.size() - 1);
        }
    }

    /**
     * Returns the error for a path that is too deep: either the component calls itself, or the path has too many
     * components.
     */
    private ScenarioException tooDeep(String component) {
        boolean isCycle = builder.callPath.contains(component)
                || builder.callPath.stream().distinct().count() < builder.callPath.size();
        return isCycle
                ? ScenarioException.ofCall(component, Sentence.of("{} calls itself: its calls form a cycle", component))
                : CallWalk.tooDeep(component);
    }

    private static void rejectPushWithoutConnections(Component callee, String component, CallTarget route) {
        if (route.endpoint().equals(CallTarget.PUSH)
                && UserConnections.of(callee).connectionHolder().isEmpty()) {
            throw new ScenarioException(
                    "requests",
                    "{} has no connections of users to push to; add 'connections' to a server, such as "
                            + "connections: 10k, and a request with the load connections(...)",
                    component);
        }
    }

    /** Rejects calls of users to private components, including calls to an address from a name server. */
    private void rejectUserCalls(String component) {
        ComponentEntry entry = builder.run.scenario.components().get(component);
        if (caller.component().equals(Network.USERS) && entry != null && entry.hidden()) {
            boolean namesRequest = context.name().startsWith(KeySpaces.REQUESTS);
            throw new ScenarioException(
                    namesRequest ? context.name() : "requests",
                    "{} is private: only other components can call it, not users; put a load balancer "
                            + "or another public component in front of it, such as path: [lb, {}]",
                    component,
                    component);
        }
    }

    /**
     * Returns the route with the timeout of the call: the caller's own, otherwise the component's default for its
     * calls. A component's timeout never makes users wait longer than their own timeout.
     */
    private CallTarget withCallTimeout(CallTarget target, Step.Options stepOptions, Step.Options componentOptions) {
        if (stepOptions.hasTimeout() || !componentOptions.hasTimeout()) {
            return target.withStepTimeout(stepOptions);
        }
        boolean users =
                caller.component().equals(Network.USERS) && target.timeout().isPresent();
        return users
                        && componentOptions
                                .timeout()
                                .filter(t -> t.toNanos() < target.patienceNanos())
                                .isEmpty()
                ? target
                : target.withStepTimeout(componentOptions);
    }

    /**
     * Wraps a service with the policies of a call: the caller's own, and those that the component applies to callers
     * without their own. Metrics of the latter are recorded under the component's name.
     */
    private Service withPolicies(
            String component, Step.Options stepOptions, Step.Options componentOptions, Service service) {
        List<AppliedPolicy> appliedPolicies =
                AppliedPolicy.call(stepOptions, componentOptions, builder.run.scenario.policyOrder());
        if (appliedPolicies.isEmpty()) {
            return service;
        }
        FilterRegistry.Post callerPost =
                new FilterRegistry.Post(context.name(), caller, component, stepOptions.policies());
        FilterRegistry.Post componentPost =
                new FilterRegistry.Post(component, caller, component, componentOptions.policies());
        AttemptScope scope = AttemptScope.of(
                appliedPolicies.stream().map(AppliedPolicy::policy).toList());
        Service wrapped = service;
        for (int i = appliedPolicies.size() - 1; i >= 0; i--) {
            AppliedPolicy policy = appliedPolicies.get(i);
            ComponentContext owner = policy.own() ? context : builder.components.get(component).context;
            Filter filter = builder.filters.filter(owner, policy.own() ? callerPost : componentPost, policy.index());
            wrapped = scope.wrap(i, filter, wrapped);
        }
        return wrapped;
    }

    /** Wraps a service with the measurement of session guarantees, if the called component has them measured. */
    private Service measure(String component, Service called) {
        SessionGuarantees guarantees = builder.components.get(component).guarantees;
        return guarantees == null ? called : guarantees.wrap(called);
    }

    /** Returns the component's default options for calls to it. */
    private Step.Options component(String component) {
        ComponentEntry entry = builder.run.scenario.components().get(component);
        return entry == null ? Step.Options.NONE : entry.calls();
    }
}
