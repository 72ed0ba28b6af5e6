package dev.brownout.runtime;

import dev.brownout.host.ColocatedCores;
import dev.brownout.host.Cores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.service.Outcome;
import dev.brownout.spec.MachineCount;
import dev.brownout.spi.Component;
import dev.brownout.spi.MachineSizes;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.fault.TierFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Creates the hosts of one component. A host is either a machine of its own, which is billed, or a process on a machine
 * of another component.
 */
final class HostFactory {
    private final RunBuilder builder;
    private final RunEnvironment run;
    private final ComponentRuntime own;
    private final String name;
    private final Map<String, Integer> hostsIn = new TreeMap<>();
    private final Map<Host, MachineBilling> billings = new LinkedHashMap<>();

    HostFactory(RunBuilder builder, ComponentRuntime own) {
        this.builder = builder;
        this.run = builder.run;
        this.own = own;
        this.name = own.name;
    }

    Host add(String node, Location site, boolean resized) {
        if (++builder.hostCount > MachineCount.MAXIMUM) {
            throw new ScenarioException(pathOfExcess(), "the scenario has more than {} machines", MachineCount.MAXIMUM);
        }
        ComponentEntry entry = own.entry;
        int before = hostsIn.merge(site.region(), 1, Integer::sum) - 1;
        String zone = entry.zones() > 1 ? entry.zone(before) : site.zone();
        CallMeter meter = new CallMeter(run.grid, Outcome.count() + 1);
        Host host = new Host(run.simulation, name, node, new Location(site.region(), zone), meter);
        own.add(host);
        run.chronicle.follow(host);
        if (entry.host().isPresent()) {
            assignMachine(host, entry.host().get(), before > 0, resized);
            return host;
        }
        MachineBilling billing = new MachineBilling(host, run.simulation, own.paid);
        if (resized) {
            int cores = MachineSizes.cores(entry.spec());
            billing.bySize(own.paidBySize(), run.grid, cores);
            billings.put(host, billing);
        }
        return host;
    }

    void resize(Host host, int cores) {
        billings.get(host).resize(cores);
    }

    /** Assigns a process to the machine in its region. */
    private void assignMachine(Host host, String machines, boolean added, boolean resized) {
        if (added) {
            throw new ScenarioException(
                    "components." + name,
                    "{} is a single process on {}: it has no further nodes, replicas, shards, standby "
                            + "or autoscaling there; remove 'host', or run the other nodes on hosts of "
                            + "their own",
                    name,
                    machines);
        }
        if (resized) {
            throw new ScenarioException(
                    "components." + name, "{} uses the cores of {}, which cannot be changed", name, machines);
        }
        Component shared = builder.component(machines);
        if (shared == null) {
            throw new ScenarioException("components." + name, "{} is itself a process on a machine", machines);
        }
        for (Host machine : shared.hosts()) {
            if (sharedCores(machine).isPresent()
                    && machine.site().region().equals(host.site().region())) {
                host.runOn(machine);
                return;
            }
        }
        throw new ScenarioException("components." + name, "{} has no machine in the region of {}", machines, name);
    }

    /** Returns the share of a process in the cores of its machine. */
    Cores cores(Host process, int queueCapacity, Occupancy busy, FifoQueue queue) {
        return sharedCores(process.machine()).orElseThrow().of(process, queueCapacity, busy, queue);
    }

    private static Optional<ColocatedCores> sharedCores(Host machine) {
        return machine.membership().residents(ColocatedCores.class).findFirst();
    }

    /**
     * Returns the path of the part of the scenario that exceeds the machine limit. This is a fault that asks for more
     * machines than remain, otherwise the component.
     */
    private String pathOfExcess() {
        int ownMachines = hostsIn.values().stream().mapToInt(Integer::intValue).sum();
        int remaining = MachineCount.MAXIMUM - (builder.hostCount - 1 - ownMachines);
        List<FaultEntry> faults = run.scenario.faults();
        for (int i = 0; i < faults.size(); i++) {
            long machinesPerSite = faults.get(i).hits(name)
                    ? TierFault.of(faults.get(i).spec()).desiredHosts().orElse(0)
                    : 0;
            if (machinesPerSite * run.sites(name).size() > remaining) {
                return "faults." + i;
            }
        }
        return name;
    }
}
