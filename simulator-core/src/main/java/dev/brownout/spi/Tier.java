package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import java.util.List;
import java.util.Optional;

/** A component of like machines among which somebody else may choose, such as a load balancer. */
public interface Tier extends Component {
    /**
     * One way to each node that a caller means, in the order of the nodes.
     *
     * @param caller where the calls come from
     * @param route what is asked of the node
     */
    List<Edge> ways(Host caller, CallTarget route);

    /** Which machine requests should come to; empty where all are equal to them. */
    default Optional<Affinity> affinity() {
        return Optional.empty();
    }
}
