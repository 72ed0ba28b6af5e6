package dev.brownout.spi.component;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import java.util.function.Consumer;

/** A component to which callers hold connections: of a pool on each calling host, or for a transaction. */
public interface PooledComponent extends Component {
    /**
     * Returns the client side for a caller that can hold a connection from its first call to the end of a visit.
     *
     * @param transaction whether the call is a part of a transaction, which holds a connection to its end
     * @param poolListener receives the pool from which the caller must take a connection before it calls; not called if
     *     each call takes a connection of its own
     */
    Service connect(Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener);

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
        return component instanceof PooledComponent pooled
                ? pooled.connect(caller, route, transaction, poolListener)
                : component.connect(caller, route);
    }
}
