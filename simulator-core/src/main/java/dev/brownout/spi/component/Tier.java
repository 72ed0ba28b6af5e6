package dev.brownout.spi.component;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.service.Request;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

/** A component of identical hosts from which another component, such as a load balancer, may select. */
public interface Tier extends Component {
    /**
     * Returns one edge to each node that a caller may call, in node order.
     *
     * @param caller origin of the calls
     * @param route options of the calls
     */
    List<Edge> edges(Host caller, CallTarget route);

    /** Returns the steps of an endpoint; empty for an endpoint without steps, and for the component's own service. */
    default List<Step> steps(String endpoint) {
        return List.of();
    }

    /** Returns the host affinity of requests; empty if all hosts are equal. */
    default Optional<Affinity> affinity() {
        return Optional.empty();
    }

    /** Returns whether the hosts keep sessions of users in their memory. */
    default boolean keepsSessions() {
        return affinity().isPresent();
    }

    /** Selects the host of a tier that holds state of a request's user, such as a session. */
    @FunctionalInterface
    interface Affinity {
        /** Returns the host named by the user's cookie; {@code null} if the cookie names none. */
        Host home(Request request);
    }
}
