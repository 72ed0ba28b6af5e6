package dev.brownout.component.machine;

import dev.brownout.host.CapacityTracker;
import dev.brownout.host.ColocatedCores;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Occupancy;
import dev.brownout.service.Service;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.List;

/** Machines that provide cores only. All work is done by the processes placed on them. */
final class Machine implements Component {
    record Measures(
            @Doc("Busy cores of all processes divided by the cores of the machines that are up, time-weighted.")
            @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores of all processes divided by the cores of all machines, including failed "
                    + "ones, time-weighted.")
            Occupancy provisionedUtilization) {}

    private final String name;
    private final List<Host> hosts = new ArrayList<>();

    Machine(MachineSpec spec, ComponentContext context) {
        this.name = context.name();
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(hosts.size() + 1), site);
            Measures measures = context.metrics().instruments(Measures.class, host);
            CapacityTracker.whileProvisioned(
                    context.simulation(),
                    host,
                    measures.utilization(),
                    measures.provisionedUtilization(),
                    spec.cores());
            hosts.add(host);
            host.attach(new ColocatedCores(context.simulation(), host, spec.cores(), measures.utilization()));
        }
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        throw new ScenarioException(
                "components." + name,
                "{} is a machine and accepts no calls: call a component that runs on it, one with host: {}",
                name,
                name);
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(hosts);
    }
}
