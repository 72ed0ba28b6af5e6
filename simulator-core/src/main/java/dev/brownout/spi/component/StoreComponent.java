package dev.brownout.spi.component;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.random.NumberedKeys;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.RowOperation;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A component that stores data, or gives access to a store: connections, transactions, rows, shards and sessions. */
public interface StoreComponent extends Component {
    /**
     * Returns the client side of a component for a caller that can hold a connection to the end of a visit.
     *
     * @param transaction whether the call is a part of a transaction
     * @param poolListener receives the pool from which the caller must take a connection before it calls; not called
     *     without a pool
     */
    static Service connect(
            Component component,
            Host caller,
            CallTarget route,
            boolean transaction,
            Consumer<ConnectionPool> poolListener) {
        return component instanceof StoreComponent store
                ? store.connect(caller, route, transaction, poolListener)
                : component.connect(caller, route);
    }

    /** Returns whether callers hold connections to a component: of a pool on each host, or for a transaction. */
    static boolean holdsConnections(Component component) {
        return component instanceof StoreComponent store && store.holdsConnections();
    }

    /** Returns whether the hosts of a component have roles. */
    static boolean hasRoles(Component component) {
        return component instanceof StoreComponent store && store.hasRoles();
    }

    /** Returns whether callers hold connections to the component. */
    default boolean holdsConnections() {
        return false;
    }

    /**
     * Returns the client side for a caller that can hold a connection from its first call to the end of a visit.
     *
     * @param transaction whether the call is a part of a transaction, which holds a connection to its end
     * @param poolListener receives the pool from which the caller must take a connection before it calls; not called if
     *     each call takes a connection of its own
     */
    default Service connect(Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener) {
        return connect(caller, route);
    }

    /** Returns whether calls can be parts of a transaction. */
    default boolean hasTransactions() {
        return false;
    }

    /**
     * Returns the service that commits the transaction of a request of a host. Called once for each host.
     *
     * @throws dev.brownout.spi.ScenarioException if the component has no transactions
     */
    default Service commits(Host caller) {
        throw new UnsupportedOperationException("no transactions");
    }

    /** Returns whether hosts have roles, such as primary and replica, which may change during the run. */
    default boolean hasRoles() {
        return false;
    }

    /** Returns whether keys can move between shards during the run, as the fault timeline commands. */
    default boolean movesKeys() {
        return false;
    }

    /** Signals that the next commanded shard change is due. It begins after the previous one is complete. */
    default void reshard() {}

    /**
     * Returns the outcome of an operation on a row by data that a request has read, without a call.
     *
     * @param version version of the data; 0 for none, which shows the row at the start
     */
    default Outcome check(RowOperation operation, Request request, long version) {
        throw new UnsupportedOperationException("no operations on rows");
    }

    /**
     * Stores a user session under each of some keys from the start of the run, for a tier of servers.
     *
     * @param keys keys of the sessions
     * @param lost receives the number of lost sessions at each loss; a negative number for sessions of which a copy was
     *     still in transfer
     * @return computes the current number of lost sessions; empty if the component stores no sessions
     */
    default Optional<LongSupplier> keepSessions(NumberedKeys keys, LongConsumer lost) {
        return Optional.empty();
    }
}
