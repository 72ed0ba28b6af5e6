package dev.brownout.spi.component;

import dev.brownout.service.PersistentConnection;
import dev.brownout.spi.Component;
import java.util.Optional;

/** A component through which persistent user connections pass to their holder. */
public interface ConnectionRelay {
    /** Routes a connection that is open from the start through one of the hosts. */
    void carry(PersistentConnection connection, int region);

    /** Returns the component as a relay; empty if no connections pass through its hosts. */
    static Optional<ConnectionRelay> of(Component component) {
        return component instanceof ConnectionRelay relay ? Optional.of(relay) : Optional.empty();
    }
}
