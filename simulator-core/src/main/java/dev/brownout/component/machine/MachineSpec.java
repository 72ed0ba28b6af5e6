package dev.brownout.component.machine;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.component.HostProvisioning;
import java.util.OptionalInt;

/** Parameters of a machine that several components share. */
@Kind("machine")
@Doc("A machine that several components share. With 'host' they run on it, use its cores and fail with it.")
@DeclaresMetrics(Machine.Measures.class)
@Example("""
        components:
          box: { kind: machine, cores: 4 }
          shop: { kind: server, host: box, service: exp(10ms) }
          rows: { kind: database, host: box, read: exp(10ms) }
        requests:
          page: { path: [shop, rows] }
        """)
public record MachineSpec(
        @Doc("CPU cores, shared by all components on the machine.")
        @Default("4")
        @AtLeast(1)
        @AtMost(1_000_000)
        @BilledPerMachine
        @DefaultSource("our assumption: a small cloud VM")
        int cores)
        implements ComponentSpec, HostProvisioning {

    @Override
    public Component build(ComponentContext context) {
        return new Machine(this, context);
    }

    @Override
    public OptionalInt coresForOthers() {
        return OptionalInt.of(cores);
    }

    /** Adds no load: a machine receives no calls, and its load is that of the components placed on it. */
    @Override
    public void model(CapacityModel model) {}
}
