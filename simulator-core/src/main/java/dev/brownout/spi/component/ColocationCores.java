package dev.brownout.spi.component;

import dev.brownout.host.ColocatedCores;
import dev.brownout.host.Host;
import dev.brownout.spi.Component;
import java.util.Optional;

/** A component with hosts on which colocated processes share the cores. */
public interface ColocationCores {
    /** Returns the cores of one of its hosts. */
    ColocatedCores coresFor(Host machine);

    /** Returns the cores of a component's host that colocated processes share; empty if it has none for others. */
    static Optional<ColocatedCores> coresFor(Component component, Host machine) {
        return component instanceof ColocationCores cores ? Optional.of(cores.coresFor(machine)) : Optional.empty();
    }
}
