package dev.brownout.component.machine;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.BilledPerMachine;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.DefaultSource;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.wiring.CapacityModel;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.DeclaresMetrics;
import java.util.OptionalInt;

/** The parameters of a machine that several components share. */
@Kind("machine")
@Doc("A machine that other components share: they stand on it by 'host', use its cores, and die with it.")
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
        @Doc("Processors, for all that stands on it.")
        @Default("4")
        @AtLeast(1)
        @AtMost(1_000_000)
        @BilledPerMachine
        @DefaultSource("a small cloud machine; no authority")
        int cores)
        implements ComponentSpec {

    @Override
    public Component build(ComponentContext wiring) {
        return new Machine(this, wiring);
    }

    @Override
    public OptionalInt coresForOthers() {
        return OptionalInt.of(cores);
    }

    /** Nobody calls it; what is asked of it is what is asked of those that stand on it. */
    @Override
    public void sketch(CapacityModel sketch) {}
}
