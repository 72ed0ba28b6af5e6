package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

/** Multiplication of the user load by a factor. */
@Kind("traffic")
@Doc("Multiplies the load, such as by x3. The number of closed-loop users, users(...), or "
        + "connections, connections(...), is multiplied. New users think first, or connect "
        + "within their 'reconnect' time; surplus users leave after their current request, and "
        + "surplus connections close immediately.")
@ModelSheet(
        models = "The rate of an open load is multiplied. The number of closed-loop users and of "
                + "connections is multiplied and rounded. New users think first, or connect after a "
                + "time of 'reconnect'. Surplus users leave before their next request, and surplus "
                + "connections close immediately.",
        leftOut = "A mix of users that changes: all requests grow by the same factor.")
@Example("""
        faults:
          - at 4m: traffic x3 for 5m
        """)
public record TrafficFault(
        @Doc("Factor of the load.") @AtLeast(0) @AtMost(1_000_000)
        Factor factor) implements UserFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("traffic {}", factor);
    }

    @Override
    public double loadFactor() {
        return factor.times();
    }
}
