package dev.brownout.spi.component;

import dev.brownout.host.Host;
import dev.brownout.service.Service;
import dev.brownout.spi.Component;
import dev.brownout.spi.ScenarioException;

/** A component with calls that can be parts of a transaction. */
public interface TransactionalStore {
    /** Returns the service that commits the transaction of a request of a host. Called once for each host. */
    Service commits(Host caller);

    /**
     * Returns the service that commits transactions at a component.
     *
     * @throws ScenarioException if the component has no transactions
     */
    static Service commits(Component component, Host caller, String name) {
        if (component instanceof TransactionalStore store) {
            return store.commits(caller);
        }
        throw new ScenarioException(
                "components." + name + ".replication.mode",
                name + " has several primaries, in which a transaction of several queries is not modelled; use"
                        + " another replication, or write the queries without 'transaction'");
    }
}
