package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.KeylessStep;
import dev.brownout.spi.Step;

@Kind("push")
@Doc("Sends a message to users with an open connection to a server, such as the members of a room. 'times' is the"
        + " number of users, drawn for each message from all users that should be connected. The node with the"
        + " connection delivers the message; a user without a connection at that moment misses it. The step ends"
        + " when all messages are sent or missed, and never fails.")
@Example("""
        components:
          gateway: { kind: server, connections: 10k }
        requests:
          connect:
            rate: connections(40k reconnect=uniform(0s 30s))
            path: [gateway]
          say:
            rate: 10/s
            steps: [web, { push: gateway, times: 50 }]
        """)
public record PushStep(
        @Doc("Server with the connections of the users.") @Reference
        String component,

        Options options) implements CallStep, Step.ToUsers, KeylessStep {
    /**
     * Validates the options.
     *
     * @throws InvalidParameterException if the step has keys of its own, because the recipients are users
     */
    public PushStep {
        if (options.key().isPresent()) {
            throw new InvalidParameterException(
                    "key", "a push has no key: its users are drawn for each message; set their number with 'times'");
        }
    }

    @Override
    public Target target() {
        return new Target(component, Purpose.PUSH, CallTarget.PUSH);
    }
}
