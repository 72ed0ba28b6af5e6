package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Step;

@Kind("push")
@Doc("Sends a message to users who keep connections to a server: to as many as 'times' says, such as the members of a"
        + " room, drawn anew for each message from all who are to have one. The machine that holds a connection"
        + " delivers over it; who has none at that moment misses the message. It is done when all have been sent or"
        + " missed, and never fails.")
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
public record PushStep(@Reference String component, Options options) implements CallStep, Step.ToUsers {
    /**
     * Validates the options.
     *
     * @throws InvalidParameterException if the step has keys of its own, because the recipients are users
     */
    public PushStep {
        if (options.key().isPresent()) {
            throw new InvalidParameterException(
                    "key", "a push is about users, who are drawn anew for each message: say how many with 'times'");
        }
    }

    @Override
    public Target called() {
        return new Target(component, Purpose.PUSH, CallTarget.PUSH);
    }
}
