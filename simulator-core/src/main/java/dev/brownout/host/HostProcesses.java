package dev.brownout.host;

import dev.brownout.kernel.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Processes that share the faults of a host: those of other tiers, its guests, and further ones of its own tier. Each
 * is a host of its own.
 */
public final class HostProcesses {
    private final Host host;
    private final List<Host> dependents = new ArrayList<>();
    private int number;

    HostProcesses(Host host) {
        this.host = host;
    }

    /** Returns the number of the host among the processes of its node: 0 for the first one, from 1 for further ones. */
    public int number() {
        return number;
    }

    /** Returns component and node, with the number of a further process, such as {@code web/1} or {@code fn/1#3}. */
    public String fullName() {
        return host.component() + (host.node().isEmpty() ? "" : "/" + host.node()) + (number == 0 ? "" : "#" + number);
    }

    /**
     * Adds a further process of the same tier, which only sends calls. It has the name, location and metrics of the
     * host. The state of its clients is its own.
     */
    public Host add(Simulation simulation) {
        Host process = new Host(simulation, host.component(), host.node(), host.site(), null);
        dependents.add(process);
        process.processes().number = dependents.size();
        return process;
    }

    /** Adds a process of another tier. */
    void addGuest(Host guest) {
        dependents.add(guest);
    }

    /** Returns the processes of other tiers, in order of arrival. */
    public List<Host> guests() {
        return dependents.stream().filter(other -> other.machine() == host).toList();
    }

    /** Passes a change of the host on to the processes, including those that it adds. */
    void forEach(Consumer<Host> change) {
        for (int i = 0; i < dependents.size(); i++) {
            change.accept(dependents.get(i));
        }
    }
}
