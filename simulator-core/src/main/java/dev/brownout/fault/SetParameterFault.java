package dev.brownout.fault;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.fault.UserFault;

/**
 * Change of a parameter: a feature flag, or a shift of traffic to another version or database. The shares of
 * {@code choose} that the parameter determines know the time of the change. The fault itself therefore has no action.
 */
@Kind("set")
@Doc("A parameter that is the share of a way in 'choose' becomes another one, for a while or to the end: a"
        + " feature flag,"
        + " a canary, a cut-over, blue and green. Requests that draw their way from then on go by it.")
@ModelSheet(
        leftOut = "How long a change takes to reach all machines: all know of it at once. Users who keep the way"
                + " that they"
                + " have had: each request draws anew, and so does each attempt of a request. Nothing else can"
                + " change in"
                + " a run but by a verb of its own, as 'scale' does.")
@Example("""
        params: { canary: 10% }
        components:
          stable: { kind: server, nodes: 4 }
          canary: { kind: server, nodes: 1 }
        requests:
          page: { steps: [ choose: [ $canary: canary, rest: stable ] ] }
        faults:
          - at 5m: set params.canary to 50%
        """)
public record SetParameterFault(
        @Doc("Which parameter, by its name.") String parameter,

        @Doc("What it becomes.") String to) implements UserFault {
    @Override
    public String label(String what) {
        return parameter + " " + to;
    }

    @Override
    public double loadFactor() {
        return 1;
    }
}
