package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

/**
 * Change of a parameter: a feature flag, or a shift of traffic to another version or database. The shares of
 * {@code choose} that the parameter determines know the time of the change. The fault itself therefore has no action.
 */
@Kind("set")
@Doc("Changes a parameter that is the share of a branch in 'choose', for a while or until "
        + "the end of the run: a feature flag, a canary, a cut-over, blue-green. Requests that "
        + "choose their branch from then on use the new value.")
@ModelSheet(
        leftOut = "Propagation time: the change is effective on all nodes immediately. Sticky "
                + "assignment of users: each request, and each attempt of a request, chooses "
                + "independently. No other parameter can change during a run; other changes have verbs "
                + "of their own, such as 'scale' and 'set-rate-limit'.")
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
        @Doc("Name of the parameter.") String parameter,

        @Doc("New value.") String to) implements UserFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} {}", parameter, to);
    }
}
