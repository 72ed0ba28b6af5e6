package dev.brownout.spi.component;

import dev.brownout.spi.Component;

/** A component with roles of its hosts, such as primary and replica, which may change during the run. */
public interface ReplicatedComponent {
    /** Returns whether the hosts of a component have roles. */
    static boolean hasRoles(Component component) {
        return component instanceof ReplicatedComponent;
    }
}
