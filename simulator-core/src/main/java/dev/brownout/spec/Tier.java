package dev.brownout.spec;

import dev.brownout.network.Edge;
import dev.brownout.node.Host;
import java.util.List;

/** A component whose machines are alike, so that a balancer may choose among them. */
public interface Tier extends Component {
    /**
     * One way to each machine in the caller's region, in the order of their numbers.
     *
     * @param caller where the calls come from
     * @param route what is asked of the tier and what lies behind it
     */
    List<Edge> ways(Host caller, Route route);
}
