package dev.brownout.spi.component;

import dev.brownout.service.PersistentConnection;
import dev.brownout.spi.Component;
import java.util.Optional;

/** Persistent user connections that a component holds, or that pass through it to their holder. */
public interface UserConnections {
    /** No connections. */
    UserConnections NONE = new UserConnections() {};

    /** Returns the user connections of a component. */
    static UserConnections of(Component component) {
        return component instanceof UserConnections connections ? connections : NONE;
    }

    /** Returns the holder of the connections; empty if the hosts hold none. */
    default Optional<PersistentConnection.Holder> connectionHolder() {
        return Optional.empty();
    }

    /** Routes a connection that is open from the start through one of the hosts, if connections pass through them. */
    default void carry(PersistentConnection connection, int region) {}
}
