package dev.brownout.fault;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.fault.UserFault;

/** Multiplication of the user load by a factor. */
@Kind("traffic")
@Doc("Users send that many times as much, such as x3. Of users who go round, users(...), or keep connections, "
        + "connections(...), there are that many times as many: others come as all do, by thinking first or when their "
        + "'reconnect' is over, and who is too many goes after his answer, or closes his connection at once.")
@ModelSheet(
        models = "The rate of an open load is multiplied. Users who go round, and those who keep connections, become "
                + "that many times as many, rounded: those who come think first, or ask for a connection after a time "
                + "of their 'reconnect'; the last of them go when they would ask again, or close their connection at "
                + "once.",
        leftOut = "Which users come: all requests grow alike.")
@Example("""
        faults:
          - at 4m: traffic x3 for 5m
        """)
public record TrafficFault(
        @Doc("How many times the load.") @AtLeast(0) @AtMost(1_000_000)
        Factor factor) implements UserFault {
    @Override
    public String label(String what) {
        return "traffic " + factor;
    }

    @Override
    public double loadFactor() {
        return factor.times();
    }
}
