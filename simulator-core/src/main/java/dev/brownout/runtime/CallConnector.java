package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.network.Network;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.service.Service;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.AppliedPolicy;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ConnectedTier;
import dev.brownout.spi.component.ReplicatedComponent;
import java.util.List;

/**
 * Connects the calls of one component, or of the users of one request class, to their callees, with the policies of
 * each call.
 */
final class CallConnector {
    /** Maximum depth of a call path, in components. */
    private static final int DEEPEST_WAY = 100;

    private final Assembly assembly;
    private final ComponentContext caller;

    CallConnector(Assembly assembly, ComponentContext caller) {
        this.assembly = assembly;
        this.caller = caller;
    }

    /** Connects a host to the first of a list of steps. The rest of the list is executed behind it. */
    Service to(Host host, List<Step> steps, CallTarget route, ComponentContext.Client client) {
        try {
            return passingOn(host, steps, route, client);
        } catch (ScenarioException error) {
            throw error.about(steps.get(0));
        }
    }

    private Service passingOn(Host host, List<Step> steps, CallTarget route, ComponentContext.Client client) {
        Step first = steps.get(0);
        if (first.options().when().isPresent()) {
            throw new ScenarioException(
                    "requests",
                    caller.name() + " passes all requests on to what follows it, so 'when' cannot stand beside '"
                            + verb(first) + "' there; a server can leave out a step for some");
        }
        if (first.options().times().greatest() > 1 || first.options().key().isPresent()) {
            throw new ScenarioException(
                    "requests",
                    caller.name() + " passes each request on as it is, so neither 'times' nor 'key' can stand beside '"
                            + verb(first) + "' there; a server can take a step several times, for keys of its own");
        }
        if (first.gathers()) {
            throw new ScenarioException(
                    "requests",
                    caller.name() + " passes each request on as it comes, so nothing is gathered for '" + verb(first)
                            + "' there; a server can gather messages");
        }
        if (steps.size() > 1 && first.target().isPresent() && first.passesOnTo().isEmpty()) {
            throw new ScenarioException(
                    "requests",
                    "'" + verb(first) + "' is all that follows " + caller.name() + ", which takes no steps itself, so '"
                            + verb(steps.get(1)) + "' cannot stand after it; a server can take several steps");
        }
        return to(host, first, steps.subList(1, steps.size()), route, client);
    }

    /** Connects a host to the target of a step. The remaining steps are executed behind it. */
    Service to(Host host, Step step, List<Step> remainingSteps, CallTarget route, ComponentContext.Client client) {
        Step.Target target = step.target().orElseThrow(() -> notCallable(step));
        return to(host, target.component(), target.route(route, remainingSteps), step.options(), client);
    }

    private static ScenarioException notCallable(Step step) {
        return new ScenarioException(
                "requests", "only a component can be called here, and '" + verb(step) + "' is none");
    }

    private static String verb(Step step) {
        return SpecFields.kind(step.getClass()).orElseThrow();
    }

    /**
     * Connects a host to a component. Options of the caller take precedence over the component's options for its calls.
     */
    Service to(
            Host host, String component, CallTarget route, Step.Options stepOptions, ComponentContext.Client client) {
        if (assembly.way.size() >= DEEPEST_WAY) {
            throw tooDeep(component);
        }
        assembly.way.add(component);
        try {
            Step.Options componentOptions = component(component);
            Component callee = caller.component(component);
            rejectUserCalls(host, component);
            if (route.from().isPresent() && !ReplicatedComponent.hasRoles(callee)) {
                throw new ScenarioException(
                        "requests",
                        "'from' says which nodes of a database answer, and " + component + " has no primary and no "
                                + "replicas");
            }
            rejectPushWithoutConnections(callee, component, route);
            Service called = client.connect(callee, host, withCallTimeout(host, route, stepOptions, componentOptions));
            return withPolicies(host, component, stepOptions, componentOptions, called);
        } finally {
            assembly.way.remove(assembly.way.size() - 1);
        }
    }

    /**
     * Returns the error for a path that is too deep: either the component calls itself, or the path has too many
     * components.
     */
    private ScenarioException tooDeep(String component) {
        boolean isCycle = assembly.way.contains(component)
                || assembly.way.stream().distinct().count() < assembly.way.size();
        return new ScenarioException(
                "components." + component,
                isCycle
                        ? component + " is behind itself: its calls go round in circles"
                        : component + " is number " + (DEEPEST_WAY + 1) + " of the components that call each other; at"
                                + " most " + DEEPEST_WAY + " can stand one behind the other");
    }

    private static void rejectPushWithoutConnections(Component callee, String component, CallTarget route) {
        if (route.endpoint().equals(CallTarget.PUSH)
                && ConnectedTier.connections(callee).isEmpty()) {
            throw new ScenarioException(
                    "requests",
                    "no users keep connections to " + component + ", to whom anything could be pushed: give a server"
                            + " 'connections', such as connections: 10k, and a request the load connections(...)");
        }
    }

    /** Rejects calls of users to private components, including calls to an address from a name server. */
    private void rejectUserCalls(Host host, String component) {
        ComponentEntry entry = assembly.scenario.components().get(component);
        if (host.component().equals(Network.USERS) && entry != null && entry.hidden()) {
            boolean namesRequest = caller.name().startsWith(Assembly.REQUESTS);
            throw new ScenarioException(
                    namesRequest ? caller.name() : "requests",
                    component + " is private: its machines have addresses that only other components reach, so calls of"
                            + " users end nowhere; put a load balancer or another public component before it, such as"
                            + " path: [lb, " + component + "]");
        }
    }

    /**
     * Returns the route with the timeout of the call: the caller's own, otherwise the component's default for its
     * calls. A component's timeout never makes users wait longer than their own timeout.
     */
    private static CallTarget withCallTimeout(
            Host host, CallTarget route, Step.Options stepOptions, Step.Options componentOptions) {
        if (stepOptions.hasTimeout() || !componentOptions.hasTimeout()) {
            return route.withStepTimeout(stepOptions);
        }
        boolean users =
                host.component().equals(Network.USERS) && route.patience().isPresent();
        return users
                        && componentOptions
                                .timeout()
                                .filter(t -> t.toNanos() < route.patienceNanos())
                                .isEmpty()
                ? route
                : route.withStepTimeout(componentOptions);
    }

    /**
     * Wraps a service with the policies of a call: the caller's own, and those that the component applies to callers
     * without their own. Metrics of the latter are recorded under the component's name.
     */
    private Service withPolicies(
            Host host, String component, Step.Options stepOptions, Step.Options componentOptions, Service service) {
        FilterRegistry.Post callerPost =
                new FilterRegistry.Post(caller.name(), host, component, stepOptions.policies());
        FilterRegistry.Post componentPost =
                new FilterRegistry.Post(component, host, component, componentOptions.policies());
        List<AppliedPolicy> appliedPolicies = AppliedPolicy.call(stepOptions, componentOptions);
        Service wrapped = service;
        for (int i = appliedPolicies.size() - 1; i >= 0; i--) {
            AppliedPolicy policy = appliedPolicies.get(i);
            ComponentContext owner = policy.own() ? caller : assembly.wiring(component);
            wrapped = assembly.guards
                    .filter(owner, policy.own() ? callerPost : componentPost, policy.index())
                    .around(wrapped);
        }
        return wrapped;
    }

    /** Returns the component's default options for calls to it. */
    private Step.Options component(String component) {
        ComponentEntry entry = assembly.scenario.components().get(component);
        return entry == null ? Step.Options.NONE : entry.calls();
    }
}
