package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.service.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of one host for one route, composed before the run: edges to the hosts of the component that is called, and
 * services of other components.
 */
public interface HostClient {
    /**
     * Returns the edge to a service on a host of the component. It applies the route's timeout and the component's
     * admission limits, and takes part in the run's audit. It is created once for all callers in one location. All
     * calls between hosts use such edges. The endpoint of the route distinguishes several services of a host.
     *
     * @param callee one of the component's own hosts
     * @param service the called service; requested when the edge is created
     */
    Edge edge(Host callee, Supplier<Service> service);

    /**
     * Returns the edge to the first of the {@link #nearby} hosts.
     *
     * @param hosts hosts of the component
     * @param service the service of each host; requested when its edge is created
     */
    Edge nearest(List<Host> hosts, Function<Host, Service> service);

    /**
     * Returns one edge to each of the {@link #nearby} hosts, in their order. Created once for all callers in one
     * location.
     *
     * @param hosts hosts of the component
     * @param service the service of each host; requested when its edge is created
     */
    default TierEdges edges(List<Host> hosts, Function<Host, Service> service) {
        return edges(hosts, service, 0);
    }

    /**
     * Returns one edge to each of the {@link #nearby} hosts, as {@link #edges(List, Function)}.
     *
     * @param hosts hosts of the component
     * @param service the service of each host; requested when its edge is created
     * @param discoveryNanos time until the caller discovers that a host has entered or left service, in ns
     */
    TierEdges edges(List<Host> hosts, Function<Host, Service> service, long discoveryNanos);

    /**
     * Returns one edge to each host in any region, in their order.
     *
     * @param hosts hosts of the component
     * @param service the service of each host; requested when its edge is created
     */
    Edge[] edgesToAll(List<Host> hosts, Function<Host, Service> service);

    /**
     * Returns the hosts that the caller may call: those in the route's region if it names one, else those in the
     * caller's own region, else those in the nearest region with hosts.
     *
     * @param hosts hosts of one component
     */
    List<Host> nearby(List<Host> hosts);

    /**
     * Returns a client that connects to other components in another way than by {@link Component#connect}. Timeout and
     * policies are those of any other call.
     */
    HostClient withConnector(Connector connector);

    /** Connection to a component, such as one that selects among the hosts of a tier. */
    @FunctionalInterface
    interface Connector {
        /**
         * Returns the client side of a component, as in {@link Component#connect}.
         *
         * @param route options with the timeout of the call
         */
        Service connect(Component callee, Host caller, CallTarget route);
    }

    /** Connects the host to a named component. */
    Service connect(String component);

    /**
     * Connects the host to the target of one step, with no steps behind it. The host decides for itself which requests
     * take the step.
     */
    Service connect(Step step);

    /**
     * Connects the host to the target of the first step of a list; the rest of the list is executed behind it. Throws a
     * {@link ScenarioException} for steps that would be ignored: a first step that only some requests take, or further
     * steps after a first step that does not forward.
     *
     * @param steps at least one
     */
    Service connect(List<Step> steps);

    /**
     * Connects the host to the steps of a list, or to a named component if the list is empty. Throws a
     * {@link ScenarioException} if there is neither.
     *
     * @param source the component if there are no steps; empty for none
     * @param missing property that the component lacks without a source: {@code nothing behind it}
     */
    Service connect(List<Step> steps, Optional<String> source, String missing);
}
