package dev.brownout.spi;

import dev.brownout.host.ColocatedCores;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.service.PersistentConnection;
import dev.brownout.service.Service;
import dev.brownout.spec.Selector;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A tier at run time: its machines, and how others call it. */
public interface Component {
    /**
     * The calling side: a service through which one machine (or the users of one region) calls this component. It
     * chooses the callee, crosses the network and carries the caller's patience; whatever a client library of the real
     * component does on the caller's machine happens in here.
     *
     * @param caller where the calls come from
     * @param route what is asked of the component and what lies behind it
     * @throws dev.brownout.spi.ScenarioException if the component cannot be called this way
     */
    Service connect(Host caller, CallTarget route);

    /**
     * The same for a caller that can hold a connection from its first call to the end of a visit.
     *
     * @param holding told of the pool from which the caller has to take one before it calls; of none where it need not
     */
    default Service connect(Host caller, CallTarget route, Consumer<ConnectionPool> holding) {
        return connect(caller, route);
    }

    /** The cores of one of its machines for the processes of others on it; empty where it has none for others. */
    default Optional<ColocatedCores> coresFor(Host machine) {
        return Optional.empty();
    }

    /** Its machines, in the order of their numbers; empty where it has none of its own. */
    List<Host> hosts();

    /**
     * The machines that a selector's part names: {@code 1}, {@code primary}, {@code replica-*}. Resolved when a fault
     * begins.
     *
     * @param part what stands behind the slash
     * @return the machines; empty when the part names nothing
     */
    default List<Host> select(String part) {
        return hosts().stream().filter(h -> Selector.matches(part, h.node())).toList();
    }

    /** The connections that users keep to its machines; empty where it holds none. */
    default Optional<PersistentConnection.Holder> connections() {
        return Optional.empty();
    }

    /** A connection that is open from the start goes through one of its machines, where it stands before the holder. */
    default void carry(PersistentConnection connection, int region) {}

    /** Whether its machines have roles, which may change during the run. */
    default boolean hasRoles() {
        return false;
    }

    /**
     * Connects itself to those from which it takes work without being called; called once, when all components are
     * built.
     *
     * @throws dev.brownout.spi.ScenarioException if there is nothing to take
     */
    default void attach() {}

    /** Starts what the component does by itself, such as checks and leases; called once, when the run starts. */
    default void start() {}

    /** Settles what can only be counted when the run is over, such as lost writes; called once, when the run ends. */
    default void finish() {}

    /** Drops what is only kept for speed, such as a cache's entries. */
    default void flush() {}
}
