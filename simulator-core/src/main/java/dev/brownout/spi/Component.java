package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.service.Service;
import dev.brownout.spec.Selector;
import java.util.List;

/** A component at run time: its hosts, and the client side through which others call it. */
public interface Component {
    /**
     * Returns the client side: a service through which one host, or the users of one region, call this component. It
     * selects the host to call, models the network and applies the caller's timeout. Everything that a client library
     * does on the caller's host happens here.
     *
     * @param caller origin of the calls
     * @param route options of the call
     * @throws dev.brownout.spi.ScenarioException if the component cannot be called this way
     */
    Service connect(Host caller, CallTarget route);

    /** Returns its hosts, in number order; empty if it has none of its own. */
    List<Host> hosts();

    /**
     * Returns the hosts matched by the part of a selector: {@code 1}, {@code primary}, {@code replica-*}. Resolved when
     * a fault begins.
     *
     * @param part the part behind the slash
     * @return the hosts; empty if the part matches none
     */
    default List<Host> select(String part) {
        return hosts().stream().filter(h -> Selector.matches(part, h.node())).toList();
    }

    /**
     * Connects to the components from which it consumes work. Called once, after all components are built.
     *
     * @throws dev.brownout.spi.ScenarioException if there is nothing to consume
     */
    default void attach() {}

    /**
     * Starts background activities of the component, such as health checks and leases. Called once, at the start of the
     * run.
     */
    default void start() {}

    /** Completes counts that are known only at the end, such as lost writes. Called once, at the end of the run. */
    default void finish() {}
}
