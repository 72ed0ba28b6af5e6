package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Persistent connections of users to a component, such as WebSockets. */
public interface UserConnections {
    /**
     * The hosts on the path of the connections.
     *
     * @param machines initial number of hosts in each location, at least 1
     * @param hold whether the connections end here; otherwise the hosts relay them
     */
    record ConnectionHosts(int machines, boolean hold) {}

    /** Returns the hosts on the path of persistent user connections; empty if there are no such connections. */
    Optional<ConnectionHosts> connectionHosts();

    /** Returns the hosts of a component on the path of persistent user connections; empty for none. */
    static Optional<ConnectionHosts> connectionHosts(ComponentSpec spec) {
        return spec instanceof UserConnections connections ? connections.connectionHosts() : Optional.empty();
    }
}
