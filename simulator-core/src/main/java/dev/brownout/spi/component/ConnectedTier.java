package dev.brownout.spi.component;

import dev.brownout.service.PersistentConnection;
import dev.brownout.spi.Component;
import java.util.Optional;

/** A tier that can hold persistent user connections. */
public interface ConnectedTier {
    /** Returns the holder of the connections; empty if the hosts hold none. */
    Optional<PersistentConnection.Holder> connections();

    /** Returns the holder of a component's persistent user connections; empty if its hosts hold none. */
    static Optional<PersistentConnection.Holder> connections(Component component) {
        return component instanceof ConnectedTier tier ? tier.connections() : Optional.empty();
    }
}
